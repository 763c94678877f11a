using IfexList.Commands;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Tests.Commands;

/// <summary>Mails read against the shipped lists, on a Monday in March.</summary>
internal static class Reading
{
    public static readonly DateOnly Today = new(2026, 3, 16);

    public static readonly Address Grace = Address.TryParse("grace@dailylantern.example", out var address) ? address : throw new FormatException();

    public static readonly ListCatalogue Lists = new(new Settings
    {
        Lists = new Dictionary<string, ListSettings>
        {
            ["alerts"] = new()
            {
                Aliases = ["alertes", "alertas"],
                Themes = new Dictionary<string, LocalizedText>
                {
                    ["women"] = new("Women", new Dictionary<string, string> { ["en"] = "Women", ["fr"] = "Femmes journalistes", ["es"] = "Mujeres", ["ru"] = "Женщины", ["ar"] = "النساء" }),
                },
            },
            ["communique"] = new(),
            ["members"] = new() { Kind = ListKind.Members },
        },
    });

    public static readonly MailingList Alerts = Lists.Find("alerts")!;

    public static CommandMail Read(string text, string subject = "", string list = "alerts") => CommandReader.Read(subject, text, Lists.Find(list)!, Lists, Grace, Today);

    /// <summary>The commands as we write them, a bar between them.</summary>
    public static string Say(this CommandMail mail) => string.Join(" | ", mail.Commands);

    public static void Reads(string line, string expected, string why)
    {
        var read = Read(line).Say();
        Assert.True(expected == read, $"{why}: \"{line}\" is read as \"{read}\"");
    }
}
