using IfexList.Lists;
using IfexList.Moderation;
using IfexList.Store;
using Microsoft.Extensions.DependencyInjection;

namespace IfexList.Operations;

/// <summary><c>held approve|reject ID</c>: the administrator decides from the shell, by the same code as a moderator's reply.</summary>
public static class HeldDecision
{
    /// <exception cref="VerbFailedException">Nothing was decided, and why.</exception>
    public static async Task<string> DecideAsync(AdminDesk desk, long id, ModeratorReply verdict)
    {
        await using var house = new ServiceCollection().AddLogging().AddHouse(desk.Settings).BuildServiceProvider();
        var post = house.GetRequiredService<Database>().Read(db => HeldPosts.Find(db, id)) ?? throw new VerbFailedException($"no post {id} is held");
        var result = await house.GetRequiredService<Decision>().DecideAsync(new Wish(id, post.Version, verdict), new Decider(null));
        return result switch
        {
            DecisionResult.Released released => $"released as {released.Number} to {released.Readers} readers",
            DecisionResult.Rejected => "rejected",
            DecisionResult.Discarded => "discarded",
            DecisionResult.Refused refused => throw new VerbFailedException($"post {id} can't be approved: {refused.Reason}"),
            DecisionResult.NoSuchLanguage => throw new VerbFailedException($"{post.List} has no edition in that language"),
            DecisionResult.Late => throw new VerbFailedException($"post {id} was decided a moment ago"),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }
}
