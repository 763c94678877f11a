namespace IfexList.Scenarios.Actors;

/// <summary>The usual cast: one member, one moderator, and the way of an alert between them.</summary>
internal static class Newsroom
{
    public const string Member = "tendai@savannapress.example";
    public const string Moderator = "marie@clearinghouse.example";
    public const string Alerts = "alerts@" + ListHost.Domain;

    /// <summary>A host with a member, a moderator and English readers reader0, reader1, …; not started yet.</summary>
    public static async Task<ListHost> FoundAsync(NextHop hop, int readers, Action<System.Text.Json.Nodes.JsonObject>? change = null)
    {
        var host = ListHost.For(hop, change);
        await host.AddMemberAsync(Member);
        await host.AddModeratorAsync(Moderator);
        await host.SubscribeAsync(Readers(readers).Select(address => (address, "en")));
        return host;
    }

    public static IEnumerable<string> Readers(int count) => Enumerable.Range(0, count).Select(Reader);

    public static string Reader(int number) => $"reader{number}@press{number % 7}.example";

    public static Task<TakenMail> RequestAsync(this NextHop hop, string subject, string moderator = Moderator) =>
        hop.AwaitAsync(moderator, mail => mail.IsRequest() && mail.Subject.EndsWith(subject, StringComparison.Ordinal));

    /// <summary>The member posts, the moderator says ok; on return the daemon has taken his answer.</summary>
    public static async Task ReleaseAsync(this ListHost host, NextHop hop, string subject)
    {
        await host.Sender.PostAsync(Member, subject);
        await host.Sender.ReplyAsync(Moderator, await hop.RequestAsync(subject), "ok");
    }

    public static IEnumerable<TakenMail> CopiesOf(this NextHop hop, string subject) => hop.Taken.Where(mail => mail.IsCopy && mail.Subject == subject);

    /// <summary>Waits until each of them has a copy of that release.</summary>
    public static async Task ServesAsync(this NextHop hop, string subject, IEnumerable<string> readers, TimeSpan? patience = null)
    {
        var missing = readers.ToHashSet();
        await Eventually.HoldsAsync($"\"{subject}\" at each reader", () =>
        {
            missing.ExceptWith(hop.CopiesOf(subject).Select(mail => mail.Recipient));
            return missing.Count == 0;
        }, patience);
    }

    /// <summary>Copies beyond the first, of all readers together.</summary>
    public static int Duplicates(this NextHop hop, string subject) => hop.CopiesOf(subject).GroupBy(mail => mail.Recipient).Sum(copies => copies.Count() - 1);
}
