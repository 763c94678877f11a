using IfexList.Authentication;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Moderation;

/// <summary>What a desk puts on record by mail, and who can't.</summary>
public sealed class FilingMailTests : IAsyncLifetime
{
    private const string Marie = "marie@clearinghouse.example";
    private const string Desk = "outreach@lists.example.org";
    private const string Report = "file report alerts\ntitle: The press in the valley\ncountry: Tunisia, PE\nsource: Savanna Press Watch\ndate: 2026-02-01\nlanguage: en\n\nSix papers were closed.\n\nOne is left.";

    private static readonly Evidence Proven = Evidence.Nothing with { Dmarc = new DmarcEvidence(CheckResult.Pass, "clearinghouse.example", DmarcPolicy.None, IsAligned: true) };

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync() => await _house.ModeratorAsync(Marie, list: "outreach");

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    private Task SendAsync(string text, string from = Marie, Evidence? evidence = null, string headers = "", string to = Desk) =>
        _house.KeepAsync(evidence ?? Proven, TestHouse.Mail(from, to, "For the record", text, headers), from, to);

    private ArchivedEdition? OnRecord(string number, Language? language = null) => _house.Database.Read(db => Shelf.Find(db, _house.Get<ListCatalogue>(), number, language));

    [Fact]
    public async Task A_report_is_on_record_and_nobody_is_sent_it()
    {
        await _house.ReaderAsync("grace@daily.example");
        await SendAsync(Report);
        var filed = OnRecord("2026-0201-01")!;
        Assert.Equal(("The press in the valley", "Six papers were closed.\n\nOne is left.", "report", "Savanna Press Watch", Origin.Filed), (filed.Subject, filed.Text, filed.Kind, filed.Organisation, filed.Origin));
        Assert.Equal(["PE", "TN"], filed.Topics.Where(topic => topic.IsCountry).Select(topic => topic.Code).Order());
        Assert.Empty(_house.OwedTo("grace@daily.example"));
        Assert.Equal((0, 0, 0), (_house.Count("served"), _house.Count("held"), _house.Count("due", "kind IN ('translate', 'fallback')")));
        Assert.Contains("On record as 2026-0201-01", _house.LetterTo(Marie).TextBody, StringComparison.Ordinal);
        Assert.Equal(1, _house.Count("archive_log", "deed = 'filed' AND number = '2026-0201-01' AND person IS NOT NULL"));
        await SendAsync(Report);
        Assert.Equal(1, _house.Count("release"));
    }

    [Theory]
    [InlineData("archiver rapport alertes\ntitre: La presse\npays: Tunisie\nlangue: fr\n\nSix journaux fermés.", "fr", "French, the list by its other name")]
    [InlineData("archivar informe alerts\ntítulo: La prensa\npaís: Perú\nidioma: es\n\nSeis diarios cerrados.", "es", "Spanish")]
    [InlineData("архивировать доклад alerts\nзаголовок: Печать\nстрана: Беларусь\nязык: ru\n\nЗакрыты шесть газет.", "ru", "Russian")]
    [InlineData("أرشف تقرير alerts\nعنوان: الصحافة\nبلد: تونس\nلغة: ar\n\nأُغلقت ست صحف.", "ar", "Arabic")]
    [InlineData("file alerts press release\n\nSix newspapers were closed in the valley last night.", "en", "the kind behind, two words, no keys")]
    [InlineData("file link alerts\ntitle: A report elsewhere\nlink: https://spw.example/r", "en", "a link alone")]
    public async Task It_is_ordered_in_five_languages(string order, string language, string why)
    {
        await SendAsync(order);
        Assert.True(_house.Count("edition", $"language = '{language}'") == 1, why);
    }

    [Fact]
    public async Task A_new_text_corrects_it_and_one_in_another_language_translates_it()
    {
        await SendAsync(Report);
        await SendAsync(Report.Replace("source:", "number: 2026-0201-01\nsource:", StringComparison.Ordinal).Replace("Six papers", "Seven papers", StringComparison.Ordinal));
        await SendAsync("archiver rapport alerts\nnuméro: 2026-0201-01\nlangue: fr\ntitre: La presse\n\nSept journaux ont été fermés.");
        Assert.Equal(1, _house.Count("release"));
        Assert.StartsWith("Seven papers", OnRecord("2026-0201-01")!.Text, StringComparison.Ordinal);
        Assert.StartsWith("Sept journaux", OnRecord("2026-0201-01", Language.Fr)!.Text, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, bool, string> Others => new()
    {
        { "amel@clearinghouse.example", Report, true, "no editor of that desk" },
        { Marie, Report, false, "nothing shows that she wrote it" },
        { Marie, "File attached, please read the report before Monday.", true, "a sentence" },
        { Marie, "file report nolist\n\nText.", true, "no such list" },
        { Marie, "file opinion alerts\n\nText.", true, "no such kind" },
        { Marie, "Hello,\n\n" + Report, true, "not in the first line" },
    };

    [Theory, MemberData(nameof(Others))]
    public async Task Whatever_else_comes_to_the_desk_is_read_by_people(string from, string text, bool isProven, string why)
    {
        await SendAsync(text, from, isProven ? null : Evidence.Nothing);
        Assert.True(_house.Count("release") == 0, why);
        Assert.Equal(1, _house.Count("held"));
    }

    [Theory]
    [InlineData("country: Tunisia", "country: Atlantis", "couldn't be followed", "a country that there isn't")]
    [InlineData("date: 2026-02-01", "date: yesterday", "couldn't be followed", "a day in words")]
    [InlineData("language: en", "case: 2020-0101-01", "no such case", "a case that there isn't")]
    [InlineData("language: en", "number: 2020-0101-01", "nothing was filed", "a number that there isn't")]
    public async Task What_cannot_be_followed_is_told_and_nothing_is_filed(string said, string instead, string answer, string why)
    {
        await SendAsync(Report.Replace(said, instead, StringComparison.Ordinal));
        Assert.True(_house.Count("release") == 0, why);
        Assert.Contains(answer, _house.LetterTo(Marie).TextBody!.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_robot_files_nothing()
    {
        await SendAsync(Report, headers: "Auto-Submitted: auto-generated\r\n");
        Assert.Equal(0, _house.Count("release"));
    }
}
