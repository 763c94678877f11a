#pragma warning disable CS9113, CA1822 // A sketch.
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Publishing;

/// <summary>A further edition of a release in another language, ready for its commit.</summary>
/// <param name="Original">The newest text in the language that the release first came out in.</param>
/// <param name="Readers">Those who wait for that language, or have waited long enough.</param>
public sealed record ReadyTranslation(MailingList List, PublishedEdition Original, NewRelease Translated, EditionBytes Bytes, int Readers);

/// <summary>Editions of one release in further languages: the same number, case and topics, other readers.</summary>
public sealed class FurtherEditions(EditionWriter writer, ListCatalogue lists, AddressPlan addresses, TimeProvider time)
{
    /// <returns>Null where there is no such release, its list is gone, or it is out in that language: then its text is corrected.</returns>
    public ReadyTranslation? Prepare(Connection db, long release, Language language, string subject, string text) => throw new NotImplementedException();

    public static bool StillHolds(Connection tx, ReadyTranslation ready) => throw new NotImplementedException();

    /// <returns>The new edition's id.</returns>
    public long Commit(Connection tx, ReadyTranslation ready) => throw new NotImplementedException();
}
