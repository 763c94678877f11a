using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Operations;

public sealed class PeopleTests
{
    [Fact]
    public async Task A_moderator_is_appointed_changed_suspended_and_dismissed()
    {
        using var shell = new AdminShell();
        await shell.DoneAsync("moderators", "add", "alertes", "marie@house.example", "--language", "fr", "--desk", "fr", "--desk", "es", "--also", "marie@phone.example");
        const string appointed = "alerts  marie@house.example  fr  desks fr;es  also marie@phone.example";
        Assert.Equal(appointed, (await shell.DoneAsync("moderators", "list")).Lines.Single());
        Assert.Equal("updated  marie@house.example  alerts", (await shell.DoneAsync("moderators", "add", "alerts", "marie@house.example", "--desk", "en")).Lines.Single());
        Assert.Equal(appointed.Replace("fr;es", "en"), (await shell.DoneAsync("moderators", "list", "alerts")).Lines.Single());
        await shell.DoneAsync("moderators", "suspend", "alerts", "marie@house.example");
        await shell.DoneAsync("moderators", "suspend", "alerts", "marie@house.example");
        Assert.EndsWith("  suspended", (await shell.DoneAsync("moderators", "list")).Lines.Single());
        await shell.DoneAsync("moderators", "add", "alerts", "marie@house.example");
        Assert.DoesNotContain("suspended", (await shell.DoneAsync("moderators", "list")).Out);
        await shell.DoneAsync("moderators", "remove", "alerts", "marie@house.example");
        Assert.Empty((await shell.DoneAsync("moderators", "list")).Lines);
    }

    [Fact]
    public async Task A_moderators_hours_of_duty_are_set_shown_kept_and_ended()
    {
        using var shell = new AdminShell();
        const string hours = "mon-fri 08:00-18:00 Europe/Paris; sat 22:00-07:00";
        await shell.DoneAsync("moderators", "add", "alerts", "marie@house.example", "--hours", hours);
        await shell.DoneAsync("moderators", "add", "alerts", "marie@house.example", "--desk", "fr");
        Assert.Equal($"alerts  marie@house.example  en  desks fr  hours {hours}", (await shell.DoneAsync("moderators", "list")).Lines.Single());
        var answer = await shell.RunAsync("moderators", "add", "alerts", "marie@house.example", "--hours", "mon-fri 8-18");
        Assert.Equal(2, answer.ExitCode);
        Assert.Contains("--hours: \"mon-fri 8-18\" is no span of hours", answer.Error, StringComparison.Ordinal);
        await shell.DoneAsync("moderators", "add", "alerts", "marie@house.example", "--hours", "always");
        Assert.Equal("alerts  marie@house.example  en  desks fr", (await shell.DoneAsync("moderators", "list")).Lines.Single());
    }

    [Theory]
    [InlineData("suspend")]
    [InlineData("remove")]
    public async Task Letters_that_a_moderator_already_has_decide_nothing_after(string verb)
    {
        using var shell = new AdminShell();
        await shell.DoneAsync("moderators", "add", "alerts", "marie@house.example");
        await shell.DoneAsync("moderators", "add", "alerts", "kofi@house.example");
        await shell.DoneAsync("moderators", "add", "communique", "marie@house.example");
        await shell.InsertAsync(tx =>
        {
            foreach (var (list, purpose, key) in new[] { ("alerts", "decision", "marie"), ("alerts", "digest", "marie"), ("communique", "decision", "marie"), ("alerts", "decision", "kofi") })
                Tokens.Add(tx, Token.NewRandom(), purpose, list, tx.Number("SELECT id FROM person WHERE key = @key", ("@key", key + "@house.example"))!.Value, 1, 1, long.MaxValue);
        });
        await shell.DoneAsync("moderators", verb, "alerts", "marie@house.example");
        Assert.Equal(2, await shell.NumberAsync("SELECT count(*) FROM token WHERE used IS NOT NULL AND list = 'alerts'"));
        Assert.Equal(2, await shell.NumberAsync("SELECT count(*) FROM token WHERE used IS NULL"));
    }

