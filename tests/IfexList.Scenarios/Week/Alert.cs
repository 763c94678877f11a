using System.Globalization;
using System.Text.RegularExpressions;
using IfexList.Mail;

namespace IfexList.Scenarios.Week;

/// <summary>What becomes of an alert, as far as people have a hand in it.</summary>
internal enum Course
{
    Ok,
    OkFrUrgent,
    Embargo,
    Edited,
    Reject,
    Discard,
    TakeThenOk,
    PutOffThenOk,
    Ask,
    OriginalThenOk,
    Silence,
    Race,
    Vacation,
    Receipt,
    Forwarded,
    Withdraw,
    Add,
    Recall,
    Robot,
    Twice,

    /// <summary>The next hop refuses the request.</summary>
    Refused,

    /// <summary>The one about which a suspended moderator still says ok.</summary>
    Suspended,
    Stranger,
}

/// <summary>One alert of the week; its code stands in its Subject, and so in that of every letter about it.</summary>
/// <param name="IsOpenToAll">Anybody at the desk may say anything about it; the others come to the end that they are there for.</param>
internal sealed partial record Alert(int Number, Course Course, Reporter By, DateTimeOffset At, bool IsUrgent, bool IsOpenToAll)
{
    public Language Language => By.Language;

    public string Code => string.Create(CultureInfo.InvariantCulture, $"(A{Number:00})");

    public string Subject => $"{(IsUrgent ? Speech.Urgent(Language) + ": " : "")}{Speech.Headline(Language)} {Code}";

    public string Text => $"{Speech.Report(Language)}\n\n{Code}";

    /// <summary>The alert's number, where a Subject names one.</summary>
    public static int? In(string subject) => Mark().Match(subject) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    /// <summary>Forty alerts over seven days: each course so many times, everything else by chance. The first of each course has the time, and the peace, to be run.</summary>
    public static IReadOnlyList<Alert> Deal(Random chance, DateTimeOffset begin)
    {
        var courses = new[]
        {
            (Course.Ok, 3), (Course.OkFrUrgent, 2), (Course.Embargo, 2), (Course.Edited, 2), (Course.Reject, 2), (Course.Discard, 1), (Course.TakeThenOk, 1),
            (Course.PutOffThenOk, 2), (Course.Ask, 2), (Course.OriginalThenOk, 1), (Course.Silence, 2), (Course.Race, 4), (Course.Vacation, 2), (Course.Receipt, 1),
            (Course.Forwarded, 1), (Course.Withdraw, 2), (Course.Add, 2), (Course.Recall, 1), (Course.Robot, 1), (Course.Twice, 1), (Course.Refused, 1),
            (Course.Suspended, 1), (Course.Stranger, 3),
        }.SelectMany(dealt => Enumerable.Range(0, dealt.Item2).Select(which => (Course: dealt.Item1, IsFirst: which == 0)));
        return [.. courses.Select((dealt, i) => new Alert(
            i + 1, dealt.Course, ReporterOf(dealt.Course, chance), begin + Moment(dealt.Course, dealt.IsFirst ? 4 : 7, chance), chance.Next(5) == 0,
            !dealt.IsFirst && dealt.Course is not (Course.Silence or Course.Race or Course.Vacation)))];
    }

    private static Reporter ReporterOf(Course course, Random chance) => course switch
    {
        Course.Stranger => new Reporter(Cast.Stranger, "", (Language)chance.Next(5)),
        // Only Lima reads Spanish; two editors read English at noon.
        Course.Refused or Course.Suspended => Cast.Reporters.First(reporter => reporter.Language == Language.Es),
        Course.Race => Cast.Reporters.First(reporter => reporter.Language == Language.En),
        _ => Cast.Reporters[chance.Next(Cast.Reporters.Count)],
    };

    private static TimeSpan Moment(Course course, int days, Random chance) => course switch
    {
        Course.Refused => new TimeSpan(1, 20, 2, 0),
        Course.Suspended => new TimeSpan(4, 15, 2, 0),
        Course.Race => new TimeSpan(chance.Next(7), 10, chance.Next(120), 0),
        _ => TimeSpan.FromMinutes(chance.Next(days * 24 * 60)),
    };

    [GeneratedRegex(@"\(A([0-9]{2})\)")]
    private static partial Regex Mark();
}
