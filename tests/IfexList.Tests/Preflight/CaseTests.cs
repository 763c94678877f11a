using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Preflight;
using IfexList.Store;

namespace IfexList.Tests.Preflight;

public sealed class CaseTests
{
    private const string Summoned = "On 11 March 2026 the police of Gafsa summoned Sami Trabelsi, who edits a weekly, for the third time in seven days because of an article on water.";

    [Theory]
    [InlineData("TN", "ALERT - TUNISIA: x", Summoned, "UPDATE - TUNISIA: free", "Yesterday Sami Trabelsi was freed.", "01", "the same name")]
    [InlineData("TN", "ALERT - TUNISIA: x", Summoned, "UPDATE - TUNISIA: free", "Yesterday Sami\nTRABELSI was freed.", "01", "in capitals, over a line's end")]
    [InlineData("TN", "ALERT - TUNISIA: x", Summoned, "UPDATE - ALGERIA: free", "Yesterday Sami Trabelsi was freed.", "", "another country")]
    [InlineData("TN", "ALERT - TUNISIA: x", Summoned, "ALERT - TUNISIA: other", "Yesterday Leila Ayadi was summoned.", "", "another name")]
    [InlineData("TN", "ALERT - TUNISIA: x", Summoned, "ALERT - TUNISIA: other", "RECOMMENDED ACTION:\nWrite to Sami Trabelsi.", "", "he stands among those to write to")]
    [InlineData("TN", "ALERT - TUNISIA: x", "The Supreme Court and Human Rights", "ALERT - TUNISIA: other", "The Supreme Court spoke of Human Rights.", "", "capitals, but no names")]
    [InlineData("TN", "ALERT - TUNISIA: x", "SOURCE: Horria Watch, Tunis\n\nx", "ALERT - TUNISIA: other", "Horria Watch protests.", "", "a source is in all its releases")]
    [InlineData("KZ", "ТРЕВОГА - КАЗАХСТАН: x", "Суд оштрафовал Ивана Петрова за статью.", "ОБНОВЛЕНИЕ - КАЗАХСТАН: y", "Штраф, наложенный на Иваном Петровым обжалован.", "01", "Russian names in two cases")]
    [InlineData("EG", "تنبيه - مصر: x", "مُنعت الصحفية هالة منصور من السفر.", "تحديث - مصر: y", "سُمح للصحفية بالسفر. وقالت الصحفية هاله منصور إنها سعيدة.", "01", "an Arabic name behind its cue")]
    [InlineData("EG", "تنبيه - مصر: x", "مُنعت صحيفة \"نافذة الدلتا\" من الطباعة.", "تحديث - مصر: y", "عادت \"نافذة الدلتا\" إلى الطباعة.", "01", "a title in quotation marks")]
    [InlineData("TN", "ALERT - TUNISIA: weekly paper seized at the printer's", "x", "UPDATE - TUNISIA: weekly paper seized at the printer's again", "y", "01", "nearly the same headline")]
    [InlineData("TN", "ALERT - TUNISIA: paper seized", "x", "UPDATE - TUNISIA: paper returned", "y", "", "a headline of few words")]
    [InlineData("TN", "ALERT - TUNISIA: x", "x", "Call for signatures", "It concerns case 2026-0312-01.", "01", "it says which")]
    public void A_post_continues_the_case_that_it_shares_a_name_with(string country, string subject, string text, string newSubject, string newText, string expected, string because)
    {
        var found = Draft.Findings(newSubject, newText, Draft.Released(1, country, subject, text), Draft.Released(2, country, "ALERT - X: nothing", "Nobody.")).Case?[^2..] ?? "";
        Assert.True(expected == found, $"{because}: {found}");
    }

    [Fact]
    public void Of_two_cases_that_fit_alike_none_is_named()
    {
        RecentRelease[] two = [Draft.Released(2, "TN", "ALERT - TUNISIA: b", Summoned), Draft.Released(1, "TN", "ALERT - TUNISIA: a", Summoned)];
        Assert.Null(Draft.Findings("UPDATE - TUNISIA: free", "Sami Trabelsi is free.", two).Case);
        Assert.Equal("2026-0312-01", Draft.Findings("UPDATE - TUNISIA: free", "Sami Trabelsi is free, and so is Leila Ayadi.", [two[0], two[1] with { Text = Summoned + " Leila Ayadi, too." }]).Case);
    }

