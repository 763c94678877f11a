using System.Text.Json;
using System.Text.RegularExpressions;
using IfexList.Ledger;
using IfexList.Mail;

namespace IfexList.Tests.Ledger;

/// <summary>The table of reasons: each row by its sample, and what systems of all kinds say.</summary>
public sealed partial class ReasonsTests
{
    private static readonly JsonDocumentOptions Commented = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    [Fact]
    public void Every_row_decides_its_own_sample()
    {
        var wrong = Rows().Select(row => (row.Rule, row.Sample, Said: Of(row.Sample).Rule)).Where(row => row.Said != row.Rule);
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_row_has_a_name_of_its_own() =>
        Assert.Empty(Rows().GroupBy(row => row.Rule).Where(rows => rows.Count() > 1).Select(rows => rows.Key));

    [Fact]
    public void What_systems_say_is_understood()
    {
        Assert.True(RefusalTexts.All.Count >= 150, "the texts are gone");
        var wrong = RefusalTexts.All.Select(row => (row.Class, Said: Of(row.Refusal), row.Refusal, row.Why)).Where(row => row.Said.Class != row.Class);
        Assert.Empty(wrong.Select(row => $"{row.Said.Class} by {row.Said.Rule} instead of {row.Class} ({row.Why}): {row.Refusal}"));
    }

    /// <summary>A mail says it in a sentence, the next hop in a reply: both mean the same.</summary>
    [Fact]
    public void A_code_in_the_text_is_as_good_as_one_beside_it()
    {
        Assert.Equal(ReturnClass.Full, Reasons.Of(null, null, "host said: 452 4.2.2 Sorry").Class);
        Assert.Equal(ReturnClass.Full, Reasons.Of(new SmtpReply(452, new EnhancedStatus(4, 2, 2), "Sorry")).Class);
        Assert.Equal(ReturnClass.Full, Reasons.Of(452, new EnhancedStatus(4, 2, 2), "").Class);
    }

    [Theory]
    [InlineData("5.1.1", "550 5.7.606 Sorry", ReturnClass.Policy, "the other side's own status comes before what a relay wrote")]
    [InlineData("5.1.1", "550 5.7.1 Sorry", ReturnClass.Dead, "but a generic one doesn't come before a telling one")]
    [InlineData("5.0.0", "550 5.1.1 Sorry", ReturnClass.Dead, "nor does it where the relay is generic")]
    [InlineData("5.1.1", "550 5.1.1 Blocked for spam", ReturnClass.Policy, "words that say it come before both")]
    [InlineData("5.2.2", "550 5.2.2 User unknown", ReturnClass.Full, "words for a missing reader don't come before a status that tells another story")]
    [InlineData("5.0.0", "554 Sorry", ReturnClass.Policy, "without words the code decides")]
    [InlineData("4.0.0", "554 Sorry", ReturnClass.Policy, "and does it for now, too")]
    [InlineData("2.0.0", "Mailbox full", ReturnClass.Delivered, "what has arrived has arrived")]
    public void Evidence_is_heard_in_its_order(string status, string text, ReturnClass expected, string why)
    {
        Assert.True(EnhancedStatus.TryParse(status, out var known));
        Assert.True(Reasons.Of(null, known, text) is var reason && reason.Class == expected, $"{reason}: {why}");
    }

    [Fact]
    public void Who_says_nothing_is_unavailable()
    {
        Assert.Equal(new Reason(ReturnClass.Unavailable, "nothing-known"), Reasons.Of(null, null, ""));
        Assert.Equal(new Reason(ReturnClass.Unavailable, "nothing-known"), Reasons.Of(550, null, " <> \uD800 . - @ 4.4 "));
    }

    /// <summary>Only its beginning is read, and what is read costs what its length costs.</summary>
    [Theory]
    [InlineData("user ")]
    [InlineData("the mailbox account user recipient ")]
    [InlineData("spam.")]
    [InlineData("no such ")]
    [InlineData("用户邮箱")]
    [InlineData("\u0301\uFDFA")]
    public void Garbage_costs_little(string garbage)
    {
        var text = string.Concat(Enumerable.Repeat(garbage, 1_000_000 / garbage.Length));
        Reasons.Of(null, null, text);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Reasons.Of(null, null, text);
        Assert.True(watch.Elapsed < TimeSpan.FromMilliseconds(100), $"{watch.Elapsed}");
    }

    private static Reason Of(string refusal)
    {
        var reply = Reply().Match(refusal);
        EnhancedStatus? status = EnhancedStatus.TryParse(reply.Groups[2].ValueSpan, out var known) ? known : null;
        return reply.Success ? Reasons.Of(new SmtpReply(int.Parse(reply.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), status, reply.Groups[3].Value)) : Reasons.Of(null, null, refusal);
    }

    private static IEnumerable<(string Rule, string Sample)> Rows()
    {
        using var stream = typeof(Reasons).Assembly.GetManifestResourceStream("IfexList.Ledger.reasons.json")!;
        using var table = JsonDocument.Parse(stream, Commented);
        return [.. table.RootElement.GetProperty("Sections").EnumerateArray().SelectMany(section => section.GetProperty("Rows").EnumerateArray())
            .Select(row => (row.GetProperty("Rule").GetString()!, row.GetProperty("Sample").GetString()!))];
    }

    [GeneratedRegex(@"^(\d{3})[ -](?:(\d\.\d+\.\d+) )?(.*)$", RegexOptions.Singleline)]
    private static partial Regex Reply();
}
