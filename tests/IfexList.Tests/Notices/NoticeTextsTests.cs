using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IfexList.Authentication;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Notices;
using Xunit;

namespace IfexList.Tests.Notices;

public sealed partial class NoticeTextsTests : IDisposable
{
    private const int PhoneLines = 20;
    private const int PhoneColumns = 40;

    private readonly NoticeTexts _texts = new(null, strict: true);
    private readonly string _own = Directory.CreateTempSubdirectory("notices").FullName;

    public void Dispose() => Directory.Delete(_own, recursive: true);

    public static TheoryData<string, Language> Letters()
    {
        var rows = new TheoryData<string, Language>();
        foreach (var kind in NoticeCatalogue.All)
            foreach (var language in Languages.All)
                rows.Add(kind.Name, language);
        return rows;
    }

    private static NoticeKind Kind(string name) => NoticeCatalogue.All.Single(kind => kind.Name == name);

    // The whole letter, and once more for every value that turns it to other sentences.
    private IEnumerable<Notice> All(NoticeKind kind, Language language)
    {
        yield return _texts.Render(kind, language, NoticeModels.Of(kind, language));
        foreach (var (variable, value) in NoticeModels.VariantsOf(kind, language))
            yield return _texts.Render(kind, language, new Dictionary<string, object?>(NoticeModels.Of(kind, language)) { [variable] = value });
    }

    [Theory, MemberData(nameof(Letters))]
    public void Every_letter_renders_in_every_language(string name, Language language)
    {
        foreach (var notice in All(Kind(name), language))
        {
            Assert.Equal(name is not ("footer" or "choices" or "cut-here" or "also-in" or "updates-line" or "leave-button" or "hint" or "credence" or "withheld" or "file-line" or "loss"), notice.Subject.Length > 0);
            Assert.DoesNotContain("{", notice.Subject + notice.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("\n\n\n", notice.Text, StringComparison.Ordinal);
            // A request carries the post and all that is known of it.
            Assert.True(Encoding.UTF8.GetByteCount(notice.Text) < (name is "moderation-request" or "translation-draft" ? 3072 : 2048), $"{Encoding.UTF8.GetByteCount(notice.Text)} octets");
            Assert.EndsWith("\n", notice.Text, StringComparison.Ordinal);
        }
    }

    // Arabic commands that would need a list's name are shown without it: it is the list that the letter comes from.
    private static readonly HashSet<(string, Language, string)> Spared = [("help", Language.Ar, "list"), ("not-understood", Language.Ar, "list")];

    [Theory, MemberData(nameof(Letters))]
    public void Every_documented_variable_is_used_and_no_other(string name, Language language)
    {
        var used = new TemplateSource(name, language).Variables.Select(path => path.Split('.')[0]).ToHashSet();
        Assert.Empty(used.Except(Kind(name).Variables));
        Assert.All(Kind(name).Variables.Except(used), variable => Assert.Contains((name, language, variable), Spared));
    }

    [Theory, MemberData(nameof(Letters))]
    public void A_letter_says_the_same_in_every_language(string name, Language language)
    {
        var english = new TemplateSource(name, Language.En).Variables.Where(variable => !Spared.Contains((name, language, variable)));
        Assert.Equal(english.Order(StringComparer.Ordinal), new TemplateSource(name, language).Variables.Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Letters))]
    public void Lines_fit_a_screen_and_arabic_is_not_broken(string name, Language language)
    {
        var source = File.ReadAllText(Path.Combine(NoticeTexts.ShippedFolder, language.Code(), name + ".liquid"));
        foreach (var notice in All(Kind(name), language))
        {
            var text = InText().Replace(notice.Text, "");
            if (language.IsRightToLeft())
                Assert.True(RightToLeft.IsBalanced(notice.Text) && RightToLeft.IsBalanced(notice.Subject));
            else
                Assert.All(text.Split('\n'), line => Assert.True(line.Length <= Wrapping.Columns || !line.Contains(' '), line));
        }
        Assert.DoesNotContain('\r', source);
    }

    [Fact]
    public void Addresses_and_commands_in_arabic_stand_on_lines_of_their_own()
    {
        foreach (var notice in NoticeCatalogue.All.SelectMany(kind => All(kind, Language.Ar)))
            Assert.All(InText().Replace(notice.Text, "").Split('\n').Where(line => line.Contains('@') || line.Contains("ifexlist") || line.Contains("ENCRYPTED")),
                line => Assert.True(Ascii.IsValid(line), line));
    }

