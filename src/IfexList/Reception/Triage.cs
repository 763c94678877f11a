using IfexList.Bounces;
using IfexList.Commands;
using IfexList.Communique;
using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Notices;
using IfexList.Store;
using IfexList.Translation;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace IfexList.Reception;

/// <summary>
/// Works off what the front desk has taken in: claims mails, counting the turn first, and sends each on its way by what its recipient
/// means. A mail that fails three turns, or ends the process three times, is set aside and the owners are told; it never blocks the next one.
/// What came back has its turn when nobody's mail waits, and now and then otherwise.
/// </summary>
public sealed class Triage(
    Database database, AddressPlan addresses, ListCatalogue lists, PostDesk posts, DecisionMail decisions, PosterMail posterMail, TranslationMail translations, DraftMail drafts, ItemMail itemMail, CommandDesk commands, Confirmation confirmation, Leaving leaving, ReturnedMail returned, OwnersMail owners,
    LetterWriter letters, DeliveryLoop deliveries, TimeProvider time, ILogger<Triage> logger) : BackgroundService
{
    private readonly Pulse _arrived = new();
    private int _written;
    private int _returned;
    private int _claimsSinceReturns;

    /// <summary>A mail has come in. For what came back delivery doesn't make way: readers' copies are more urgent.</summary>
    public void Signal(InboxRank rank)
    {
        if (rank == InboxRank.Returned)
            Interlocked.Increment(ref _returned);
        else
        {
            Interlocked.Increment(ref _written);
            deliveries.GiveWay();
        }
        _arrived.Beat();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var arrived = _arrived.Next;
            try
            {
                var (written, returned) = (Interlocked.Exchange(ref _written, 0), Interlocked.Exchange(ref _returned, 0));
                var (since, isWritten) = database.Read(Waiting);
                // However much comes back, it holds up no post.
                var pours = written + (isWritten ? 0 : returned) >= Limits.PouringArrivals;
                if (since is null)
                    await Pulse.WaitAsync(arrived, Limits.PollTime, time, stoppingToken);
                else if (pours && IsRecent(since.Value))
                    await Task.Delay(Limits.PouringLook, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                else
                    await WorkOffAsync(pours ? 1 : Limits.WorkedTogether, stoppingToken);
            }
            catch (Exception e)
            {
                logger.TriageFailed(e);
                await Task.Delay(Limits.TurnPause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private (long? Since, bool IsWritten) Waiting(Connection db) =>
        Inbox.WaitingSince(db, time.Now(), InboxRank.Written) is { } since ? (since, true) : (Inbox.WaitingSince(db, time.Now(), InboxRank.Returned), false);

    // A clock that was set back makes a mail younger than nothing: that holds nobody up.
    private bool IsRecent(long since) => TimeSpan.FromMilliseconds(time.Now() - since) is var age && age >= TimeSpan.Zero && age < Limits.PouringTime;

    /// <summary>
    /// One round: what is new, so many side by side, as long as it comes and doesn't pour; then, when nothing runs any more, one mail that was tried
    /// before, alone.
    /// </summary>
    public async Task WorkOffAsync(int together, CancellationToken cancellationToken)
    {
        var bench = new Workbench(TurnAsync, together);
        try
        {
            await WorkOffNewAsync(bench, cancellationToken);
        }
        finally
        {
            // Whatever happened: a mail that is being worked on looks like one that was tried.
            var unbegun = await bench.StopAsync();
            if (unbegun.Count > 0)
                await database.WriteAsync(tx => Inbox.Unclaim(tx, unbegun));
        }
        if (!cancellationToken.IsCancellationRequested && await database.WriteAsync(tx => Inbox.ClaimTried(tx, time.Now())) is { } again)
            await TurnAsync(again);
        deliveries.Signal();
    }

    private async Task WorkOffNewAsync(Workbench bench, CancellationToken cancellationToken)
    {
        var claimed = 0;
        while (!cancellationToken.IsCancellationRequested && !(claimed >= Limits.ClaimedTogether && database.Read(db => Inbox.HasTried(db, time.Now(), bench.Count))))
        {
            var arrived = _arrived.Next;
            if (bench.WantsMore && NextRank(bench, mayPour: claimed == 0) is { } rank)
            {
                var fresh = await database.WriteAsync(tx => Inbox.ClaimNew(tx, time.Now(), rank));
                _claimsSinceReturns = rank == InboxRank.Returned ? 0 : _claimsSinceReturns + 1;
                claimed += fresh.Count;
                bench.Take(fresh);
            }
            if (bench.Count == 0)
                return;
            if (await bench.StepAsync(arrived) && bench.WantsMore)
                deliveries.Signal();
        }
    }

    // Of which new mails some are to be claimed now; null: of none.
    private InboxRank? NextRank(Workbench bench, bool mayPour)
    {
        var written = Volatile.Read(ref _written);
        var wants = (Written: mayPour || written < Limits.PouringArrivals, Returned: bench.WantsReturned && (mayPour || written + Volatile.Read(ref _returned) < Limits.PouringArrivals));
        bool Waits(bool wanted, InboxRank rank) => wanted && database.Read(db => Inbox.HasNew(db, time.Now(), rank));
        if (_claimsSinceReturns >= Limits.ClaimsBeforeReturns && Waits(wants.Returned, InboxRank.Returned))
            return InboxRank.Returned;
        return Waits(wants.Written, InboxRank.Written) ? InboxRank.Written : Waits(wants.Returned, InboxRank.Returned) ? InboxRank.Returned : null;
    }

    private async Task TurnAsync(InboxMail mail)
    {
        var stage = "address";
        try
        {
            await (mail.Attempts >= Limits.Turns ? SetAsideAsync(mail) : HandleAsync(mail, name => stage = name));
        }
        catch (StoreFullException e)
        {
            logger.StoreFull(e, mail.Id);
            await GiveBackAsync(mail);
        }
        catch (Exception e) when (mail.Attempts >= Limits.Turns)
        {
            // Those behind it go first; what is known of its last turn stays known.
            logger.SetAsideFailed(e, mail.Id);
            await GiveBackAsync(mail);
        }
        catch (Exception e)
        {
            logger.TurnFailed(e, mail.Id, stage, mail.Attempts + 1);
            await database.WriteAsync(tx => Inbox.Defer(tx, mail.Id, stage, $"{e.GetType().Name}: {e.Message}", time.After(Limits.TurnPause)));
        }
    }

    // Whom it is for decides whose work it is.
    private Task HandleAsync(InboxMail mail, Action<string> enter)
    {
        var to = Meaning(mail) ?? throw new InvalidDataException("no such address any more");
        enter("reading");
        if (mail.Octets > Limits.LargeMailOctets)
            Memory.MakeRoom();
        var bytes = database.Read(db => Inbox.Body(db, mail.Body)) ?? throw new InvalidDataException("the mail's body is missing");
        if (to is Recipient.Bounce bounce)
            return returned.HandleAsync(mail, bounce, bytes);
        var message = RawMessage.Parse(bytes);
        var automation = Automation.Of(message, mail.Sender is null, addresses.Domain, IsOurs);
        enter(StageOf(to));
        logger.MailClaimed(mail.Id, to.GetType().Name);
        return MayBeReturned(to, automation) ? ReturnedAsync(mail, to, message, automation) : WorkAsync(mail, to, message, automation);
    }

    // Some report to the addresses in our header, or to those that each domain has, and not to the envelope's sender.
    private static bool MayBeReturned(Recipient to, Automation automation) =>
        to is Recipient.Postmaster or Recipient.Abuse or Recipient.Owner
        || to is Recipient.Post or Recipient.Request && (automation.Signs & (RobotSigns.NullSender | RobotSigns.Report)) != 0;

    private async Task ReturnedAsync(InboxMail mail, Recipient to, MimeMessage message, Automation automation)
    {
        var kind = await returned.TryHandleAsync(mail, message, automation.NeverAnswer, endsHere: automation.NeverAnswer && to is not (Recipient.Post or Recipient.Request));
        // A complaint that may be anybody's word is the owners' to judge, whichever address it took: neither the desk nor the commands would look at it.
        if (kind == ReturnKind.Complaint && to is Recipient.Post or Recipient.Request)
            await owners.ForwardAsync(mail, [((Recipient.OfList)to).List], message, automation);
        else if (kind is not null)
            await WorkAsync(mail, to, message, automation);
    }

    private Task WorkAsync(InboxMail mail, Recipient to, MimeMessage message, Automation automation) =>
        to switch
        {
            Recipient.Post post => posts.HandleAsync(mail, post, message, automation),
            Recipient.Decision decision => decisions.HandleAsync(mail, decision.List, decision.Token, message, automation),
            Recipient.Unsubscribe { Token: { } token } unsubscribe when !automation.NeverAnswer && !automation.IsReaction =>
                leaving.ByMailAsync(mail, unsubscribe.List, token, message),
            Recipient.Unsubscribe unsubscribe => commands.DoAsync(mail, unsubscribe.List, new Command.Unsubscribe(unsubscribe.List), null, message, automation),
            Recipient.Subscribe subscribe => commands.DoAsync(
                mail, subscribe.List, new Command.Subscribe(subscribe.List, new Preferences(subscribe.Stated is { } stated ? [stated] : null)), subscribe.Stated, message, automation),
            Recipient.Confirm confirm => confirmation.HandleAsync(mail, confirm.List, confirm.Token, message, automation),
            Recipient.Owner owner => owners.ForwardAsync(mail, [owner.List], message, automation),
            Recipient.Answer { Token: { } token } answer => AnswerAsync(mail, answer.List, token, message, automation),
            Recipient.Request or Recipient.Answer => commands.ReadAsync(mail, ((Recipient.OfList)to).List, message, automation),
            Recipient.Postmaster or Recipient.Abuse => owners.ForwardAsync(mail, lists.All, message, automation),
            _ => throw new System.Diagnostics.UnreachableException(),
        };

    // The token's purpose says which letter it answers. What is nobody's is what any mail to the list is.
    private async Task AnswerAsync(InboxMail mail, MailingList list, string token, MimeMessage message, Automation automation)
    {
        var isHandled = database.Read(db => Tokens.Find(db, token)) switch
        {
            { Purpose: Tokens.Translation } of => await translations.HandleAsync(mail, list, of, message, automation),
            { Purpose: Tokens.Issue } of => await drafts.HandleAsync(mail, list, of, message, automation),
            { Purpose: Tokens.Item } of => await itemMail.HandleAsync(mail, list, of, message, automation),
            _ => await posterMail.HandleAsync(mail, list, token, message, automation),
        };
        if (!isHandled)
            await posts.HandleAsync(mail, new Recipient.Post(list, null), message, automation);
    }

    private Recipient? Meaning(InboxMail mail) =>
        Address.TryParse($"{mail.Recipient}@{addresses.Domain}", out var address) ? addresses.Find(address) : null;

    private bool IsOurs(string address) => Address.TryParse(address, out var parsed) && addresses.Find(parsed) is not null;

    private async Task GiveBackAsync(InboxMail mail)
    {
        try
        {
            await database.WriteAsync(tx => Inbox.GiveBack(tx, mail.Id, time.After(Limits.TurnPause)));
        }
        catch (StoreFullException)
        {
            await Task.Delay(Limits.PollTime, time, CancellationToken.None);
        }
    }

    private async Task SetAsideAsync(InboxMail mail)
    {
        var to = Meaning(mail);
        // A turn that ended with the process left no word: whose work it was, its recipient says.
        var (stage, error) = database.Read(db => Inbox.Trouble(db, mail.Id))
            ?? (to is null ? "address" : StageOf(to), "the process ended while the mail was being worked on");
        logger.SetAside(mail.Id, stage);
        try
        {
            await SetAsideAndTellAsync(mail, to is Recipient.OfList of ? of.List : lists.All[0], stage, error);
        }
        catch (Exception e) when (e is not StoreFullException)
        {
            // What fails here is the letter: out of the way the mail must be all the same.
            logger.OwnersNotTold(e, mail.Id);
            await database.WriteAsync(tx => Inbox.SetAside(tx, mail.Id, stage, error));
        }
    }

    // Nobody is told of a returned mail: a storm of them would become one of letters.
    private Task SetAsideAndTellAsync(InboxMail mail, MailingList list, string stage, string error)
    {
        if (mail.Rank == InboxRank.Returned)
            return database.WriteAsync(tx => Inbox.SetAside(tx, mail.Id, stage, error));
        var letter = letters.Write(NoticeCatalogue.SetAside, list.Languages[0], list, new Dictionary<string, object?>
        {
            ["number"] = mail.Id,
            ["stage"] = stage,
            ["error"] = error.Split(':')[0],
        });
        return database.WriteAsync(tx =>
        {
            if (!Inbox.SetAside(tx, mail.Id, stage, error))
                return;
            foreach (var owner in list.Owners)
                Letters.Owe(tx, list.Name, Person.Know(tx, owner, time.Now()), letter, time.Now());
        });
    }

    private static string StageOf(Recipient recipient) => recipient.GetType().Name.ToLowerInvariant();
}
