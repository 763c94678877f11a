using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using MimeKit;

namespace IfexList.Publishing;

/// <summary>An edition that needs nothing but its commit.</summary>
/// <param name="Before">The editions of its case so far: it names their days and refers to them.</param>
public sealed record ReadyEdition(
    MailingList List, NewRelease Release, EditionBytes Bytes, IReadOnlyList<EditionFile> Files, int Readers, IReadOnlyList<CaseEdition> Before, byte[]? PosterMessageId);

/// <summary>A correction that needs nothing but its commit.</summary>
/// <param name="Wrong">The edition that it corrects: the newest of its release and language.</param>
/// <param name="Readers">Those who got that, or are owed it.</param>
public sealed record ReadyCorrection(MailingList List, PublishedEdition Wrong, NewRelease Corrected, EditionBytes Bytes, int Readers);

/// <summary>What only members could read, ready for everybody whom it concerns.</summary>
/// <param name="Text">As everybody may read it.</param>
/// <param name="Readers">Those who haven't got it.</param>
public sealed record ReadyWidening(MailingList List, PublishedEdition Edition, string Text, EditionBytes Bytes, int Readers);

/// <summary>The newest text of a release once more.</summary>
/// <param name="Readers">Those whom it missed.</param>
public sealed record ReadyAgain(MailingList List, PublishedEdition Edition, EditionBytes Bytes, int Readers);

/// <summary>
/// From an approved post to finished bytes and rows: the steps of publishing in their order. All that can be done before the transaction is done in
/// preparing; inside it is asked whether that still holds, and committed.
/// </summary>
public sealed class Publication(EditionWriter writer, ListCatalogue lists, AddressPlan addresses, PostHash hash, TimeProvider time)
{
    private const int CopyPriority = 5;

    // Before letters, too: somebody's hours in custody run, and a letter waits for seconds.
    private const int UrgentPriority = 1;

    // A Date from before this, or from after now, is a wrong clock: links that deliver in batches are some days late at most.
    private static readonly TimeSpan CredibleAge = TimeSpan.FromDays(14);

    // What nobody has written yet.
    internal static readonly CleanPost Blank = new("", "", [], IsEncrypted: false, IsCut: false, SignedPart: null, Language: null, Date: null);

    /// <summary>Number, case and thread, the line of an update, the cleansed post rendered.</summary>
    /// <param name="releasesBefore">Releases that go before it in the same commit.</param>
    /// <param name="files">Those of the post, cleaned: that takes its time, so it is done before.</param>
    public ReadyEdition Prepare(
        Connection db, MailingList list, Language language, Organisation? organisation, MimeMessage original, CleanPost post, ReleaseOrders orders, int releasesBefore = 0,
        IReadOnlyList<EditionFile>? files = null)
    {
        var number = Posts.NextNumber(db, time.Today(list), releasesBefore);
        var known = orders.BeginsCase ? null : orders.Case ?? (ThreadOf(db, hash, list, original) is { } continued ? Releases.CaseOf(db, continued) : null);
        var toMembers = orders.ToMembers || list.Kind == ListKind.Members;
        var before = known is null ? [] : CaseFile.Editions(db, known, toMembers);
        var lead = writer.UpdatesLine(list, language, before);
        var release = new NewRelease(
            number, list.Name, language, $"{number}.{language.Code()}@{addresses.Domain}", post.Subject, Led(lead, post.Text), organisation?.Id,
            orders.IsUrgent ? UrgentPriority : CopyPriority, toMembers, Topic.WithRegions(orders.Topics), orders.Kind, orders.Author)
        { Case = known ?? number };
        var edition = new NewEdition(
            list, release, Credit(organisation?.Name, orders.Author), Credible(post.Date), References(before, language), lead, post.SignedPart)
        { Files = files ?? [], Html = list.Source.Html ? SafeHtml.Of(post) : null };
        return new ReadyEdition(list, release, writer.Write(edition), edition.Files, Readers(db, list, release), before, original.MessageId is { Length: > 0 } id ? hash.OfId(id) : null);
    }

