using System.Globalization;
using IfexList.Moderation;
using Xunit;

namespace IfexList.Tests.Moderation;

/// <summary>Until when an approval waits: how it is written, and the instant that it means.</summary>
public class EmbargoTests
{
    // A Thursday.
    private const string Now = "2026-03-12T10:00Z";

    private static readonly TimeZoneInfo Toronto = TimeZoneInfo.FindSystemTimeZoneById("America/Toronto");

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static EmbargoTime? Read(string text) => (ModeratorReply.Read(text, "", Desk.Alerts) as ModeratorReply.Approve)?.At;

    private static string Shown(EmbargoTime? at) => at is null ? "none" : string.Join(' ', new[]
    {
        at.Day?.Weekday?.ToString(), at.Day?.Day is { } day ? $"{at.Day.Year?.ToString(CultureInfo.InvariantCulture) ?? "any"}-{at.Day.Month:00}-{day:00}" : null,
        at.Time.ToString("HH:mm", CultureInfo.InvariantCulture), at.Zone?.Id,
    }.OfType<string>());

    [Theory]
    [InlineData("ok at 18:00 UTC", "18:00 UTC", "English")]
    [InlineData("ok at 18:00", "18:00", "no zone: the list's")]
    [InlineData("ok at=18:00 UTC fr", "18:00 UTC", "behind a sign, a language behind it")]
    [InlineData("ok at 18h", "18:00", "hours alone")]
    [InlineData("approuver à 18h30", "18:30", "French")]
    [InlineData("approuver à 18 h 30", "18:30", "as French typography has it")]
    [InlineData("approuver à 18 h TU", "18:00 UTC", "as the radio has it")]
    [InlineData("approuver à=18:00", "18:00", "the key that otherwise names readers")]
    [InlineData("aprobar a las 18:00", "18:00", "Spanish")]
    [InlineData("aprobar a la 1:00 GMT", "01:00 UTC", "the singular")]
    [InlineData("aprobar a las 18:00 h", "18:00", "hours behind")]
    [InlineData("одобрить в 18:00", "18:00", "Russian")]
    [InlineData("одобрить в 18 часов по Гринвичу", "18:00 UTC", "in words")]
    [InlineData("موافق الساعة 18:00", "18:00", "Arabic")]
    [InlineData("موافق الساعة ١٨:٣٠ بتوقيت غرينتش", "18:30 UTC", "Arabic digits, and Greenwich")]
    [InlineData("\u200Fموافق الساعة \u200E18:00\u200F UTC", "18:00 UTC", "marks of direction between")]
    [InlineData("ok at ۱۸:۰۰", "18:00", "Persian digits")]
    [InlineData("ok at 6pm", "18:00", "half a day")]
    [InlineData("ok at 6:30 p.m.", "18:30", "with stops")]
    [InlineData("ok at 12 am", "00:00", "midnight")]
    [InlineData("ok at 12pm", "12:00", "noon")]
    [InlineData("موافق الساعة 6 مساء", "18:00", "evening in Arabic")]
    [InlineData("موافق في 6 صباحًا", "06:00", "morning in Arabic")]
    [InlineData("ok at 2026-03-13 18:00 UTC", "2026-03-13 18:00 UTC", "the day first")]
    [InlineData("ok at 18:00 UTC 2026-03-13", "2026-03-13 18:00 UTC", "the day last")]
    [InlineData("ok on 13 March at 18:00", "any-03-13 18:00", "a word before each")]
    [InlineData("ok at 18:00 on March 13th, 2026", "2026-03-13 18:00", "American order")]
    [InlineData("ok at 13.03.2026 18:00", "2026-03-13 18:00", "dots")]
    [InlineData("approuver le 1er avril à 9h", "any-04-01 09:00", "French")]
    [InlineData("aprobar el 13 de marzo de 2026 a las 9:00", "2026-03-13 09:00", "Spanish")]
    [InlineData("одобрить 13 марта 2026 г. в 9:00", "2026-03-13 09:00", "Russian, no word before the day")]
    [InlineData("одобрить в 9:00 13 марта 2026 года", "2026-03-13 09:00", "Russian, the day last")]
    [InlineData("موافق يوم 13 مارس الساعة 9:00", "any-03-13 09:00", "Arabic")]
    [InlineData("موافق في 13 كانون الثاني الساعة 9:00", "any-01-13 09:00", "a month of two words")]
    [InlineData("ok at friday 9:00", "Friday 09:00", "a weekday")]
    [InlineData("approuver vendredi 13 mars à 9h", "Friday any-03-13 09:00", "and its day")]
    [InlineData("одобрить в пятницу в 9:00", "Friday 09:00", "Russian, inflected")]
    [InlineData("aprobar el sábado a las 9:00", "Saturday 09:00", "Spanish")]
    [InlineData("موافق يوم الأحد الساعة 9:00", "Sunday 09:00", "Arabic")]
    [InlineData("ok at 18:00Z", "18:00 UTC", "glued")]
    [InlineData("ok at 18:00 UTC+1", "18:00 UTC+01:00", "an offset")]
    [InlineData("ok at 18:00 UTC +1 fr", "18:00 UTC+01:00", "a blank before it")]
    [InlineData("ok at 18:00 GMT-3:30", "18:00 UTC-03:30", "half an hour")]
    [InlineData("ok at 18:00 +01:00", "18:00 UTC+01:00", "no name")]
    [InlineData("ok at 18:00+0100", "18:00 UTC+01:00", "glued, no colon")]
    [InlineData("ok at 18:00 UTC+٣", "18:00 UTC+03:00", "an Arabic digit")]
    [InlineData("ok at 18:00 UTC−5", "18:00 UTC-05:00", "the true sign")]
    [InlineData("ok at 18:00 +00:00", "18:00 UTC", "nothing is UTC")]
    [InlineData("ok at 18:00 Africa/Tunis", "18:00 Africa/Tunis", "by name")]
    [InlineData("ok at 18:00 (america/toronto).", "18:00 America/Toronto", "small letters in brackets")]
    [InlineData("ok urgent at 18:00 thanks", "18:00", "thanks at the end")]
    public void A_time_is_read_as_five_languages_write_it(string text, string expected, string why) =>
        Assert.True(Shown(Read(text)) == expected, $"{why}: {Shown(Read(text))}");

