using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>
/// What comes back. The token says whose copy or letter it was, the report only why; what comes of it is <see cref="BounceLedger"/>'s. Nothing of it is kept
/// but that, and whatever it is, no mail answers it.
/// </summary>
public sealed class ReturnedMail(Database database, Addressees addressees, ComplaintSenders complaints, TimeProvider time, ILogger<ReturnedMail> logger)
{
    /// <summary>A mail to <c>L-bounces+T</c>. A person's mail to that address goes nowhere: nobody is told to write to it.</summary>
    public Task HandleAsync(InboxMail mail, Recipient.Bounce to, byte[] bytes)
    {
        var whose = addressees.Of(to);
        var report = whose is null ? null : Read(whose, bytes);
        logger.ReturnRead(mail.Id, report?.Kind.ToString() ?? "unread", report?.Rule ?? "counted");
        return database.WriteAsync(tx =>
        {
            if (!Inbox.Finish(tx, mail) || whose is null)
                return;
            if (report is not null)
                Enter(tx, whose, report, time.Now());
            else
                Returned.CountOnceMore(tx, whose.Person, time.Now());
        });
    }

    /// <summary>A mail to an address without a token.</summary>
    /// <param name="isRobots">Whether a robot wrote it: a person who sends on a bounce, and asks what it means, has written to somebody.</param>
    /// <param name="endsHere">Whether a robot's report that means none of our readers is of no use to anybody.</param>
    /// <returns>What it is to somebody else; null where it has been worked off.</returns>
    public async Task<ReturnKind?> TryHandleAsync(InboxMail mail, MimeMessage message, bool isRobots, bool endsHere)
    {
        var report = ReturnReader.Read(message);
        if (report.Kind == ReturnKind.Bounce && !isRobots && !BounceWords.IsMailSystem(message))
            return ReturnKind.None;
        // Every reader knows a mail's Message-ID, and could end another's subscription by a complaint in his name: it takes a token, or a sender who speaks for his
        // provider. A bounce may be anybody's word: it costs a point, and then he is asked.
        IReadOnlyList<Addressee> meant = report.Kind == ReturnKind.Bounce ? addressees.NamedIn(report, _ => true)
            : IsComplaint(report) ? addressees.NamedIn(report, complaints.Vouches(message)) : [];
        if (meant.Count == 0 && !(endsHere && report.Kind is ReturnKind.Bounce or ReturnKind.AutoReply))
            return report.Kind;
        logger.ReturnRead(mail.Id, report.Kind.ToString(), report.Rule);
        await database.WriteAsync(tx =>
        {
            if (Inbox.Finish(tx, mail))
                foreach (var whose in meant)
                    Enter(tx, whose, report, time.Now());
        });
        return null;
    }

    /// <summary>Hands on what a report says of one person.</summary>
    /// <param name="at">When it came back.</param>
    public static void Enter(Connection tx, Addressee whose, ReturnReport report, long at)
    {
        if (Person.AddressOf(tx, whose.Person) is not { } reader)
            return;
        if (IsComplaint(report))
            BounceLedger.Complain(tx, whose.Person, whose.List, at);
        if (report.Kind != ReturnKind.Bounce || Telling.Of(report, reader) is not { } told)
            return;
        BounceLedger.Enter(tx, whose.Person, whose.Rendering, new Setback(told.Reason, told.Code, told.Status, told.Text, Live: false, whose.IsProven), at);
    }

    // A storm for one reader: he counts once a day, however many come.
    private ReturnReport? Read(Addressee whose, byte[] bytes)
    {
        var message = RawMessage.Parse(bytes);
        return database.Read(db => Returned.TimesToday(db, whose.Person, time.Now())) < Limits.ReturnsReadADay ? ReturnReader.Read(message) : ComplaintReader.Read(message);
    }

    // Providers report on other things in the same form: forged mail, say. That is no word of a reader.
    private static bool IsComplaint(ReturnReport report) =>
        report.Kind == ReturnKind.Complaint && (report.Recipients.Count == 0 || report.Recipients.Any(recipient => recipient.Reason.Class == ReturnClass.Complaint));
}
