using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Notices;

/// <summary>
/// How many letters a mailbox may cause. Whatever is sent in somebody's name, he gets few of them: a list server that always answers is a weapon
/// against those whom it should serve. What was not sent is counted.
/// </summary>
public sealed class AnswerBudget(TokenKey key, TimeProvider time)
{
    /// <summary>To a member or moderator whose mail was no use: one an hour.</summary>
    public bool MayTell(Connection tx, Address address) => Take(tx, $"told {address.Mailbox}", 1, Limits.AnswerPause);

    /// <summary>To a reader: an answer to his commands.</summary>
    public bool MayAnswer(Connection tx, Address reader) => Take(tx, $"reader {reader.Mailbox}", Limits.ReaderAnswers, Limits.StrangerPause);

    /// <summary>Whether the octets of answers that a mailbox gets in a day are used up.</summary>
    public bool IsSpent(Connection db, Address address) => Allowances.Taken(db, key.Blind(Octets(address)), time.Now()) >= Limits.AnswerOctets;

    /// <summary>So many octets of answers go to him. What goes beyond his budget is sent once: else nobody could ask for what is large.</summary>
    public void Spend(Connection tx, Address address, int octets) => Allowances.Add(tx, key.Blind(Octets(address)), octets, Limits.StrangerPause, time.Now());

    /// <summary>No answer, since they are used up; it is counted.</summary>
    public void Refuse(Connection tx, Address address) => Allowances.Refuse(tx, key.Blind(Octets(address)));

    /// <summary>
    /// To anybody: the letter that asks whether it was he. One a day for his mailbox, some for his domain, some in all; readers are few, and whoever
    /// floods their provider may not keep them from leaving.
    /// </summary>
    public bool MayAsk(Connection tx, Address stranger, bool isReader) =>
        isReader ? Take(tx, Stranger(stranger), 1, Limits.StrangerPause) : TakeOne(tx, Stranger(stranger), stranger);

    /// <summary>To anybody who reads nothing: help, and what else he may know; to a reader: that we understood nothing. One a day besides that letter.</summary>
    public bool MayInform(Connection tx, Address stranger) => TakeOne(tx, $"informed {stranger.Mailbox}", stranger);

    /// <summary>He has answered: it was he, and he may ask again at once.</summary>
    public void Trust(Connection tx, Address address) => Allowances.Renew(tx, key.Blind(Stranger(address)));

    /// <summary>Of an address that was forgotten only this is kept, for a while: it gets one letter more, whoever asks how often.</summary>
    public void Forget(Connection tx, Address address) => Allowances.Stretch(tx, key.Blind(Stranger(address)), time.After(Limits.ForgottenTime));

    // The mailbox is asked first, or who forges one would use up the letters of its whole domain; it pays for no letter that isn't sent.
    private bool TakeOne(Connection tx, string bucket, Address stranger)
    {
        if (!Take(tx, bucket, 1, Limits.StrangerPause))
            return false;
        if (MayWriteTo(tx, stranger))
            return true;
        Allowances.GiveBack(tx, key.Blind(bucket));
        return false;
    }

    private bool MayWriteTo(Connection tx, Address stranger) =>
        Take(tx, $"domain {stranger.Domain}", Limits.DomainLetters, TimeSpan.FromHours(1)) && Take(tx, "strangers", Limits.StrangerLetters, TimeSpan.FromHours(1));

    private static string Stranger(Address address) => $"stranger {address.Mailbox}";

    private static string Octets(Address address) => $"octets {address.Mailbox}";

    private bool Take(Connection tx, string bucket, int most, TimeSpan span) => Allowances.Take(tx, key.Blind(bucket), most, span, time.Now());
}