    [Fact]
    public void A_variable_that_is_missing_shows_in_tests_and_never_stops_a_letter()
    {
        var model = NoticeModels.Of(NoticeCatalogue.Goodbye);
        model.Remove("list_titles");
        Assert.ThrowsAny<Exception>(() => _texts.Render(NoticeCatalogue.Goodbye, Language.En, model));
        Assert.Equal("Goodbye", new NoticeTexts(null).Render(NoticeCatalogue.Goodbye, Language.En, model).Subject);
    }

    [Fact]
    public void Plural_forms_are_complete_where_they_are_used()
    {
        foreach (var language in Languages.All)
            foreach (var file in Directory.GetFiles(Path.Combine(NoticeTexts.ShippedFolder, language.Code())))
                foreach (Match filter in PluralFilter().Matches(File.ReadAllText(file)))
                    Assert.True(Needed(language).All(category => filter.Value.Contains($"\"{category}:", StringComparison.Ordinal)), $"{file}: {filter.Value}");
    }

    private static string[] Needed(Language language) => language switch
    {
        Language.Ru => ["one", "few", "many", "other"],
        Language.Ar => ["zero", "one", "two", "few", "many", "other"],
        _ => ["one", "other"],
    };

    [Fact]
    public void There_is_no_file_without_a_letter() => Assert.All(Languages.All, language => Assert.Equal(
        NoticeCatalogue.All.Select(kind => kind.Name).Order(StringComparer.Ordinal),
        Directory.GetFiles(Path.Combine(NoticeTexts.ShippedFolder, language.Code())).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)));

    [Fact]
    public void The_footer_has_three_lines_at_most() => Assert.All(Languages.All, language =>
        Assert.All(All(NoticeCatalogue.Footer, language), footer => Assert.InRange(footer.Text.TrimEnd('\n').Split('\n').Length, 2, 3)));

    [Fact]
    public void The_request_has_one_subject_in_all_languages() => Assert.All(Languages.All, language =>
        Assert.Equal("[alerts 417] ALERTE - TUNISIE: Le directeur de La Voix du Bassin", _texts.Render(NoticeCatalogue.ModerationRequest, language, NoticeModels.Of(NoticeCatalogue.ModerationRequest)).Subject));

    public static TheoryData<string, string, Language> LettersWithWords()
    {
        (string Name, string Words)[] letters =
        [
            ("decision-unclear", "approve approve approve approve approve ask discard edited original putoff reject take"),
            ("decision-howto", "approve approve approve approve approve ask discard edited original putoff reject take"),
            // Its post can't be approved.
            ("decision-refused", "ask discard original putoff reject take"),
        ];
        var rows = new TheoryData<string, string, Language>();
        foreach (var (name, words) in letters)
            foreach (var language in Languages.All)
                rows.Add(name, words, language);
        return rows;
    }

    [Theory, MemberData(nameof(LettersWithWords))]
    public void The_words_that_a_letter_offers_are_understood(string name, string expected, Language language)
    {
        var model = NoticeModels.Of(Kind(name));
        model["reason"] = "empty";
        var lines = _texts.Render(Kind(name), language, model).Text.Split('\n').Where(OwnText.IsWritten).ToList();
        var offered = lines.Select(IfexList.Tests.Moderation.ModeratorReplyTests.Name).Where(read => read != "unclear");
        Assert.Equal(expected, string.Join(' ', offered.Order(StringComparer.Ordinal)));
        // The English ones stand on a line of their own.
        Assert.All(lines.Where(line => line.Contains(":, ", StringComparison.Ordinal)).SelectMany(line => line.Split(", ")), word =>
            Assert.True(DecisionWords.Read(Words.Fold(word)) != DecisionWord.None, word));
    }

    [Fact]
    public void A_post_can_neither_close_its_own_text_nor_turn_the_line_around()
    {
        var model = NoticeModels.Of(NoticeCatalogue.ModerationRequest);
        model["text"] = "a\n[end text]\nok \u202Egnp.exe";
        model["subject"] = "x\r\nBcc: a@b.example \u202Egnp";
        var notice = _texts.Render(NoticeCatalogue.ModerationRequest, Language.En, model);
        Assert.Equal("[alerts 417] x Bcc: a@b.example gnp", notice.Subject);
        Assert.Contains("\n> [end text]\nok gnp.exe\n[end text]\n", notice.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[END TEXT]", "capitals")]
    [InlineData("  [end text]\u00A0", "spaces around")]
    [InlineData("[ End  Text ]", "spaces within")]
    [InlineData("[end\u200B \u2060text]\uFEFF", "what can't be seen")]
    [InlineData("\u200F[begin text]\u00AD", "a direction mark and a soft hyphen")]
    [InlineData("［ｅｎｄ ｔｅｘｔ］", "full width")]
    [InlineData("[e\u0301nd text]", "an accent")]
    public void What_is_read_as_a_marker_in_an_answer_is_escaped_in_a_post(string line, string why)
    {
        var model = NoticeModels.Of(NoticeCatalogue.ModerationRequest);
        model["text"] = $"a\n{line}\nok";
        Assert.Single(_texts.Render(NoticeCatalogue.ModerationRequest, Language.En, model).Text.Split('\n'), shown => shown != MarkerLines.BeginText && MarkerLines.IsMarker(shown));
        Assert.True(ModeratorReply.Read($"ok\n{line}", "", IfexList.Tests.Moderation.Desk.Alerts) is ModeratorReply.Approve { Returned: not null }, why);
    }

    [Theory]
    [InlineData("[end text] ok")]
    [InlineData("> [end text]")]
    [InlineData("end text")]
    [InlineData("[end texts]")]
    public void Other_lines_are_left_as_they_are(string line) => Assert.False(MarkerLines.IsMarker(line));

    [Fact]
    public void Who_what_and_the_words_to_answer_fit_a_phone_s_screen_above_the_text() => Assert.All(Languages.All, language =>
    {
        var model = NoticeModels.Of(NoticeCatalogue.ModerationRequest);
        model["warnings"] = Array.Empty<string>();
        model["language_name"] = NoticeLanguageNames.Of(Language.Fr, language);
        foreach (var rule in Enum.GetValues<SenderRule>())
        {
            model["why"] = SenderVerdict.CodeOf(rule);
            model["credence"] = NoticeModels.Credence(rule is SenderRule.Aligned ? "genuine" : "forged", language);
            var above = _texts.Render(NoticeCatalogue.ModerationRequest, language, model).Text.Split('\n').TakeWhile(line => line != MarkerLines.BeginText);
            Assert.InRange(above.Sum(LinesOnAPhone), 1, PhoneLines);
        }
    });

    [Theory]
    [InlineData("translation-call")]
    [InlineData("translation-draft")]
    public void What_a_language_desk_needs_to_answer_fits_a_phone_s_screen_above_the_text(string name) => Assert.All(Languages.All, language =>
    {
        var model = NoticeModels.Of(Kind(name), language);
        foreach (var mayRelease in (bool[])[false, true])
        {
            model["may_release"] = mayRelease;
            Assert.InRange(_texts.Render(Kind(name), language, model).Text.Split('\n').TakeWhile(line => line != MarkerLines.BeginText).Sum(LinesOnAPhone), 1, PhoneLines);
        }
    });

    // As a mail program breaks it: between words; marks and signs of direction take no room.
    private static int LinesOnAPhone(string line)
    {
        var (lines, column) = (1, 0);
        foreach (var width in line.Split(' ').Select(word => word.EnumerateRunes().Count(IsWide)))
        {
            var fits = column + 1 + width <= PhoneColumns;
            lines += column > 0 && !fits ? 1 : 0;
            column = column > 0 && fits ? column + 1 + width : width;
        }
        return lines;
    }

    private static bool IsWide(Rune rune) => Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format);

    [Fact]
    public void An_encrypted_text_is_not_shown() => Assert.All(Languages.All, language =>
    {
        var model = NoticeModels.Of(NoticeCatalogue.ModerationRequest);
        model["encrypted"] = true;
        var text = _texts.Render(NoticeCatalogue.ModerationRequest, language, model).Text;
        Assert.DoesNotContain("Trabelsi", text, StringComparison.Ordinal);
        Assert.Contains("ENCRYPTED", text, StringComparison.Ordinal);
    });

    [Fact]
    public void An_own_letter_replaces_the_shipped_one_at_once_and_a_broken_one_never_stops_a_letter()
    {
        var file = Path.Combine(_own, "fr", "goodbye.liquid");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var texts = new NoticeTexts(_own);
        var model = NoticeModels.Of(NoticeCatalogue.Goodbye);
        string Subject() => texts.Render(NoticeCatalogue.Goodbye, Language.Fr, model).Subject;

        Assert.Equal("Vous avez quitté Action Alert Network", Subject());
        File.WriteAllText(file, "Subject: Adieu, {{ list_titles[0] }}\n\nAu revoir.\n");
        Assert.Equal("Adieu, Action Alert Network", Subject());
        File.WriteAllText(file, "Subject: {{ list_titles\n\nAu revoir.\n");
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        Assert.Equal("Vous avez quitté Action Alert Network", Subject());
        Assert.Equal(file, Assert.Single(texts.Problems()).File);
    }

    [GeneratedRegex(@"plural:[^}]*\}")]
    private static partial Regex PluralFilter();

    [GeneratedRegex(@"\[begin text\]\n.*?^\[end text\]$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex InText();
}
