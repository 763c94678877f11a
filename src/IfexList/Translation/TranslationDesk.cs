using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Translation;

/// <summary>Calls the language desks for a release, tells them what a correction changed, and reminds them.</summary>
public sealed class TranslationDesk(Database database, FurtherEditions further, ListCatalogue lists, TranslationLetters letters, TranslationReminders reminders, TimeProvider time)
{
    /// <summary>A release is out, or its original was corrected. What is called or told already isn't a second time.</summary>
    public async Task CallAsync(string subject)
    {
        // False: somebody came, went or corrected something while the letters were written.
        while (!await TryCallAsync(subject))
        {
        }
    }

    /// <summary>A translation's deadline is over, or a day since it was last reminded of.</summary>
    public Task ChaseAsync(string subject) => reminders.ChaseAsync(subject);

    private Task<bool> TryCallAsync(string subject)
    {
        var original = database.Read(db => CaseFile.NewestOf(db, long.Parse(subject, CultureInfo.InvariantCulture)));
        var list = original is null ? null : lists.Find(original.About.List);
        // A newsletter has no original: each language has an editor and a draft of its own. What only members read is translated once everybody may.
        if (original is null || list is not { Kind: ListKind.Broadcast, Newsletter: null } || original.About.ToMembers)
            return EndAsync(subject, original, []);
        var waiting = database.Read(db => Audience.Waiting(db, original.Release));
        var steps = list.Languages.Where(language => language != original.About.Language).Select(language => Step(list, original, language, waiting)).OfType<DeskStep>().ToList();
        return EndAsync(subject, original, steps);
    }

    private Task<bool> EndAsync(string subject, PublishedEdition? original, List<DeskStep> steps) => database.WriteAsync(tx =>
    {
        if (original is not null && CaseFile.NewestOf(tx, original.Release)?.Id != original.Id || !steps.TrueForAll(step => step.Of.StillHolds(tx) && WantedEditions.Of(tx, step.Of.Original.Release, step.Of.Desk.Language) == step.Was))
            return false;
        foreach (var step in steps)
            step.Carry(tx, time.Now());
        Due.Done(tx, Due.Translate, subject, null);
        return true;
    });

    // Null where there is nothing to do in that language.
    private DeskStep? Step(MailingList list, PublishedEdition original, Language language, IReadOnlyList<WaitingLanguage> waiting)
    {
        var was = database.Read(db => WantedEditions.Of(db, original.Release, language));
        var of = database.Read(db => TranslationCase.Read(db, further, list, original, language, waiting));
        if (was is null)
            return of.Waiting > 0 && database.Read(db => WantedEditions.EditionIn(db, original.Release, language)) is null ? First(of) : null;
        return was.Source == original.Id || was.State == WantedState.Dropped ? null : Anew(of, was);
    }

    // Where nobody serves that language no letter goes out: once it is late, the owners hear of it.
    private DeskStep First(TranslationCase of)
    {
        var deadline = Later(of.Original.At + of.Desk.List.Translation.Within, time.GetUtcNow() + Limits.TranslationLeastTime);
        return new DeskStep(of, null, deadline, [.. of.Desk.Called.Select(hand => letters.Call(of, hand, 1, deadline))]);
    }

    // Whoever had it in hand, or wrote it, is told; else all.
    private DeskStep Anew(TranslationCase of, WantedEdition was)
    {
        var deadline = time.GetUtcNow() + of.Desk.List.Translation.Within;
        var old = database.Read(db => CaseFile.Find(db, was.Source) is { } edition ? TranslationCase.SourceOf(db, further, edition) : NumberedText.Of(""));
        var had = of.Desk.Find(was.TakenBy) ?? of.Desk.Find(was.DraftedBy);
        IReadOnlyList<DeskHand> told = had is null ? of.Desk.Called : [had];
        return new DeskStep(of, was, deadline, [.. told.Select(hand => letters.Changed(of, hand, was, was.Version + 1, old, deadline))]);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
