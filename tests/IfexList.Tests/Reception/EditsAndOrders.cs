using System.Text;
using IfexList.Tests.Mail;
using MimeKit;

namespace IfexList.Tests.Reception;

/// <summary>What a moderator's words and his text make of a release.</summary>
public sealed class EditsAndOrders : IAsyncLifetime
{
    private const string Amel = "amel.jaziri@horria.example";
    private const string Marie = "marie@clearinghouse.example";
    private const string Awa = "awa@hebdo.example";

    private readonly TestHouse _house = new();

    public async ValueTask InitializeAsync()
    {
        await _house.MemberAsync(Amel, "OHPL");
        await _house.ModeratorAsync(Marie, "en");
        await _house.ReaderAsync(Awa, "fr");
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task The_edited_text_of_sample_47_is_released_in_the_place_of_the_posts()
    {
        await PostSampleAsync(1);
        await AnswerSampleAsync(47);
        Assert.Equal(0, _house.Count("held"));
        Golden.Check("edition-47.eml", _house.LetterSourceTo(Awa));
        Assert.Equal(1, _house.Count("edition", "text LIKE '%Texte corrigé par la modération.' AND subject LIKE 'ALERTE – TUNISIE%'"));
        Assert.Equal(1, _house.Count("decision", "verdict = 'approved'"));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(41)]
    public async Task What_a_program_quotes_is_no_edit(int sample)
    {
        await PostSampleAsync(1);
        await AnswerSampleAsync(sample);
        Assert.Equal(1, _house.Count("edition", "text LIKE '%Me Leïla Ben Amor%' AND text NOT LIKE '%Sami Trabelsi ...%'"));
    }

    [Fact]
    public async Task Subject_and_text_are_edited_within_the_quotation()
    {
        await PostSampleAsync(1);
        await AnswerAsync("ok edited", text => text.Replace("pour la troisième fois", "trois fois", StringComparison.Ordinal).Replace("Me Leïla Ben Amor", "Me L. B. A.", StringComparison.Ordinal));
        var copy = Assert.Single(_house.OwedTo(Awa));
        Assert.EndsWith("convoqué trois fois", copy.Subject, StringComparison.Ordinal);
        Assert.Contains("Me L. B. A., n’a pas eu accès", copy.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Leïla", copy.TextBody, StringComparison.Ordinal);
        Assert.Equal(1, _house.Count("edition", "text LIKE '%Me L. B. A.%' AND text NOT LIKE '%Leïla%'"));
    }

    [Fact]
    public async Task A_text_that_lost_more_than_a_fifth_is_asked_back_once_and_can_then_be_released_as_it_came()
    {
        await PostSampleAsync(1);
        var request = _house.LetterTo(Marie);
        await AnswerAsync("edited", text => Cut(text, "L’avocate", "Pour tout renseignement"));
        var question = _house.LetterTo(Marie);
        Assert.Equal(1, _house.Count("held"));
        Assert.Contains("- RECOMMANDATIONS :", question.TextBody, StringComparison.Ordinal);
        Assert.Contains("more than a fifth", question.TextBody, StringComparison.OrdinalIgnoreCase);
        await AnswerAsync("edited", text => Cut(text, "L’avocate", "Pour tout renseignement"), request);
        Assert.Equal(2, _house.OwedTo(Marie).Count);
        Assert.Equal(1, _house.Count("held"));
        await AnswerAsync("ok", text => text, question);
        Assert.Contains("RECOMMANDATIONS", Assert.Single(_house.OwedTo(Awa)).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_without_its_end_is_asked_back()
    {
        await PostSampleAsync(1);
        await AnswerAsync("edited", text => text[..text.IndexOf("APPELS", StringComparison.Ordinal)]);
        Assert.Equal(1, _house.Count("held"));
        Assert.Contains("[end text]", _house.LetterTo(Marie).TextBody, StringComparison.Ordinal);
        Assert.Contains("- APPELS", _house.LetterTo(Marie).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_of_a_version_that_is_no_more_decides_nothing()
    {
        await PostSampleAsync(1);
        await _house.Database.WriteAsync(tx => tx.Execute("UPDATE held SET version = 2"));
        await AnswerAsync("edited", text => text.Replace("Leïla", "L.", StringComparison.Ordinal));
        Assert.Equal(1, _house.Count("held"));
        Assert.Equal(0, _house.Count("release"));
    }

    [Fact]
    public async Task An_edit_can_hide_nothing_from_its_readers()
    {
        await PostSampleAsync(1);
        await AnswerAsync("edited", text => text.Replace("Leïla", "\u202Eaïel\u0007", StringComparison.Ordinal).Replace("ALERTE – TUNISIE :", "\u202EALERTE", StringComparison.Ordinal));
        var copy = Assert.Single(_house.OwedTo(Awa));
        Assert.Equal(-1, (copy.TextBody + copy.Subject).IndexOfAny(['\u202E', '\u0007']));
        Assert.Contains("Me aïel Ben Amor", copy.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_text_is_no_longer_what_was_signed()
    {
        await _house.MemberAsync("alerts@penpixel.example", "PPI");
        await _house.ReaderAsync("grace@daily.example", "en");
        await PostSampleAsync(11, "alerts@penpixel.example");
        var post = _house.LetterTo(Marie).TextBody;
        await AnswerAsync("ok en edited", text => text.Replace("[end text]", "One sentence more.\n[end text]", StringComparison.Ordinal));
        Assert.NotNull(post);
        Assert.IsType<TextPart>(Assert.Single(_house.OwedTo("grace@daily.example")).Body);
    }

    [Fact]
    public async Task All_orders_go_into_the_release()
    {
        await PostSampleAsync(1);
        await AnswerAsync("ok kind=update country=TN topics=africa urgent", text => text);
        Assert.Equal(1, _house.Count("release", "kind = 'update' AND country = 'TN' AND topics = ';TN;mena;africa;2026-0312-01;' AND priority = 1"));
        Assert.Equal(1, _house.Count("deliveries", "priority = 1 AND stream = 'alerts'"));
    }

    [Fact]
    public async Task Without_orders_a_release_is_what_its_own_heading_says_and_not_urgent()
    {
        await PostSampleAsync(1);
        await AnswerAsync("ok", text => text);
        Assert.Equal(1, _house.Count("release", "kind = 'alert' AND country = 'TN' AND topics LIKE '%;TN;%' AND priority = 5"));
    }

    [Fact]
    public async Task Without_orders_and_without_a_heading_a_release_is_of_no_kind_and_about_nothing_in_particular()
    {
        await _house.SendAsync(TestHouse.Mail(Amel, "alerts@lists.example.org", "Journalist arrested", "A journalist was arrested in Tunis on 11 March 2026."), Amel, "alerts@lists.example.org");
        await AnswerAsync("ok", text => text);
        Assert.Equal(1, _house.Count("release", "kind IS NULL AND country IS NULL AND topics = ';2026-0312-01;' AND priority = 5"));
    }

    [Fact]
    public async Task The_author_is_named_where_the_moderator_says_so_and_nowhere_else()
    {
        await PostSampleAsync(1);
        await AnswerAsync("ok by=name", text => text);
        var copy = Assert.Single(_house.OwedTo(Awa));
        Assert.Equal("OHPL, Amel Jaziri – OHPL via Action Alert Network", copy.From.Mailboxes.Single().Name);
        Assert.Equal(1, _house.Count("release", "author = 'Amel Jaziri – OHPL'"));
        Assert.Contains("OHPL, Amel Jaziri – OHPL", copy.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Amel, _house.LetterSourceTo(Awa), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_author_without_a_name_can_t_be_named_and_his_address_is_no_name()
    {
        foreach (var from in (string[])[Amel, $"\"{Amel}\" <{Amel}>"])
        {
            await _house.SendAsync(TestHouse.Mail(from, "alerts-fr@lists.example.org", "ALERTE", $"Une rédaction a été fermée. {from.Length}"), Amel, "alerts-fr@lists.example.org");
            await AnswerAsync("ok by=name", text => text);
            Assert.Contains("\nby=name\n", _house.LetterTo(Marie).TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        }
        Assert.Equal(0, _house.Count("release"));
    }

    [Fact]
    public async Task A_line_with_one_unknown_word_is_asked_back_as_it_was_read()
    {
        await PostSampleAsync(1);
        await AnswerAsync("ok fr kind=banana", text => text);
        Assert.Contains("\nok fr kind=banana\n", _house.LetterTo(Marie).TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Equal(1, _house.Count("held"));
    }

    private async Task PostSampleAsync(int number, string sender = Amel)
    {
        Assert.Equal(250, (await _house.TakeInAsync(await SampleAsync(number), sender, "alerts@lists.example.org")).Code);
        await _house.WorkOffAsync();
    }

    private static string Cut(string text, string from, string to) =>
        text[..text.IndexOf(from, StringComparison.Ordinal)] + text[text.IndexOf(to, StringComparison.Ordinal)..];

    // Edited in place, then quoted as programs do.
    private async Task AnswerAsync(string line, Func<string, string> edit, MimeMessage? request = null)
    {
        request ??= _house.LetterTo(Marie);
        var quoted = edit(request.TextBody!.ReplaceLineEndings("\n")).Replace("\n", "\n> ", StringComparison.Ordinal);
        var mail = TestHouse.Mail(Marie, Token(request), "Re: x", $"{line}\n\nOn Thu, 12 Mar 2026, Alerts wrote:\n> {quoted}", $"In-Reply-To: <{request.MessageId}>\r\n");
        Assert.Equal(250, (await _house.SendAsync(mail, Marie, Token(request))).Code);
    }

    private async Task AnswerSampleAsync(int sample)
    {
        var token = Token(_house.LetterTo(Marie));
        var mail = Encoding.Latin1.GetString(await SampleAsync(sample)).Replace("alerts-moderate+MODTOKEN0000@lists.example.org", token, StringComparison.Ordinal);
        await _house.TakeInAsync(Encoding.Latin1.GetBytes(mail), Marie, token);
        await _house.WorkOffAsync();
    }

    private static string Token(MimeMessage request) => request.ReplyTo.Mailboxes.Single().Address;

    private static Task<byte[]> SampleAsync(int number) => File.ReadAllBytesAsync(Directory.GetFiles(SampleMail.Folder, $"{number:00}-*.eml").Single());
}
