using IfexList.Mail;
using IfexList.Moderation;
using Xunit;

namespace IfexList.Tests.Moderation;

public class DigestReplyTests
{
    private static string Read(string text, int lines = 25, string subject = "Re: [alerts] 25 mails from strangers")
    {
        var reply = DigestReply.Read(text, subject, Desk.Alerts, lines);
        var answers = reply.Answers.Select(a => $"{Say(a.Verdict)} {string.Join(' ', a.Numbers)}");
        return string.Join(" | ", answers.Concat(reply.NotUnderstood.Select(line => "? " + line)));
    }

    private static string Say(ModeratorReply verdict) => verdict switch
    {
        ModeratorReply.Approve orders => string.Join(' ', new[] { "ok", ApprovalLine.Write(orders), orders.At is null ? "" : "at" }.Where(word => word.Length > 0)),
        ModeratorReply.Reject { Reason: var reason } => $"reject ({reason})",
        _ => verdict.GetType().Name.ToLowerInvariant(),
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
    [InlineData("ok 3 fr urgent", "ok fr urgent 3", "with orders")]
    [InlineData("ok 3 4 kind=update country=TN case=new to=members", "ok kind=update country=TN case=new to=members 3 4", "with all orders")]
    [InlineData("موافق ٣ عاجل الساعة ١٨:٠٠", "ok urgent at 3", "with orders in Arabic")]
    [InlineData("ok 3 at 18:00 UTC", "ok at 3", "a time is no number of a post")]
    [InlineData("ok 3 kind=banana", "? ok 3 kind=banana", "an order that isn't understood")]
    [InlineData("ok 3 edited", "? ok 3 edited", "no text came along")]
    [InlineData("take 2\nhold 3\noriginal 4", "take 2 | putoff 3 | original 4", "other words")]
    [InlineData("je prends 2\nотложить 3, 5\nالأصل ٤", "take 2 | putoff 3 5 | original 4", "in other languages")]
    [InlineData("take 2 cups of tea", "? take 2 cups of tea", "a sentence")]
    [InlineData("hold 3?", "? hold 3?", "a question")]
    [InlineData("ask 3: who are you?", "? ask 3: who are you?", "strangers are asked nothing")]
    [InlineData("ok 1\ndiscard 3\nhold 2\nBut without the phone number", "putoff 2 | ? But without the phone number", "a second thought")]
    [InlineData("موافق ١\nلكن بدون رقم الهاتف", "? لكن بدون رقم الهاتف", "a second thought in Arabic")]
    [InlineData("take", "? take", "whatever he takes has a number")]
    public void Each_line_answers_the_posts_it_numbers(string text, string expected, string why) => Assert.True(expected == Read(text), $"{why}: {Read(text)}");

    [Theory]
    [InlineData("ok", "ok 1", "a word alone")]
    [InlineData("ok fr urgent", "ok fr urgent 1", "with orders")]
    [InlineData("ok 1 fr", "ok fr 1", "with its number all the same")]
    [InlineData("yes", "ok 1", "an everyday word alone")]
    [InlineData("reject: no date\nand no place\n\nMarie", "reject (no date\nand no place) 1", "a reason of two lines")]
    [InlineData("discard\n\nMarie Okafor", "discard 1", "a name below")]
    [InlineData("hold", "putoff 1", "put off")]
    [InlineData("take", "take 1", "taken")]
    [InlineData("original", "original 1", "as it came")]
    [InlineData("ok?", "? ok?", "a question")]
    [InlineData("ok\n\nbut not yet", "? ok", "a second thought")]
    [InlineData("ok 2", "ok 2", "a number that it doesn't have is answered by whoever looks for it")]
    [InlineData("ask: who are you?", "? ask: who are you?", "strangers are asked nothing")]
    [InlineData("ok\n\n[begin text]\nnew\n[end text]", "? ok", "no text went there")]
    public void A_digest_of_one_post_needs_no_number(string text, string expected, string why) => Assert.True(expected == Read(text, lines: 1), $"{why}: {Read(text, lines: 1)}");

    [Fact]
    public void A_word_in_the_subject_means_the_only_post() => Assert.Equal("discard 1", Read("", lines: 1, "Re: discard [alerts] 1 mail from strangers"));
}
