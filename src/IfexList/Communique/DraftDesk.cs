using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Extensions.Logging;

namespace IfexList.Communique;

/// <summary>Each week at its hour the editor of each language gets the draft of the newsletter's next number.</summary>
public sealed class DraftDesk(Database database, ListCatalogue lists, AddressPlan addresses, DraftLetters letters, TimeProvider time, ILogger<DraftDesk> logger)
{
    /// <summary>Sees to it that every language's draft is due at its next hour. What came due meanwhile stays due.</summary>
    public static void PlanAll(Connection tx, ListCatalogue lists, DateTimeOffset now)
    {
        foreach (var list in lists.All)
            foreach (var language in list.Newsletter?.Drafts.Keys ?? [])
                if (DraftTimes.Next(list, language, now) is { } next)
                    Due.Plan(tx, Due.Draft, Subject(list, language), next.ToUnixTimeMilliseconds(), now.ToUnixTimeMilliseconds());
    }

    /// <summary>Due: the draft of what came out since the one before, however late it is. Where there is nothing, the editors hear that.</summary>
    /// <param name="subject"><c>LIST/LANGUAGE</c>.</param>
    public Task DraftAsync(string subject)
    {
        var parts = subject.Split('/');
        var now = time.GetUtcNow();
        // The list, its newsletter or the language was taken out of the configuration.
        if (parts.Length != 2 || lists.Find(parts[0]) is not { } list || !Languages.TryParse(parts[1], out var language) || DraftTimes.Next(list, language, now) is not { } next)
            return database.WriteAsync(tx => Due.Done(tx, Due.Draft, subject, next: null));
        // Written in the transaction, since a letter's token is bound to the draft's row: it is done once a week and language.
        return database.WriteAsync(tx =>
        {
            Due.Done(tx, Due.Draft, subject, next.ToUnixTimeMilliseconds());
            // Its desk has sent the number in finished, or the hour was moved within the week.
            if (NextNumber.Of(tx, list, language, now) is { } number)
                Draft(tx, list, language, number, now);
        });
    }

    private void Draft(Connection tx, MailingList list, Language language, IssueNumber number, DateTimeOffset now)
    {
        var compiled = WeeklyDraft.Compile(tx, list, language, now, addresses);
        var editors = DraftLetters.Editors(tx, list, language, now);
        if (compiled.IsEmpty)
        {
            var missing = WeeklyDraft.Missing(tx, list, language, now);
            // Who only stands in for a desk that nobody serves needn't hear each week that it is idle.
            foreach (var editor in editors.Where(editor => editor.Desks.Count == 0 || editor.Desks.Contains(language)))
                letters.Tell(editor, list, language, number.Number, "nothing", missing: missing)(tx);
        }
        else if (IssueDrafts.Add(tx, list.Name, language, number.Volume, number.Number, now.ToUnixTimeMilliseconds()) is { } id)
        {
            IssueEntries.Write(tx, id, compiled.Entries);
            foreach (var editor in editors)
                letters.Show(tx, editor, list, IssueDrafts.Find(tx, id)!, compiled.Entries, DraftOccasion.New)(tx);
            logger.DraftMade(list.Name, language, compiled.Entries.Count);
        }
    }

    private static string Subject(MailingList list, Language language) => $"{list.Name}/{language.Code()}";
}