    [Fact]
    public void An_unstated_kind_follows_from_the_case()
    {
        var found = Draft.Findings("Tunisia: editor free", "Sami Trabelsi is free.", Draft.Released(1, "TN", "ALERT - TUNISIA: a", Summoned));
        Assert.Equal(("update", false, "ALERT - TUNISIA: a"), (found.Kind, found.KindIsStated, found.CaseSubject));
    }

    [Theory]
    [InlineData("Sami Trabelssi", "Trabelssi / Trabelsi", "one letter more")]
    [InlineData("Samy Trabelsi", "-", "a short name has many neighbours")]
    [InlineData("Sami Trabelsi", "-", "as it was")]
    [InlineData("Sami Marzouki", "-", "another person")]
    public void A_name_that_the_case_spells_otherwise_is_shown_with_both_spellings(string name, string expected, string because) =>
        Assert.True(expected == Draft.Hint(HintKind.NameSpelling, "UPDATE - TUNISIA: free", $"{name} is free (case 2026-0312-01).", Draft.Released(1, "TN", "ALERT - TUNISIA: a", Summoned)), because);

    [Fact]
    public void A_text_that_came_out_is_known_again_and_one_that_quotes_it_is_new()
    {
        var text = string.Join(' ', Enumerable.Range(0, 60).Select(i => $"word{i}"));
        var released = Draft.Released(1, "TN", "ALERT - TUNISIA: a", text);
        Assert.Equal("2026-0312-01", Draft.Hint(HintKind.NearDuplicate, "ALERT - KENYA: b", text.Replace("word30", "other", StringComparison.Ordinal), released));
        Assert.Equal("-", Draft.Hint(HintKind.NearDuplicate, "UPDATE - TUNISIA: b", string.Join(' ', Enumerable.Range(0, 60).Select(i => $"news{i}")) + " " + text, released));
        Assert.Equal("-", Draft.Hint(HintKind.NearDuplicate, "ALERT - TUNISIA: b", "Too short to be told apart.", Draft.Released(1, "TN", "a", "Too short to be told apart.")));
    }

    [Fact]
    public async Task What_everybody_may_read_is_recent_newest_first()
    {
        await using var house = new TestHouse();
        var numbers = new List<string>();
        await house.Database.WriteAsync(tx =>
        {
            foreach (var (day, list, text) in new[] { (1, "alerts", "old"), (40, "alerts", "a"), (41, "members", "b"), (42, "alerts", "hidden"), (43, "alerts", "withdrawn"), (44, "alerts", new string('x', Limits.ComparedCharacters + 5)) })
            {
                var topic = TopicNames.Find("TN", house.Get<ListCatalogue>().Find("alerts")!)!.Value;
                var number = $"2026-0312-{day:00}";
                Posts.Publish(tx, new NewRelease(number, list, IfexList.Mail.Language.En, $"{number}@x", "Subject " + day, text, null, 5, false, [topic]), new NewRendering([1], false), [], day);
            }
            tx.Execute("UPDATE release SET audience = 'members' WHERE number = '2026-0312-42'");
            tx.Execute("UPDATE edition SET state = 'withdrawn' WHERE text = 'withdrawn'");
        });
        var recent = house.Database.Read(db => Releases.Recent(db, "alerts", since: 10, most: 5));
        Assert.Equal(["2026-0312-44", "2026-0312-40"], recent.Select(release => release.Number));
        Assert.Equal(("TN", "2026-0312-40", "Subject 40", "a"), (recent[1].Country?.Code, recent[1].Case, recent[1].Subject, recent[1].Text));
        Assert.Equal(Limits.ComparedCharacters, recent[0].Text.Length);
        Assert.Single(house.Database.Read(db => Releases.Recent(db, "alerts", since: 10, most: 1)));
    }
}