    [Theory]
    [InlineData("ok 18:00", "no word before it")]
    [InlineData("ok 2026-03-13 18:00", "no word before it")]
    [InlineData("ok at 18", "a number may be anything")]
    [InlineData("ok at 6", "morning or evening")]
    [InlineData("ok at", "no time")]
    [InlineData("ok at=", "no time")]
    [InlineData("ok at 24:00", "today's end or tomorrow's")]
    [InlineData("ok at 18:60", "no minute")]
    [InlineData("ok at 18:5", "half a minute")]
    [InlineData("ok at 13pm", "no such hour")]
    [InlineData("ok at 18:00 pm", "two counts at once")]
    [InlineData("ok at 0am", "no such hour")]
    [InlineData("ok at 12/03/2026 18:00", "March here, December there")]
    [InlineData("ok at 25/03/2026 18:00", "slashes are not looked into")]
    [InlineData("ok at 12.03 18:00", "a day or a time")]
    [InlineData("ok at 30 February 18:00", "no such day")]
    [InlineData("ok at 29 February 2026 18:00", "not in that year")]
    [InlineData("ok at 2026-02-30 18:00", "no such day")]
    [InlineData("ok at 12 March", "a day without a time")]
    [InlineData("ok at friday", "a weekday without a time")]
    [InlineData("ok at tomorrow 18:00", "tomorrow is another day elsewhere")]
    [InlineData("ok at 18:00 EST", "Sydney's or New York's")]
    [InlineData("ok at 18:00 CET", "an abbreviation")]
    [InlineData("ok at 18:00 Paris", "a city")]
    [InlineData("ok at 18:00 Africa/Atlantis", "no such zone")]
    [InlineData("ok at 18:00 ../../etc/passwd", "no zone at all")]
    [InlineData("ok at 18:00 Africa/../Africa/Tunis", "nor by a detour")]
    [InlineData("ok at 18:00 +1", "a nod")]
    [InlineData("ok at 18:00 UTC+15", "no such offset")]
    [InlineData("ok at 18:00 UTC+1:75", "no such minute")]
    [InlineData("ok at 18:00 or 19:00", "two times")]
    [InlineData("ok at 18:00 on", "half a sentence")]
    [InlineData("ok at 18:00?", "a question")]
    [InlineData("ok until 18:00", "the contrary")]
    [InlineData("ok not before 18:00", "a negation")]
    [InlineData("reject at 18:00?", "no approval")]
    [InlineData("discard at 18:00", "nothing is sent")]
    public void What_may_mean_two_times_is_no_decision(string text, string why) =>
        Assert.True(ModeratorReply.Read(text, "", Desk.Alerts) is ModeratorReply.Unclear or ModeratorReply.Reject, $"{why}: {Shown(Read(text))}");

