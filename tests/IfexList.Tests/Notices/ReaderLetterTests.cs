using System.Globalization;
using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Notices;
using Xunit;

namespace IfexList.Tests.Notices;

public partial class ReaderLetterTests
{
    private static readonly NoticeTexts Texts = new(null, strict: true);

    public static TheoryData<Language> InFive() => [.. Languages.All];

    private static NoticeKind Kind(string name) => NoticeCatalogue.All.Single(kind => kind.Name == name);

    private static string Text(string kind, Language language, params (string Variable, object? Value)[] facts)
    {
        var model = NoticeModels.Of(Kind(kind), language);
        foreach (var (variable, value) in facts)
            model[variable] = value;
        return Texts.Render(Kind(kind), language, model).Text;
    }

    // Words that only English has. Names, addresses and commands hold none of them.
    private static readonly HashSet<string> English =
        ["the", "you", "your", "this", "that", "with", "nothing", "reply", "was", "will", "we", "and", "not", "if", "of", "from", "which", "has", "have", "been", "send", "write", "mail", "mails", "day", "days", "hour", "hours"];

    [Theory, MemberData(nameof(InFive))]
    public void No_letter_holds_a_line_of_english_in_another_language(Language language)
    {
        foreach (var kind in NoticeCatalogue.All.Where(_ => language != Language.En))
        {
            var source = new TemplateSource(kind.Name, language);
            foreach (var line in source.Lines.Concat(source.Forms).Where(line => !line.StartsWith("English: ", StringComparison.Ordinal)))
                Assert.False(LatinWord().Matches(line).Any(word => English.Contains(word.Value.ToLowerInvariant())), $"{kind.Name}: {line}");
        }
    }

    [Theory, InlineData(Language.Ru), InlineData(Language.Ar)]
    public void No_sentence_of_another_alphabet_holds_a_latin_word(Language language)
    {
        foreach (var kind in NoticeCatalogue.All)
        {
            var source = new TemplateSource(kind.Name, language);
            foreach (var line in source.Lines.Where(line => !line.StartsWith("Subject:", StringComparison.Ordinal)).Concat(source.Forms.Select(form => form[(form.IndexOf(':') + 1)..])))
                Assert.False(line.Any(char.IsAsciiLetter) && line.Any(c => c is >= '\u0400' and <= '\u06FF') && !Allowed().IsMatch(line), $"{kind.Name}: {line}");
        }
    }

    [Fact]
    public void What_is_latin_in_an_arabic_line_is_isolated()
    {
        foreach (var kind in NoticeCatalogue.All)
            foreach (var line in Whole(kind, Language.Ar).SelectMany(notice => OfPost().Replace(notice.Text, "").Split('\n')).Where(RightToLeft.Leads))
                Assert.False(Isolated().Replace(line, "").Any(char.IsAsciiLetter), $"{kind.Name}: {line}");
    }

    private static IEnumerable<Notice> Whole(NoticeKind kind, Language language) => NoticeModels.VariantsOf(kind, language).Prepend(("", null))
        .Select(v => Texts.Render(kind, language, new Dictionary<string, object?>(NoticeModels.Of(kind, language)) { [v.Variable] = v.Value }));

    [Fact]
    public void Choices_and_texts_keep_their_lines_and_lose_what_would_reorder_them()
    {
        var subscription = new Dictionary<string, object?>
        {
            ["list"] = "alerts",
            ["list_title"] = "a\nb",
            ["choices"] = "One: \u2068x\u2069\nTwo: \u202Ey\u0007\n\n",
        };
        Assert.Contains("\na b (alerts)\nOne: \u2068x\u2069\nTwo: y\n\nHow", Text("settings", Language.En, ("subscriptions", new[] { subscription })), StringComparison.Ordinal);
        Assert.Contains("\nOne: x\nTwo\n\nIn the", Text("welcome", Language.En, ("choices", "One: \u2068x\nTwo")), StringComparison.Ordinal);
    }

