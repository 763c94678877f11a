using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Store;
using Microsoft.Extensions.DependencyInjection;

namespace IfexList.Operations;

/// <summary><c>held approve|reject ID</c>: the administrator decides from the shell, by the same code as a moderator's reply.</summary>
public static class HeldDecision
{
    /// <param name="country">Its code; null where it is about none.</param>
    /// <param name="topics">Codes of regions and of the list's themes.</param>
    /// <exception cref="VerbFailedException">Nothing was decided, and why.</exception>
    public static Task<string> ApproveAsync(AdminDesk desk, long id, string? country, IReadOnlyList<string> topics) =>
        DecideAsync(desk, id, list => new ModeratorReply.Approve(null, Topics(list, country, topics)));

    /// <exception cref="VerbFailedException">Nothing was decided, and why.</exception>
    public static Task<string> DecideAsync(AdminDesk desk, long id, ModeratorReply verdict) => DecideAsync(desk, id, _ => verdict);

    private static async Task<string> DecideAsync(AdminDesk desk, long id, Func<MailingList, ModeratorReply> verdict)
    {
        await using var house = new ServiceCollection().AddLogging().AddHouse(desk.Settings).BuildServiceProvider();
        var post = house.GetRequiredService<Database>().Read(db => HeldPosts.Find(db, id)) ?? throw new VerbFailedException($"no post {id} is held");
        var list = house.GetRequiredService<ListCatalogue>().Find(post.List) ?? throw new VerbFailedException($"the list of post {id}, {post.List}, is not configured");
        var result = await house.GetRequiredService<Decision>().DecideAsync(new Wish(id, post.Version, verdict(list)), new Decider(null));
        return result switch
        {
            DecisionResult.Released released => $"released as {released.Number} to {released.Readers} readers",
            DecisionResult.Scheduled scheduled => $"approved, leaves on {Trace.Minute(scheduled.At)}",
            DecisionResult.Rejected => "rejected",
            DecisionResult.Discarded => "discarded",
            DecisionResult.Refused refused => throw new VerbFailedException($"post {id} can't be approved: {refused.Reason}"),
            DecisionResult.NoSuchLanguage => throw new VerbFailedException($"{post.List} has no edition in that language"),
            DecisionResult.Standing standing => throw new VerbFailedException($"post {id} has been approved already and leaves on {Trace.Minute(standing.At)}"),
            DecisionResult.Late => throw new VerbFailedException($"post {id} was decided a moment ago"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static TopicSet? Topics(MailingList list, string? country, IReadOnlyList<string> topics)
    {
        var known = new List<Topic>();
        if (country is not null)
            known.Add(Topic.TryParse(country, list, out var topic) && topic.IsCountry ? topic : throw new VerbFailedException($"\"{country}\" is no country's code (ISO 3166-1, such as TN)"));
        foreach (var code in topics)
            known.Add(Topic.TryParse(code, list, out var topic) ? topic : throw new VerbFailedException(
                $"\"{code}\" is no topic of {list.Name}; there are {string.Join(", ", Regions.All.Concat(list.Themes.Keys))}, and countries' codes"));
        return known.Count > 0 ? new TopicSet(known) : null;
    }
}