    [Fact]
    public async Task Who_suspends_a_moderator_reads_how_many_posts_she_gives_back()
    {
        using var shell = new AdminShell();
        await shell.DoneAsync("moderators", "add", "alerts", "marie@house.example");
        await shell.InsertAsync(tx =>
        {
            tx.Execute("INSERT INTO body (id, bytes) VALUES (1, X'41')");
            HeldPosts.Add(tx, new HeldPost(7, 1, 1, HeldKind.Post, "alerts", Language.En, null, null, "ALERT", "x@y.example", 0));
            HeldPosts.Take(tx, 7, tx.Number("SELECT person FROM moderator"));
        });
        Assert.Equal("suspended  marie@house.example  alerts  posts given back: 1", (await shell.DoneAsync("moderators", "suspend", "alerts", "marie@house.example")).Lines.Single());
        Assert.Equal("suspended  marie@house.example  alerts", (await shell.DoneAsync("moderators", "suspend", "alerts", "marie@house.example")).Lines.Single());
    }

    [Fact]
    public async Task A_moderator_is_known_by_the_other_addresses_she_answers_from()
    {
        using var shell = new AdminShell();
        await shell.DoneAsync("moderators", "add", "alerts", "marie@house.example", "--also", "Marie@phone.example", "--also", "m@home.example");
        await using var database = Database.Open(shell.Settings.DatabaseFile);
        Assert.Equal("marie@house.example", Assert.Single(database.Read(db => Roster.ModeratorsOf(db, "alerts", Parse("marie@PHONE.example")))).Address.ToString());
        Assert.Empty(database.Read(db => Roster.ModeratorsOf(db, "communique", Parse("m@home.example"))));
    }

    [Fact]
    public async Task A_member_writes_for_its_organisation_by_address_or_by_domain()
    {
        using var shell = new AdminShell();
        await shell.DoneAsync("members", "add", "tendai@watch.example", "--organisation", "Press Watch", "--domain", "Watch.example", "--language", "en");
        await shell.DoneAsync("members", "add", "amel@mail.example", "--organisation", "Horria");
        Assert.Equal(["amel@mail.example  Horria  -  -", "tendai@watch.example  Press Watch  en  watch.example"], (await shell.DoneAsync("members", "list")).Lines);
        await using var database = Database.Open(shell.Settings.DatabaseFile);
        Assert.Equal("Press Watch", database.Read(db => Roster.OrganisationOf(db, Parse("anybody@watch.example")))?.Name);
        Assert.Equal("Horria", database.Read(db => Roster.OrganisationOf(db, Parse("amel@mail.example")))?.Name);
        Assert.Null(database.Read(db => Roster.OrganisationOf(db, Parse("other@mail.example"))));
    }

    [Fact]
    public async Task A_domain_belongs_to_one_organisation()
    {
        using var shell = new AdminShell();
        await shell.DoneAsync("members", "add", "a@watch.example", "--organisation", "Press Watch", "--domain", "watch.example");
        var answer = await shell.RunAsync("members", "add", "b@watch.example", "--organisation", "Other", "--domain", "watch.example");
        Assert.Equal("ifexlist: the domain watch.example belongs to Press Watch", Assert.Single(answer.Complaints));
    }

    [Fact]
    public async Task With_its_last_address_an_organisation_loses_its_domains()
    {
        using var shell = new AdminShell();
        await shell.DoneAsync("members", "add", "a@watch.example", "--organisation", "Press Watch", "--domain", "watch.example", "--domain", "watch2.example");
        await shell.DoneAsync("members", "add", "b@watch.example", "--organisation", "Press Watch");
        await shell.DoneAsync("members", "remove", "watch2.example");
        Assert.Equal(["removed  a@watch.example"], (await shell.DoneAsync("members", "remove", "a@watch.example")).Lines);
        var byDomain = await shell.RunAsync("members", "remove", "a@watch.example");
        Assert.Contains("it writes for Press Watch by its domain: remove watch.example", Assert.Single(byDomain.Complaints));
        Assert.Contains("removed  watch.example", (await shell.DoneAsync("members", "remove", "b@watch.example")).Out);
        Assert.Equal(0, await shell.NumberAsync("SELECT count(*) FROM organisation_domain"));
    }

    private static Address Parse(string text) => Address.TryParse(text, out var address) ? address : throw new FormatException(text);
}