    /// <summary>A further edition of the same release in the same language, for exactly those who got the wrong one or are owed it.</summary>
    /// <param name="edition">Any edition of them: its newest is the one that is corrected.</param>
    /// <param name="subject">Without the word for it; the old one, where it is empty.</param>
    /// <returns>Null where there is no such edition, or its list is gone.</returns>
    public ReadyCorrection? PrepareCorrection(Connection db, long edition, string subject, string text)
    {
        if (CaseFile.Newest(db, edition) is not { } wrong || lists.Find(wrong.About.List) is not { } list)
            return null;
        var about = wrong.About;
        var post = Cleansing.Edited(Blank with { Subject = about.Subject }, subject, text);
        var (shown, lead) = writer.CorrectsLine(list, wrong, post.Subject);
        var corrected = about with
        {
            MessageId = $"{about.Number}.{about.Language.Code()}.c{CaseFile.Count(db, wrong) + 1}@{addresses.Domain}",
            Subject = shown,
            // What is corrected again has that line already.
            Text = post.Text.StartsWith(lead, StringComparison.Ordinal) ? post.Text : Led(lead, post.Text),
        };
        var thread = References(CaseFile.Editions(db, about.Case, about.ToMembers, wrong.Id), about.Language).Take(1).Append(about.MessageId);
        var bytes = writer.Write(new NewEdition(list, corrected, wrong.Credit, time.GetUtcNow(), [.. thread]) { Number = wrong.Number, Also = Reprint.Others(db, wrong) });
        return new ReadyCorrection(list, wrong, corrected, bytes, Corrections.CountReaders(db, wrong));
    }

    /// <summary>The same edition for everybody else whom it concerns.</summary>
    /// <returns>Null where it isn't a release for members alone, on a list that has readers.</returns>
    public ReadyWidening? PrepareWidening(Connection db, long release)
    {
        if (CaseFile.NewestOf(db, release) is not { About.ToMembers: true } edition || lists.Find(edition.About.List) is not { Kind: ListKind.Broadcast } list)
            return null;
        var before = CaseFile.Editions(db, edition.About.Case, toMembers: false, edition.Id);
        // Its line of what it updates named what only members may read.
        var named = writer.UpdatesLine(list, edition.About.Language, CaseFile.Editions(db, edition.About.Case, toMembers: true, edition.Id));
        var (lead, text) = (writer.UpdatesLine(list, edition.About.Language, before), edition.About.Text);
        var isLed = named.Length > 0 && text.StartsWith(named, StringComparison.Ordinal);
        var about = edition.About with { ToMembers = false, Text = isLed ? Led(lead, text[named.Length..].TrimStart('\n')) : text };
        var bytes = writer.Write(new NewEdition(list, about, edition.Credit, edition.At, References(before, about.Language)) { Files = EditionFiles.OfFirst(db, edition.Id) });
        return new ReadyWidening(list, edition, about.Text, bytes, Audience.CountReaders(db, about.List, about.Language, about.AllTopics, release));
    }

    /// <summary>The same edition for those who read the list and haven't got it, though they should. What was signed goes as its text.</summary>
    /// <param name="language">Null: that of the original.</param>
    /// <returns>Null where there is no such edition, or its list is gone.</returns>
    public ReadyAgain? PrepareAgain(Connection db, string number, Language? language = null)
    {
        if (Releases.IdOf(db, number) is not { } release || lists.Find(Releases.ListOf(db, number)!) is not { } list
            || CaseFile.InLanguages(db, release).FirstOrDefault(one => language is null ? one.IsOriginal : one.About.Language == language) is not { } edition)
            return null;
        return new ReadyAgain(list, edition, writer.Write(Reprint.Of(db, list, edition)), Missed.Count(db, edition));
    }

    /// <summary>Whether the number is still free, the case where it was, and the readers are as many as letters say.</summary>
    public static bool StillHolds(Connection tx, ReadyEdition ready) => !Posts.IsTaken(tx, ready.Release.Number) && Readers(tx, ready.List, ready.Release) == ready.Readers
        && (ready.Before.Count == 0 || CaseFile.Editions(tx, ready.Release.Case, ready.Release.ToMembers).SequenceEqual(ready.Before));

    public static bool StillHolds(Connection tx, ReadyCorrection ready) =>
        CaseFile.Newest(tx, ready.Wrong.Id)?.Id == ready.Wrong.Id && Corrections.CountReaders(tx, ready.Wrong) == ready.Readers;

    public static bool StillHolds(Connection tx, ReadyWidening ready) =>
        CaseFile.NewestOf(tx, ready.Edition.Release) is { About: { ToMembers: true } about } edition && edition.Id == ready.Edition.Id
        && Audience.CountReaders(tx, about.List, about.Language, about.AllTopics, edition.Release) == ready.Readers;

    public static bool StillHolds(Connection tx, ReadyAgain ready) => CaseFile.Newest(tx, ready.Edition.Id) is { } edition
        && edition.Id == ready.Edition.Id && edition.About.Text == ready.Edition.About.Text && Missed.Count(tx, edition) == ready.Readers;

