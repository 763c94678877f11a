using IfexList.Mail;
using IfexList.Moderation;
using Xunit;

namespace IfexList.Tests.Moderation;

public class DigestReplyTests
{
    private static string Read(string text)
    {
        var reply = DigestReply.Read(OwnText.Of(text));
        var answers = reply.Answers.Select(a => $"{Say(a.Verdict)} {string.Join(' ', a.Numbers)}");
        return string.Join(" | ", answers.Concat(reply.NotUnderstood.Select(line => "? " + line)));
    }

    private static string Say(ModeratorReply verdict) => verdict switch
    {
        ModeratorReply.Approve { Language: { } language } => "ok " + language.Code(),
        ModeratorReply.Approve => "ok",
        ModeratorReply.Reject { Reason: var reason } => $"reject ({reason})",
        _ => "discard",
    };

    [Theory]
    [InlineData("ok 3", "ok 3", "one")]
    [InlineData("ok 3 fr", "ok fr 3", "with a language")]
    [InlineData("discard 1 2 4", "discard 1 2 4", "several")]
    [InlineData("discard 1, 2, 4.", "discard 1 2 4", "commas")]
    [InlineData("reject 2: no date", "reject (no date) 2", "reason")]
    [InlineData("reject 2: 3 names are missing", "reject (3 names are missing) 2", "a number in the reason")]
    [InlineData("ok 3\ndiscard 1 2\n\nMarie", "ok 3 | discard 1 2", "lines and a name")]
    [InlineData("موافق ٣\nحذف ١ ٢", "ok 3 | discard 1 2", "Arabic-Indic digits")]
    [InlineData("موافق ۳", "ok 3", "Persian digits")]
    [InlineData("одобрить 12 русский", "ok ru 12", "name of a language")]
    [InlineData("descartar: 5", "discard 5", "colon before the number")]
    [InlineData("> ok 1\nok 2", "ok 2", "below a quotation")]
    [InlineData("ok 3 maybe", "? ok 3 maybe", "no exact answer")]
    [InlineData("ok", "? ok", "no number")]
    [InlineData("discard 1-3", "? discard 1-3", "no ranges")]
    [InlineData("ok 999999", "? ok 999999", "no such number")]
    [InlineData("Looks like spam to me", "? Looks like spam to me", "prose only")]
    [InlineData("ok 1\ndiscard 1 2", "discard 2 | ? 1", "contradiction")]
    [InlineData("ok 3 3 3", "ok 3", "repeated")]
    public void Each_line_answers_the_posts_it_numbers(string text, string expected, string why) => Assert.True(expected == Read(text), $"{why}: {Read(text)}");
}