    [Theory]
    [InlineData("at 18:00", Now, "2026-03-12T22:00Z", "today, by the list's clock")]
    [InlineData("at 18:00 UTC", Now, "2026-03-12T18:00Z", "today, by the clock named")]
    [InlineData("at 9:00 UTC", Now, "2026-03-13T09:00Z", "tomorrow, if it has passed")]
    [InlineData("at 10:00 UTC", Now, "2026-03-13T10:00Z", "now has passed")]
    [InlineData("at 1:00 UTC+14", Now, "2026-03-12T11:00Z", "where tomorrow has begun")]
    [InlineData("at 22:00", "2026-03-13T01:30Z", "2026-03-13T02:00Z", "where yesterday hasn't ended")]
    [InlineData("at friday 9:00 UTC", Now, "2026-03-13T09:00Z", "the next such weekday")]
    [InlineData("at thursday 9:00 UTC", Now, "2026-03-19T09:00Z", "in a week, if it has passed")]
    [InlineData("at thursday 11:00 UTC", Now, "2026-03-12T11:00Z", "today")]
    [InlineData("at 2 January 9:00 UTC", "2026-12-20T10:00Z", "2027-01-02T09:00Z", "next year's, if it is near")]
    [InlineData("at 11 April 10:00 UTC", Now, "2026-04-11T10:00Z", "as far ahead as may be")]
    [InlineData("at 11 April 10:01 UTC", Now, null, "a minute further")]
    [InlineData("at 12 March 9:00 UTC", Now, null, "earlier today")]
    [InlineData("at 2026-03-11 18:00 UTC", Now, null, "yesterday")]
    [InlineData("at 11 March 18:00 UTC", Now, null, "a year's wait is none")]
    [InlineData("at friday 14 March 18:00 UTC", Now, null, "a day that isn't")]
    [InlineData("at 29 February 18:00 UTC", Now, null, "no such day this year")]
    [InlineData("at 2:30", "2026-03-08T05:00Z", "2026-03-08T07:00Z", "skipped by the clocks: the next minute that exists")]
    [InlineData("at 1:30", "2026-11-01T04:00Z", "2026-11-01T05:30Z", "shown twice: the first")]
    [InlineData("at 1:30", "2026-11-01T06:00Z", "2026-11-02T06:30Z", "the first has passed")]
    public void A_time_is_the_next_such_instant(string text, string now, string? expected, string why)
    {
        var moment = Read("ok " + text)!.Moment(At(now), Toronto);
        Assert.True(moment == (expected is null ? null : At(expected)), $"{why}: {moment:u}");
    }
}
