using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Reception;

/// <summary>Something of which there is too little to take mail in for the moment.</summary>
/// <param name="Of">One word, for the metrics.</param>
/// <param name="Reason">For people; names nobody.</param>
public sealed record Shortage(string Of, string Reason)
{
    public static readonly Shortage Disk = new("disk", "the disk is nearly full");
    public static readonly Shortage Inbox = new("inbox", "too much mail waits to be worked off");
    public static readonly Shortage Memory = new("memory", "memory is short");

    public static readonly IReadOnlyList<Shortage> All = [Disk, Inbox, Memory];

    public SmtpReply Reply { get; } = SmtpReply.Say(452, 3, 1, $"Short of {Of} for the moment, please try again later");
}

/// <summary>
/// Whether mail can be taken in, asked before its text comes: a peer that is put off at RCPT has sent nothing in vain. What is asked of the system is asked once a
/// second, however many ask.
/// </summary>
/// <remarks>The queue of copies is no reason: it takes no memory, and what it takes of the disk is seen there.</remarks>
public sealed class Shortages(Settings settings, Database database, TimeProvider time)
{
    private readonly Lock _looking = new();
    private Shortage? _found;
    private bool _isFullOfReturns;
    private long _lookAgain = long.MinValue;
    private long _giveBackAgain = long.MinValue;

    /// <summary>Null where there is enough of everything. What comes back has its own room: a storm of it keeps no post out.</summary>
    public Shortage? Now(InboxRank rank) => Now() ?? (rank == InboxRank.Returned && Volatile.Read(ref _isFullOfReturns) ? Shortage.Inbox : null);

    /// <summary>Null where there is enough of everything.</summary>
    public Shortage? Now()
    {
        // Whoever comes while another one looks does with what was found before.
        if (time.Elapsed() < Volatile.Read(ref _lookAgain) || !_looking.TryEnter())
            return Volatile.Read(ref _found);
        try
        {
            _isFullOfReturns = IsInboxFull(InboxRank.Returned);
            _found = IsDiskShort() ? Shortage.Disk : IsInboxFull(InboxRank.Written) ? Shortage.Inbox : IsMemoryShort() ? Shortage.Memory : null;
            Volatile.Write(ref _lookAgain, time.In(Limits.ShortageLook));
            return _found;
        }
        finally
        {
            _looking.Exit();
        }
    }

    // A small disk is not full for being small.
    private bool IsDiskShort()
    {
        var disk = new DriveInfo(Path.GetFullPath(settings.DataDirectory));
        return disk.AvailableFreeSpace < Math.Min(Limits.DiskFull, disk.TotalSize / Limits.DiskFullShare);
    }

    private bool IsInboxFull(InboxRank rank) => database.Read(db => Tally.InboxWaitingIn(db, rank)) > Limits.InboxWaiting;

    // What the runtime only holds in reserve is no shortage.
    private bool IsMemoryShort()
    {
        if (!Memory.IsShort || time.Elapsed() < _giveBackAgain)
            return Memory.IsShort;
        Memory.GiveBack();
        _giveBackAgain = time.In(Limits.GiveBackPause);
        return Memory.IsShort;
    }
}
