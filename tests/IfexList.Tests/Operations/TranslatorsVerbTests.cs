using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Operations;

/// <summary>Who translates, and what is missing, from the shell.</summary>
public sealed class TranslatorsVerbTests
{
    private const string Nadia = "nadia@translators.example";

    [Fact]
    public async Task A_translator_is_entered_changed_and_removed()
    {
        using var shell = new AdminShell();
        Assert.Equal($"added  {Nadia}  alerts", (await shell.DoneAsync("translators", "add", "alertes", Nadia, "--desk", "fr", "--desk", "es")).Lines.Single());
        Assert.Equal($"alerts  {Nadia}  fr  desks fr;es", Ordered((await shell.DoneAsync("translators", "list")).Lines.Single()));
        Assert.Equal($"updated  {Nadia}  alerts", (await shell.DoneAsync("translators", "add", "alerts", Nadia, "--language", "en")).Lines.Single());
        Assert.Equal($"alerts  {Nadia}  en  desks fr;es", Ordered((await shell.DoneAsync("translators", "list", "alerts")).Lines.Single()));
        await shell.DoneAsync("translators", "remove", "alerts", Nadia);
        Assert.Empty((await shell.DoneAsync("translators", "list")).Lines);
    }

    [Theory]
    [InlineData("names no desk", "add", "alerts", Nadia)]
    [InlineData("a language that the list hasn't", "add", "alerts", Nadia, "--desk", "ru")]
    [InlineData("a list without readers of its own", "add", "outreach", Nadia, "--desk", "fr")]
    [InlineData("nobody's", "remove", "alerts", Nadia)]
    public async Task What_makes_no_sense_is_refused(string why, params string[] arguments)
    {
        using var shell = new AdminShell();
        Assert.True((await shell.RunAsync(["translators", .. arguments])).ExitCode == 1, why);
    }

    [Fact]
    public async Task A_translator_is_registered_and_stays_known()
    {
        using var shell = new AdminShell();
        await shell.DoneAsync("translators", "add", "alerts", Nadia, "--desk", "fr");
        await using var database = Database.Open(shell.Settings.DatabaseFile);
        Assert.True(database.Read(db => Roster.IsRegistered(db, db.Number("SELECT person FROM translator")!.Value)));
    }

    [Fact]
    public async Task What_is_missing_is_listed_and_counted()
    {
        using var shell = new AdminShell();
        await shell.DoneAsync("translators", "add", "alerts", Nadia, "--desk", "fr");
        await shell.InsertAsync(tx =>
        {
            tx.Execute("INSERT INTO release (id, number, list, case_number, at) VALUES (1, '2040-0312-01', 'alerts', '2040-0312-01', 0)");
            tx.Execute("INSERT INTO edition (id, release, language, state, message_id, subject, text, at) VALUES (1, 1, 'en', 'released', 'a@b', 'ALERT', 'x', 0)");
            WantedEditions.Take(tx, WantedEditions.Want(tx, 1, Language.Fr, 1, 0, 0)!.Value, tx.Number("SELECT person FROM translator"));
        });
        Assert.Equal($"1  2040-0312-01  fr  wanted  {Nadia}  1970-01-01 00:00Z  ALERT", (await shell.DoneAsync("translations", "alerts")).Lines.Single());
        Assert.Contains((await shell.DoneAsync("status")).Lines, line => line.StartsWith("missing      1, ", StringComparison.Ordinal));
        await shell.DoneAsync("translators", "remove", "alerts", Nadia);
        Assert.Contains("  wanted  -  ", (await shell.DoneAsync("translations")).Lines.Single(), StringComparison.Ordinal);
    }

    // The desks stand in no order that means anything.
    private static string Ordered(string line) => line.Replace("es;fr", "fr;es", StringComparison.Ordinal);
}
