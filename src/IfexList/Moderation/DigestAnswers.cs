using System.Globalization;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Store;
using MimeKit;

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
        // It ends with its moderator's suspension, and stays ended when she is appointed anew.
        var isOpen = token.Used is null && token.Expires >= time.Now();
        var numbered = digest.Answers.SelectMany(answer => answer.Numbers.Select(number => (Number: number, answer.Verdict))).DistinctBy(n => n.Number)
            .Select(n => (n.Number, n.Verdict, Line: isOpen ? database.Read(db => Tokens.Line(db, token, n.Number)) : null)).ToList();
        var asked = numbered.Where(n => n.Line is not null).ToList();
        var subjects = asked.Select(n => database.Read(db => HeldPosts.Find(db, n.Line!.Held))?.Subject ?? "").ToList();
        var wishes = asked.Select(n => new Wish(n.Line!.Held, n.Line.Version, n.Verdict)).ToList();
        await decision.DecideAsync(wishes, new Decider(reply.Moderator.Person), results =>
        {
            // Null where nothing came of it: the post stays held.
            var outcomes = results.Select((result, i) => Outcome(asked[i].Number, subjects[i], Word(result))).OfType<Dictionary<string, object?>>().ToList();
            var originals = results.SelectMany((result, i) => result is DecisionResult.Original original ? [Original(reply, asked[i].Line!, subjects[i], original)] : Array.Empty<Action<Connection>>()).ToList();
            var answered = asked.Where((_, i) => Word(results[i]) is not null || results[i] is DecisionResult.Original).Select(n => n.Number).ToHashSet();
            var unclear = digest.NotUnderstood.Concat(numbered.Select(n => n.Number).Where(number => !answered.Contains(number)).Select(number => number.ToString(CultureInfo.InvariantCulture))).ToList();
            var owe = desk.Tell(reply.Moderator, list, NoticeCatalogue.DigestOutcome, new Dictionary<string, object?>
            {
                ["list"] = list.Name,
                ["list_title"] = list.TitleIn(reply.Moderator.Language),
                ["outcomes"] = outcomes,
                ["unclear"] = unclear,
            }, reply.Message.MessageId);
            return tx =>
            {
                if (!Inbox.Finish(tx, reply.Mail))
                    return false;
                originals.ForEach(send => send(tx));
                if (outcomes.Count > 0 || (originals.Count == 0 || unclear.Count > 0) && Tokens.AskOnce(tx, token))
                    owe(tx);
                return true;
            };
        });
    }

    private Action<Connection> Original(DecisionReply reply, DigestLine line, string subject, DecisionResult.Original original)
    {
        var facts = reply.Facts(("number", line.Held), ("subject", subject), ("event", "original"), ("at", ""));
        return desk.Ask(
            reply.Moderator, reply.List, line.Held, line.Version, NoticeCatalogue.DeskDone, facts, reply.Message.MessageId, new MessagePart { Message = original.Mail });
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
        DecisionResult.Late or DecisionResult.Standing => "late",
        _ => null,
    };
}
