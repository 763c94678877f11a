using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Translation;

/// <summary>Who translates for a list into a language, and who reads it before it goes out.</summary>
public sealed record LanguageDesk(MailingList List, Language Language, IReadOnlyList<DeskHand> Translators, IReadOnlyList<DeskHand> Editors)
{
    /// <summary>Who is asked for a translation: its editors, where nobody translates.</summary>
    public IReadOnlyList<DeskHand> Called => Translators.Count > 0 ? Translators : Editors;

    /// <summary>Each once.</summary>
    public IReadOnlyList<DeskHand> All => [.. Translators.Concat(Editors).DistinctBy(hand => hand.Person)];

    /// <summary>The moderators who serve that language; all of them, where none does.</summary>
    public static LanguageDesk Of(Connection db, MailingList list, Language language)
    {
        var moderators = Roster.ActiveModerators(db, list.Name);
        var reading = moderators.Where(moderator => moderator.Desks.Count == 0 || moderator.Desks.Contains(language)).ToList();
        return new LanguageDesk(
            list, language,
            [.. Store.Translators.Of(db, list.Name).Where(translator => translator.Desks.Contains(language))
                .Select(translator => new DeskHand(translator.Person, translator.Address, translator.Letters, moderators.Any(moderator => moderator.Person == translator.Person)))],
            [.. (reading.Count > 0 ? reading : moderators).Select(Editor)]);
    }

    /// <summary>Who answers, where the token is his and the mail comes from an address of his: a translator of that desk, or any of the list's moderators.</summary>
    public static DeskHand? HandOf(Connection db, MailingList list, Language language, StoredToken token, Address author)
    {
        if (Roster.HolderOf(db, token, author) is { Suspended: false } moderator)
            return Editor(moderator);
        return Person.Find(db, author) == token.Person ? Of(db, list, language).Translators.FirstOrDefault(hand => hand.Person == token.Person) : null;
    }

    public DeskHand? Find(long? person) => All.FirstOrDefault(hand => hand.Person == person);

    /// <summary>Whether his <c>ok</c> releases.</summary>
    public bool MayRelease(DeskHand hand) => hand.IsEditor || List.Translation.TranslatorsRelease;

    /// <summary>Whether letters that were written to it are still right.</summary>
    public bool IsUnchanged(LanguageDesk now) => Translators.SequenceEqual(now.Translators) && Editors.SequenceEqual(now.Editors);

    internal static DeskHand Editor(Moderator moderator) => new(moderator.Person, moderator.Address, moderator.Language, IsEditor: true);
}
