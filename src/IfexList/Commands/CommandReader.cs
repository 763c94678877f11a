using IfexList.Lists;
using IfexList.Mail;
namespace IfexList.Commands;
/// <summary>stub</summary>
public sealed record CommandMail(IReadOnlyList<Command> Commands, Language? Language, int NotUnderstood, string? Suggestion, bool IsProse);
/// <summary>stub</summary>
public static class CommandReader
{
    public static CommandMail Read(string subject, string text, MailingList list, ListCatalogue lists, Address sender, DateOnly today) => throw new NotImplementedException();
}
