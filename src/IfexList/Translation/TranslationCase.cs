using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Translation;

/// <summary>All that the letters about one translation tell.</summary>
/// <param name="Original">The newest text in the language that the release came out in.</param>
/// <param name="Source">Its subject and its text, without our own lines.</param>
/// <param name="Spellings">How the case's names that occur in it are spelt.</param>
/// <param name="Waiting">How many readers wait for it.</param>
internal sealed record TranslationCase(LanguageDesk Desk, PublishedEdition Original, NumberedText Source, IReadOnlyList<Spelling> Spellings, int Waiting)
{
    /// <summary>The number that readers ask for it by.</summary>
    public string Number => $"{Original.About.Number}/{Desk.Language.Code()}";

    public static TranslationCase Read(Connection db, FurtherEditions further, MailingList list, PublishedEdition original, Language language) =>
        Read(db, further, list, original, language, Audience.Waiting(db, original.Release));

    /// <param name="waiting">Who waits for which language: all readers are looked at for it, once for all desks.</param>
    public static TranslationCase Read(
        Connection db, FurtherEditions further, MailingList list, PublishedEdition original, Language language, IReadOnlyList<WaitingLanguage> waiting)
    {
        var source = SourceOf(db, further, original);
        return new TranslationCase(
            LanguageDesk.Of(db, list, language), original, source, SpellingMemory.Of(db, original.About.Case, language, source.Text),
            waiting.FirstOrDefault(readers => readers.Language == language)?.Best ?? 0);
    }

    /// <summary>An edition as a translator gets it: our lines in it are written anew in his language.</summary>
    public static NumberedText SourceOf(Connection db, FurtherEditions further, PublishedEdition edition)
    {
        var (subject, text) = further.Source(db, edition);
        return NumberedText.Of(subject, text);
    }

    /// <summary>Whether what was written of it is still right.</summary>
    public bool StillHolds(Connection tx) =>
        CaseFile.NewestOf(tx, Original.Release)?.Id == Original.Id && Desk.IsUnchanged(LanguageDesk.Of(tx, Desk.List, Desk.Language));

    /// <summary>What every letter about it tells, and more.</summary>
    public Dictionary<string, object?> Facts(DeskHand to, params ReadOnlySpan<(string Name, object? Value)> more)
    {
        var facts = new Dictionary<string, object?>
        {
            ["list"] = Desk.List.Name,
            ["release"] = Number,
            ["language_name"] = NoticeLanguageNames.Of(Desk.Language, to.Letters),
            ["subject"] = Original.About.Subject,
            ["may_release"] = Desk.MayRelease(to),
        };
        foreach (var (name, value) in more)
            facts[name] = value;
        return facts;
    }

    /// <summary>What a translation seems to have lost.</summary>
    public IReadOnlyList<Loss> Losses(string subject, string text) => Fidelity.Check(Source, Original.About.Language, NumberedText.Of(subject, text).Text, Desk.Language, Spellings);

    public string AddressOf(long? person) => Desk.Find(person)?.Address.ToString() ?? "";
}
