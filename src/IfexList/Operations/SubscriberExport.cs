using System.Globalization;
using System.Text;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>Readers as CSV (RFC 4180) with all their choices, as <see cref="SubscriberTable"/> reads them again.</summary>
public static class SubscriberExport
{
    public const string Header = "address,languages,format,rhythm,topics,cap,wait,editions,paused,since,wording\r\n";

    public static string Rows(IEnumerable<Subscriber> subscribers)
    {
        var text = new StringBuilder();
        foreach (var s in subscribers)
            text.AppendJoin(',', Cells(s).Select(Quoted)).Append("\r\n");
        return text.ToString();
    }

    /// <summary>In the order of <see cref="Header"/>.</summary>
    public static IEnumerable<string> Cells(Subscriber s) =>
    [
        s.Address.ToString(), Languages.Join(s.Choices.Languages), s.Choices.Format.Code(), s.Choices.Rhythm.Code(),
        s.Choices.Topics.Count > 0 ? string.Join(';', s.Choices.Topics) : SubscriberCells.AllTopics,
        s.Choices.Cap.ToString(CultureInfo.InvariantCulture), Wait(s.Choices.Wait),
        s.Choices.AllEditions ? Enrolment.AllEditions : Enrolment.OneEdition, Paused(s), Exactly(s.Since), s.Wording,
    ];

    // Empty leaves it to the list.
    private static string Wait(TimeSpan? wait) => wait is not { } time ? ""
        : time == Timeout.InfiniteTimeSpan ? SubscriberCells.ForEver
        : time.ToString("c", CultureInfo.InvariantCulture);

    private static string Paused(Subscriber s) => s.State != SubscriptionState.Paused ? SubscriberCells.No
        : s.PausedUntil is { } until ? Exactly(until)
        : SubscriberCells.Yes;

    private static string Exactly(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
