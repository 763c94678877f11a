using System.Text.Json;
using IfexList.Scenarios.Actors;
using Microsoft.Data.Sqlite;

namespace IfexList.Scenarios;

/// <summary>Readers who join, choose, leave and are forgotten, by mail alone, in five languages.</summary>
public class ReadersByMail
{
    private const string Request = "alerts-request@" + ListHost.Domain;

    /// <summary>What is written, and the Subject of the next release that must reach him in his language.</summary>
    public static TheoryData<string, string, string> Joining => new()
    {
        { "subscribe", "en", "grace@dailylantern.example" },
        { "s'abonner", "fr", "kofi@quotidien.example" },
        { "suscribirme", "es", "ines@semanario.example" },
        { "подписаться", "ru", "olga@gazeta.example" },
        { "اشتراك", "ar", "souad@sahifa.example" },
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Joining))]
    public async Task A_reader_joins_chooses_and_leaves_in_his_language_by_replying(string word, string language, string reader)
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        await host.StartAsync();
        await WriteAsync(host, reader, word);
        var question = await hop.AwaitAsync(reader, IsQuestion);
        Assert.Equal(language, question.Field("Content-Language"));
        Assert.True(question.Bytes.Length < 4_000, $"{question.Bytes.Length} octets");
        Assert.Equal(0, await ReadersAsync(host, language) - (language == "en" ? 1 : 0));

        await host.Sender.ReplyAsync(reader, question, "");
        var welcome = await hop.AwaitAsync(reader, mail => mail.IsLetter && !IsQuestion(mail));
        Assert.Equal(language, welcome.Field("Content-Language"));
        await host.Sender.ReplyAsync(reader, question, "");
        await hop.AwaitAsync(reader, mail => mail.IsLetter && !IsQuestion(mail) && mail.Subject != welcome.Subject);

        await host.Sender.PostAsync(Newsroom.Member, "ALERT - Gafsa");
        await host.Sender.ReplyAsync(Newsroom.Moderator, await hop.RequestAsync("ALERT - Gafsa"), $"ok {language}");
        var copy = await hop.AwaitAsync(reader, mail => mail.IsCopy);
        await WriteAsync(host, reader, "pause 2099-01-31");
        await Eventually.SeesAsync("a pause", async () => await host.CountAsync("subscribers", "alerts", "paused") == 1 ? "yes" : null);

        await host.Sender.ReplyAsync(reader, copy, "", copy.LeaveAddress);
        await Eventually.SeesAsync("his leave", async () => await host.CountAsync("subscribers", "alerts", "paused") == 0 ? "yes" : null);
        await host.DeliversAllAsync();
        Assert.Equal(1, hop.Copies - hop.CopiesOf("ALERT - Gafsa").Count(mail => mail.Recipient != reader));
    }

    [Fact(Timeout = 120_000)]
    public async Task A_thousand_forged_commands_cost_their_victim_two_letters()
    {
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 1);
        await host.StartAsync();
        string[] words = ["subscribe", "abonner fr", "unsubscribe", "help", "forget me", "my data", "lists", "hlep", "settings", "подписаться"];
        await Parallel.ForAsync(0, 1_000, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            await WriteAsync(host, i % 2 == 0 ? "victim@mail.example" : $"victim+{i}@mail.example", words[i % words.Length], i % 3 == 0 ? "alerts-subscribe@" + ListHost.Domain : Request));
        await host.DeliversAllAsync();
        Assert.Single(hop.Taken, mail => mail.Recipient.StartsWith("victim", StringComparison.Ordinal) && IsQuestion(mail));
        Assert.True(hop.Taken.Count(mail => mail.Recipient.StartsWith("victim", StringComparison.Ordinal)) <= 2);
        Assert.True(await host.CountAsync("letters", "withheld") > 900);
    }

    [Fact(Timeout = 120_000)]
    public async Task Who_asks_to_be_forgotten_is_nowhere_to_be_found()
    {
        const string gone = "someone.at.risk@sahifa.example";
        await using var hop = NextHop.Open();
        await using var host = await Newsroom.FoundAsync(hop, 20);
        await host.SubscribeAsync([(gone, "ar;en")]);
        await host.SubscribeAsync([(gone, "en")], "communique");
        await host.StartAsync();
        await host.ReleaseAsync(hop, "ALERT - Gafsa");
        await hop.AwaitAsync(gone, mail => mail.IsCopy);
        await WriteAsync(host, gone, "forget me");
        await host.Sender.ReplyAsync(gone, await hop.AwaitAsync(gone, IsQuestion), "");
        await hop.AwaitAsync(gone, mail => mail.IsLetter && !IsQuestion(mail));
        await host.DeliversAllAsync();

        await BringForwardAsync(host, "erase");
        await Eventually.SeesAsync("that he is erased", async () => await NumberAsync(host, "SELECT count(*) FROM person WHERE key LIKE 'someone%'") == 0 ? "yes" : null);
        await BringForwardAsync(host, "scrub");
        await Eventually.SeesAsync("that the file is scrubbed", async () => await NumberAsync(host, "SELECT count(*) FROM due WHERE kind = 'scrub'") == 0 ? "yes" : null);
        foreach (var form in (string[])[gone, "someone.at.risk", Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes(gone))[..^4]])
            Assert.All(Files(host), file => Assert.False(Holds(file, form), $"{file} holds {form}"));
        Assert.DoesNotContain("someone.at.risk", host.Daemon.Output, StringComparison.Ordinal);
        await host.IsSoundAsync();
        await host.ReleaseAsync(hop, "ALERT - after him");
        await hop.ServesAsync("ALERT - after him", Newsroom.Readers(20));
        Assert.DoesNotContain(hop.CopiesOf("ALERT - after him"), mail => mail.Recipient == gone);
    }

    private static bool IsQuestion(TakenMail mail) => mail.IsLetter && mail.ReplyTo.Contains("-confirm+", StringComparison.Ordinal);

    private static Task WriteAsync(ListHost host, string from, string command, string to = Request) =>
        host.Sender.SendAsync(from, to, Sender.Message(from, to, "", command));

    private static async Task<long> ReadersAsync(ListHost host, string language)
    {
        using var status = JsonDocument.Parse(await host.RunAsync("status", "--json"));
        return status.RootElement.GetProperty("subscribers").GetProperty("alerts").GetProperty("languages").TryGetProperty(language, out var readers) ? readers.GetInt64() : 0;
    }

    private static Task<long> BringForwardAsync(ListHost host, string kind) => NumberAsync(host, $"UPDATE due SET at = 0 WHERE kind = '{kind}' RETURNING 1");

    private static async Task<long> NumberAsync(ListHost host, string sql)
    {
        await using var database = new SqliteConnection($"Data Source={host.DatabaseFile};Pooling=False");
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = database.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken) is long number ? number : 0;
    }

    // The lock is empty, and nobody else may open it.
    private static IEnumerable<string> Files(ListHost host) =>
        Directory.EnumerateFiles(host.DataDirectory, "*", SearchOption.AllDirectories).Where(file => Path.GetExtension(file) != ".lock");

    private static bool Holds(string file, string text)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(text)) >= 0;
    }
}
