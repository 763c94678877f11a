namespace IfexList.Smtp;

/// <summary>
/// The memory that mails in reception may take in all sessions together (<see cref="Foundation.Limits.ReceivingOctets"/>): a crowd of large
/// mails is put off with 452, and the daemon lives on.
/// </summary>
public sealed class ReceivingRoom(long octets)
{
    private long _free = octets;

    public bool TryTake(int octets)
    {
        if (Interlocked.Add(ref _free, -octets) >= 0)
            return true;
        Interlocked.Add(ref _free, octets);
        return false;
    }

    public void GiveBack(int octets) => Interlocked.Add(ref _free, octets);
}
