using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Reception;

/// <summary>
/// The new mails that are claimed: those being worked on side by side, and those for which there is no room yet. A mail is begun as soon as it
/// fits, so that a slow or a large one holds up nobody; of large ones there is one at a time, so that memory is bounded by octets and not by a count. Of
/// what came back only some is worked on at a time, and a post that comes behind it is begun before it.
/// </summary>
/// <param name="turn">One mail's turn, which ends by itself whatever the mail is like.</param>
/// <param name="together">How many are worked on side by side at most.</param>
public sealed class Workbench(Func<InboxMail, Task> turn, int together)
{
    private readonly List<InboxMail> _waiting = [];
    private readonly List<(InboxMail Mail, Task Turn)> _running = [];

    /// <summary>How many are claimed and not yet worked off.</summary>
    public int Count => _waiting.Count + _running.Count;

    /// <summary>Whether nothing that waits could be begun before a mail that is claimed now.</summary>
    public bool WantsMore => _waiting.Count < Limits.LargeWaiting && _waiting.All(mail => IsLarge(mail) || IsReturned(mail));

    /// <summary>Whether that goes for a returned mail, too.</summary>
    public bool WantsReturned => !_waiting.Exists(IsReturned);

    /// <summary>Takes claimed mails on.</summary>
    public void Take(IReadOnlyList<InboxMail> claimed)
    {
        _waiting.AddRange(claimed);
        Begin();
    }

    /// <summary>Waits until a turn has ended, or more may be had and <paramref name="arrived"/> has; begins what fits now.</summary>
    /// <returns>Whether a mail was worked off that somebody wrote.</returns>
    public async Task<bool> StepAsync(Task arrived)
    {
        var turns = _running.Select(r => r.Turn);
        await Task.WhenAny(WantsMore ? turns.Append(arrived) : turns);
        var ended = _running.Where(r => r.Turn.IsCompleted).ToList();
        _running.RemoveAll(ended.Contains);
        Begin();
        await Task.WhenAll(ended.Select(r => r.Turn));
        return ended.Exists(r => !IsReturned(r.Mail));
    }

    /// <summary>Waits for the turns that have begun.</summary>
    /// <returns>The mails that were claimed and not begun.</returns>
    public async Task<IReadOnlyList<InboxMail>> StopAsync()
    {
        await Task.WhenAll(_running.Select(r => r.Turn)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _waiting;
    }

    // Those that somebody wrote first.
    private void Begin()
    {
        foreach (var mail in _waiting.OrderBy(mail => mail.Rank).ToList())
            if (Fits(mail) && _waiting.Remove(mail))
                _running.Add((mail, Task.Run(() => turn(mail))));
    }

    private bool Fits(InboxMail mail) => _running.Count < together && !(IsLarge(mail) && _running.Exists(r => IsLarge(r.Mail)))
        && !(IsReturned(mail) && _running.Count(r => IsReturned(r.Mail)) >= Limits.ReturnsTogether);

    private static bool IsReturned(InboxMail mail) => mail.Rank == InboxRank.Returned;

    private static bool IsLarge(InboxMail mail) => mail.Octets > Limits.LargeMailOctets;
}
