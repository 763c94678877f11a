using System.CommandLine;
using System.Globalization;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>held log</c>: who decided what at the desk, and when. There is no text of any mail in it.</summary>
public static class HeldLogVerb
{
    private const string DayForm = "yyyy-MM-dd";

    public static Command Build(CommandLine line)
    {
        var list = new Option<string?>("--list") { HelpName = "L", Description = "Of one list alone" };
        var since = Since();
        var held = new Option<long?>("--held") { HelpName = "ID", Description = "Of one post alone" };
        var json = Takes.Json();
        return line.Verb("log", "Who decided what and when, oldest first: time, list, ID, language, deed, moderator (- for poster, clock and shell), detail", [list, since, held, json], (parsed, desk, _) =>
        {
            var name = parsed.GetValue(list) is { } known ? desk.List(known).Name : null;
            var from = parsed.GetValue(since) is { } day ? new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds() : 0;
            var log = desk.Database.Read(db => DeskLog.Read(db, name, parsed.GetValue(held), from));
            if (parsed.GetValue(json))
                line.Terminal.Json(log.Select(row => Facts(row.Entry, row.Who)));
            else
                foreach (var (entry, who) in log)
                    line.Terminal.Row($"{Instant.Time(entry.At):yyyy-MM-dd HH:mm:ss}Z", entry.List, entry.Held, entry.Language.Code(), Deed(entry), who, entry.Detail);
            return Task.FromResult(0);
        });
    }

    private static Option<DateOnly?> Since() => new("--since")
    {
        HelpName = "DAY",
        Description = "From that day on (UTC), as 2026-03-01",
        CustomParser = one =>
        {
            if (DateOnly.TryParseExact(one.Tokens[0].Value, DayForm, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
            one.AddError($"\"{one.Tokens[0].Value}\" is no day such as 2026-03-01");
            return null;
        },
    };

    private static object Facts(DeskEntry entry, string? who) => new
    {
        At = Instant.Iso(entry.At),
        entry.List,
        entry.Held,
        Language = entry.Language.Code(),
        Deed = Deed(entry),
        Who = who,
        entry.Detail,
    };

    private static string Deed(DeskEntry entry) => entry.Deed.ToString().ToLowerInvariant();
}
