using System.Globalization;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>
/// A moderator's reply to a letter with several posts, a digest of strangers' or a reminder. All its lines are one decision: a crash leaves all of it to
/// be done, or nothing.
/// </summary>
public sealed class DigestAnswers(Database database, Decision decision, DeskLetters desk, TimeProvider time)
{
    internal async Task HandleAsync(DecisionReply reply, string text)
    {
        var (token, list) = (reply.Token, reply.List);
        var digest = DigestReply.Read(text, reply.Message.Subject ?? "", list, database.Read(db => Tokens.Lines(db, token)));
        var numbered = digest.Answers.SelectMany(answer => answer.Numbers.Select(number => (Number: number, answer.Verdict))).DistinctBy(n => n.Number)
            .Select(n => (n.Number, n.Verdict, Line: token.Expires < time.Now() ? null : database.Read(db => Tokens.Line(db, token, n.Number)))).ToList();
        var asked = numbered.Where(n => n.Line is not null).ToList();
        var subjects = asked.Select(n => database.Read(db => HeldPosts.Find(db, n.Line!.Held))?.Subject ?? "").ToList();
        var wishes = asked.Select(n => new Wish(n.Line!.Held, n.Line.Version, n.Verdict)).ToList();
        await decision.DecideAsync(wishes, new Decider(reply.Moderator.Person), results =>
        {
            // Null where nothing came of it: the post stays held.
            var outcomes = results.Select((result, i) => Outcome(asked[i].Number, subjects[i], Word(result))).OfType<Dictionary<string, object?>>().ToList();
            var unclear = numbered.Select(n => n.Number).Where(number => !outcomes.Exists(o => o["n"] is int decided && decided == number));
            var owe = desk.Tell(reply.Moderator, list, NoticeCatalogue.DigestOutcome, new Dictionary<string, object?>
            {
                ["list"] = list.Name,
                ["list_title"] = list.TitleIn(reply.Moderator.Language),
                ["outcomes"] = outcomes,
                ["unclear"] = digest.NotUnderstood.Concat(unclear.Select(number => number.ToString(CultureInfo.InvariantCulture))).ToList(),
            }, reply.Message.MessageId);
            return tx =>
            {
                if (!Inbox.Finish(tx, reply.Mail))
                    return false;
                if (outcomes.Count > 0 || Tokens.AskOnce(tx, token))
                    owe(tx);
                return true;
            };
        });
    }

    private static Dictionary<string, object?>? Outcome(int number, string subject, string? verdict) =>
        verdict is null ? null : new() { ["n"] = number, ["subject"] = subject, ["verdict"] = verdict };

    private static string? Word(DecisionResult result) => result switch
    {
        DecisionResult.Released => "approved",
        DecisionResult.Rejected => "rejected",
        DecisionResult.Discarded => "discarded",
        DecisionResult.Scheduled => "scheduled",
        DecisionResult.Seconding => "seconding",
        DecisionResult.Taken => "taken",
        DecisionResult.PutOff => "putoff",
        DecisionResult.Questioned => "questioned",
        DecisionResult.Recalled => "recalled",
        DecisionResult.Late or DecisionResult.Standing => "late",
        _ => null,
    };
}
