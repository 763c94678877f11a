using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Smtp;

/// <summary>
/// The mail that a session is being given, from MAIL to its end (RFC 5321 §3.3), and the only place that asks the <see cref="IPostbox"/>. Whatever the
/// postbox throws is our own failure: logged, and 451 to the peer, who comes again.
/// </summary>
internal sealed class MailUnderWay(SmtpPremises premises, string session, CancellationToken cut)
{
    private List<Address> _recipients = [];
    private volatile bool _isBeingTakenIn;

    /// <summary>Null when no mail is under way.</summary>
    public Envelope? Envelope { get; private set; }

    public int Recipients => _recipients.Count;

    /// <summary>A BDAT chunk is in, so that no DATA may come and no recipient be added (RFC 3030 §2).</summary>
    public bool HasChunks { get; set; }

    public DataReader Data { get; } = new(premises.MaxMessageBytes, premises.Room);

    public bool IsBeingTakenIn => _isBeingTakenIn;

    // The postbox may keep the list of the mail before.
    public void Begin(Envelope envelope) => (Envelope, _recipients) = (envelope, []);

    public async ValueTask<SmtpReply> AddAsync(Address recipient)
    {
        try
        {
            var reply = await premises.Postbox.MayWriteToAsync(Envelope!, recipient, cut);
            if (reply.IsPositive)
                _recipients.Add(recipient);
            return reply.Counted();
        }
        catch (Exception e)
        {
            premises.Logger.PostboxFailed(e, session);
            return SmtpReply.OurFault.Counted();
        }
    }

    /// <summary>The mail is complete: it goes to the postbox, or is refused for what the reader found. Either way it is no longer under way.</summary>
    public async ValueTask<SmtpReply> TakeInAsync()
    {
        if (Data.Fault != DataFault.None)
            return Refuse();
        _isBeingTakenIn = true;
        try
        {
            var reply = await premises.Postbox.TakeInAsync(Envelope!, _recipients, Data.Message, cut);
            if (reply.IsPositive)
                Measures.Accepted();
            return reply.Counted();
        }
        catch (Exception e)
        {
            premises.Logger.PostboxFailed(e, session);
            return SmtpReply.OurFault.Counted();
        }
        finally
        {
            Forget();
            _isBeingTakenIn = false;
        }
    }

    public SmtpReply Refuse()
    {
        var fault = Data.Fault;
        premises.Logger.MailRefused(session, fault);
        Forget();
        return Said(fault).Counted();
    }

    public void Forget()
    {
        (Envelope, HasChunks) = (null, false);
        Data.Reset();
    }

    private static SmtpReply Said(DataFault fault) => fault switch
    {
        DataFault.BareLineEnd => Replies.BareLineEnd,
        DataFault.Nul => Replies.NulInMessage,
        DataFault.LineTooLong => Replies.LineTooLong,
        DataFault.HeaderTooLarge => Replies.HeaderTooLarge,
        DataFault.NoRoom => SmtpReply.StorageFull,
        _ => SmtpReply.TooLarge,
    };
}