    /// <summary>The release, one row per reader, and the memory of its thread.</summary>
    /// <returns>The release's id.</returns>
    public long Commit(Connection tx, ReadyEdition ready)
    {
        var release = Posts.Publish(tx, ready.Release, ready.Bytes.Whole, ready.Bytes.Cuts, time.Now(), ready.Bytes.Full is { } full ? new NewFiles(full, ready.Files) : null,
            Waits.Of(ready.List));
        PlanParcels(tx, ready.List);
        Call(tx, ready.List, release, ready.Release);
        if (ready.PosterMessageId is { } known)
            Posts.Remember(tx, known, release);
        return release;
    }

    /// <returns>The id of the new edition.</returns>
    public long Commit(Connection tx, ReadyCorrection ready)
    {
        var edition = Corrections.Publish(tx, ready.Wrong, ready.Corrected, ready.Bytes.Whole, ready.Bytes.Cuts, time.Now());
        if (ready.Wrong is { IsOriginal: true, About.ToMembers: false } && ready.List is { Newsletter: null, Kind: ListKind.Broadcast })
            Corrections.MakeStale(tx, ready.Wrong, time.Now());
        PlanParcels(tx, ready.List);
        return edition;
    }

    public void Commit(Connection tx, ReadyWidening ready)
    {
        Posts.Widen(tx, ready.Edition, ready.Text, ready.Bytes.Whole, ready.Bytes.Cuts, time.Now(), ready.Bytes.Full, Waits.Of(ready.List));
        PlanParcels(tx, ready.List);
        Call(tx, ready.List, ready.Edition.Release, ready.Edition.About with { ToMembers = false });
    }

    /// <returns>How many copies are owed anew, and for how many readers it waits.</returns>
    public (int Queued, int Waiting) Commit(Connection tx, ReadyAgain ready)
    {
        var owed = Missed.Owe(tx, ready.Edition, ready.Bytes.Whole, ready.Bytes.Cuts, ready.Bytes.Full, time.Now());
        PlanParcels(tx, ready.List);
        return owed;
    }

    /// <summary>
    /// The release of that list which a mail answers, by our Message-IDs and those that members gave to what we released; others would tell which
    /// machine they come from. Null where it answers none that we know.
    /// </summary>
    public static long? ThreadOf(Connection db, PostHash hash, MailingList list, MimeMessage original) =>
        original.References.Append(original.InReplyTo).Reverse().OfType<string>().Take(Limits.ThreadIds)
            .Select(id => Posts.ThreadOf(db, list.Name, hash.OfId(id), id)).FirstOrDefault(known => known is not null);

    /// <summary>Whether that very mail was released on that list before.</summary>
    public static bool CameOut(Connection db, PostHash hash, MailingList list, MimeMessage original) => original.MessageId is { Length: > 0 } id && Posts.ThreadOf(db, list.Name, hash.OfId(id), id) is not null;

    // What is for members alone isn't translated; the languages of a newsletter are written each for itself.
    private void Call(Connection tx, MailingList list, long release, NewRelease about)
    {
        if (!about.ToMembers && list is { Newsletter: null, Kind: ListKind.Broadcast })
            Due.OweBy(tx, Due.Translate, release.ToString(System.Globalization.CultureInfo.InvariantCulture), time.Now());
    }

    private void PlanParcels(Connection tx, MailingList list)
    {
        if (list.Kind == ListKind.Broadcast)
            Parcels.Plan(tx, list, time.GetUtcNow());
    }

    internal static string Led(string lead, string text) => lead.Length > 0 ? $"{lead}\n\n{text}" : text;

    private static string? Credit(string? organisation, string? author) => organisation is { Length: > 0 } && author is not null ? $"{organisation}, {author}" : organisation ?? author;

    private static int Readers(Connection db, MailingList list, NewRelease release) => release.ToMembers ? Audience.CountMembers(db)
        : list.Newsletter is null ? Audience.CountReaders(db, release.List, release.Language, release.AllTopics)
        : FurtherAudience.Count(db, AwaitedRelease.ToCome(release, Waits.Of(list)), release.Language, 0);

    // In a reader's folder a thread hangs together where its mails are those that he got.
    internal static IReadOnlyList<string> References(IReadOnlyList<CaseEdition> before, Language language)
    {
        var own = before.Where(edition => edition.Language == language).ToList();
        var thread = own.Count > 0 ? own : before;
        return thread.Count == 0 ? [] : [.. new[] { thread[0].MessageId, thread[^1].MessageId }.Distinct()];
    }

    private DateTimeOffset Credible(DateTimeOffset? date)
    {
        var now = time.GetUtcNow();
        return date is { } written && written <= now && now - written < CredibleAge ? written : now;
    }
}
