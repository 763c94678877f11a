using IfexList.Authentication;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Communique;

/// <summary>A member announces something for the next number: acknowledged, kept, changed and taken back by replies; never a post.</summary>
public sealed class MembersItems : IAsyncLifetime
{
    private const string Text = "L'atelier aura lieu le 5 mai 2026 à Tunis. Il est ouvert à tous les membres.\n\nInscription : atelier@horria.example";

    private NewsletterHouse _news = null!;

    public async ValueTask InitializeAsync() => _news = await NewsletterHouse.OpenAsync();

    public ValueTask DisposeAsync() => _news.DisposeAsync();

    private Item? Kept => _news.House.Database.Read(db => Items.Since(db, "communique", Language.Fr, 0)).SingleOrDefault();

    [Fact]
    public async Task It_is_acknowledged_and_kept_and_nobody_is_asked()
    {
        await _news.SendItemAsync("Atelier : courriel sûr", Text);
        Assert.Equal((0, 0), (_news.House.Count("held"), _news.House.Count("inbox")));
        Assert.Empty(_news.House.OwedTo(NewsletterHouse.Marie));
        Assert.Equal((ItemKind.Workshop, "Atelier : courriel sûr", new DateOnly(2026, 5, 5), "Tunis"), (Kept!.Kind, Kept.Headline, Kept.Day, Kept.Place));
        Assert.NotNull(Kept.Organisation);
        var letter = _news.Last(NewsletterHouse.Amel);
        Assert.Equal("fr", letter.Headers["Content-Language"] ?? letter.Body!.Headers["Content-Language"]);
        Assert.Contains("Date : 2026-05-05\n", letter.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("Lieu : Tunis\n", letter.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_editors_own_is_an_item_too()
    {
        await _news.MailAsync("Atelier : courriel sûr", Text);
        Assert.NotNull(Kept);
    }

    [Fact]
    public async Task Sent_twice_it_is_one()
    {
        await _news.SendItemAsync("Atelier : courriel sûr", Text);
        await _news.SendItemAsync("Atelier : courriel sûr", Text);
        Assert.NotNull(Kept);
    }

    [Fact]
    public async Task A_reply_changes_it_and_the_next_reply_takes_it_back()
    {
        await _news.SendItemAsync("Atelier : courriel sûr", Text);
        await _news.AnswerAsync(NewsletterHouse.Amel, "date : 6 mai 2026\nlieu : Sfax");
        Assert.Equal((new DateOnly(2026, 5, 6), "Sfax"), (Kept!.Day, Kept.Place));
        Assert.Contains("Lieu : Sfax", _news.Last(NewsletterHouse.Amel).TextBody, StringComparison.Ordinal);
        await _news.AnswerAsync(NewsletterHouse.Amel, "Le repas est offert.");
        Assert.EndsWith("Le repas est offert.", Kept!.Text, StringComparison.Ordinal);
        await _news.AnswerAsync(NewsletterHouse.Amel, "retirer");
        Assert.Null(Kept);
        Assert.Contains("Retiré", _news.Last(NewsletterHouse.Amel).Subject, StringComparison.Ordinal);
        await _news.AnswerAsync(NewsletterHouse.Amel, "La date est le 7 mai, pas le 6.");
        Assert.Contains("Annonce inconnue", _news.Last(NewsletterHouse.Amel).Subject, StringComparison.Ordinal);
        Assert.Equal(0, _news.House.Count("held"));
    }

    [Fact]
    public async Task What_is_printed_stays()
    {
        await _news.SendItemAsync("Atelier : courriel sûr", Text);
        await _news.House.Database.WriteAsync(tx => tx.Execute("""
            INSERT INTO issue (id, list, language, volume, number, state, at) VALUES (1, 'communique', 'fr', 35, 12, 'released', 0);
            INSERT INTO issue_entry (issue, number, place, section, headline, text, item) VALUES (1, 1, 1, 's', 'h', 't', 1);
            """));
        await _news.AnswerAsync(NewsletterHouse.Amel, "retirer");
        Assert.NotNull(Kept);
        Assert.Contains("Déjà paru", _news.Last(NewsletterHouse.Amel).Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_elses_reply_changes_nothing()
    {
        await _news.House.MemberAsync("lina@horria.example", "OHPL");
        await _news.SendItemAsync("Atelier : courriel sûr", Text);
        await _news.AnswerAsync(NewsletterHouse.Amel, "retirer", from: "lina@horria.example");
        Assert.NotNull(Kept);
    }

    [Fact]
    public async Task A_strangers_waits_for_the_digest_a_robots_is_dropped_and_a_disowned_one_is_held()
    {
        await _news.SendItemAsync("Atelier : courriel sûr", Text, from: "stranger@x.example");
        Assert.Equal((1, 0), (_news.House.Count("held", "kind = 'stranger'"), _news.House.Count("item")));
        await _news.SendItemAsync("Atelier : radio", Text, headers: "Auto-Submitted: auto-generated\r\n");
        Assert.Equal((1, 0), (_news.House.Count("held"), _news.House.Count("item")));
    }

    [Fact]
    public async Task Who_is_forgotten_takes_his_items_along_and_my_data_counts_them()
    {
        await _news.SendItemAsync("Atelier : courriel sûr", Text);
        await _news.House.Database.WriteAsync(tx =>
        {
            var person = Kept!.Person!.Value;
            Assert.True(Address.TryParse(NewsletterHouse.Amel, out var address));
            Assert.Equal(1, PersonalData.Of(tx, address, person, 1).Items);
            tx.Execute("DELETE FROM member");
            Assert.True(Erasure.Finish(tx, person));
        });
        Assert.Equal(0, _news.House.Count("item"));
    }
}
