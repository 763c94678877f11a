using IfexList.Ledger;
using IfexList.Mail;

namespace IfexList.Bounces;

/// <summary>Which of a report's recipients tells of one reader, and whether it tells of a failure.</summary>
public static class Telling
{
    /// <summary>The one that bears his address, whether now or before it was passed on; where none does, the one that says most. Null where nothing failed.</summary>
    public static ReturnedRecipient? Of(ReturnReport report, Address reader)
    {
        var his = report.Recipients.Where(recipient => Is(recipient.Address, reader) || Is(recipient.Alias, reader)).ToList();
        return (his.Count > 0 ? his : report.Recipients).MaxBy(recipient => recipient.Reason.Class) is { } most && most.Reason.IsFailure ? most : null;
    }

    private static bool Is(string? text, Address reader) => Address.TryParse(text, out var address) && address.Key == reader.Key;
}