    [Fact]
    public void Arabic_is_not_broken_in_the_letter_of_another_language()
    {
        var arabic = string.Join(' ', Enumerable.Repeat("استدعت الشرطة", 20));
        var entry = new Dictionary<string, object?> { ["reason"] = "", ["number"] = "2026-0312-01", ["date"] = "2026-03-12", ["subject"] = "x", ["credit"] = "", ["text"] = $"تنبيه\n\n{arabic}\n\n{new string('a', 40)} {new string('b', 40)}" };
        var text = Text("get-answer", Language.Fr, ("entries", new[] { entry }));
        Assert.Contains($"\nتنبيه\n\n{arabic}\n\n{new string('a', 40)}\n{new string('b', 40)}\n", text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(InFive))]
    public void Who_asks_to_read_is_told_what_will_be_stored_and_nobody_else(Language language)
    {
        var joining = Text("confirm", language);
        var leaving = Text("confirm", language, ("requests", new[] { new Dictionary<string, object?> { ["kind"] = "unsubscribe", ["list_title"] = "Alerts", ["choices"] = "" } }));
        Assert.Equal(Paragraphs(leaving) + 2, Paragraphs(joining));
        Assert.Contains(ReaderModels.Choices(language), joining, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(InFive))]
    public void Who_writes_in_a_language_that_we_only_guess_is_asked_in_all_five(Language language)
    {
        var added = Text("confirm", language, ("unsure", true))[Text("confirm", language).Length..].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var names = new[] { "English: ", "Français : ", "Español: ", "Русский: ", "العربية: " };
        Assert.Equal(names.Where((_, index) => index != (int)language), added.Select(line => names.Single(name => line.StartsWith(name, StringComparison.Ordinal))));
    }

    [Theory, MemberData(nameof(InFive))]
    public void What_letters_say_of_limits_is_true(Language language)
    {
        Assert.Equal(Limits.CapKilobytes, Numbers(Line("help", language, 200)));
        Assert.Contains((int)Limits.ForgottenTime.TotalDays, Numbers(Text("goodbye", language)));
        var stored = Numbers(Text("my-data", language));
        Assert.All(new[] { Limits.ServedTime, Limits.ReturnedMailTime, Limits.SetbackTime, Limits.ConfirmTime }, span => Assert.Contains((int)span.TotalDays, stored));
        Assert.Contains((int)Limits.ConfirmTime.TotalDays, Numbers(Text("confirm", language)));
    }

    [Theory, MemberData(nameof(InFive))]
    public void Only_who_is_erased_is_told_so_and_only_who_stays_registered_hears_of_that(Language language)
    {
        Assert.DoesNotContain("30", Text("goodbye", language, ("erased", false)), StringComparison.Ordinal);
        Assert.DoesNotContain("owner@", Text("goodbye", language, ("erased", false)), StringComparison.Ordinal);
        Assert.DoesNotContain("owner@", Text("goodbye", language, ("registered", false)), StringComparison.Ordinal);
        Assert.Contains("owner@", Text("goodbye", language), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(InFive))]
    public void A_parcel_offers_the_text_of_what_it_does_not_hold(Language language)
    {
        Assert.Equal(["2026-0312-02"], Release().Matches(Text("parcel-index", language)).Select(m => m.Value));
        Assert.Equal(3, Release().Count(Text("parcel-index", language, ("rhythm", "headlines"))));
        Assert.DoesNotContain('@', Text("parcel-index", language, ("entries", Array.Empty<object>())));
    }

    [Theory, MemberData(nameof(InFive))]
    public void The_page_names_nobody_unless_people_must_help(Language language)
    {
        Assert.DoesNotContain('@', Text("leave-page", language));
        Assert.DoesNotContain('@', Text("leave-page", language, ("state", "left")));
        Assert.Contains("owner@", Text("leave-page", language, ("state", "unknown")), StringComparison.Ordinal);
        Assert.DoesNotContain(':', Text("leave-page", language, ("state", "unknown"), ("owner_address", "")));
    }

    private static int Paragraphs(string text) => text.Split("\n\n").Length;

    private static string Line(string kind, Language language, int number) =>
        Text(kind, language).Split('\n').Single(line => line.Contains(number.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));

    private static IEnumerable<int> Numbers(string text) => Number().Matches(text).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"(?<![\w-])\d{1,3}(?![\w-])")]
    private static partial Regex Number();

    [GeneratedRegex(@"2026-0312-\d\d")]
    private static partial Regex Release();

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex LatinWord();

    // Words that these alphabets keep as they are: names of techniques, and command lines with a list, a language or a country.
    [GeneratedRegex("ENCRYPTED|DKIM|SPF|IP|PGP|S/MIME|OpenPGP|IFEX|ifexlist| TN$| ru | en$")]
    private static partial Regex Allowed();

    [GeneratedRegex("\u2068[^\u2069]*\u2069")]
    private static partial Regex Isolated();

    [GeneratedRegex(@"\[begin text\]\n.*?^\[end text\]$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex OfPost();
}
