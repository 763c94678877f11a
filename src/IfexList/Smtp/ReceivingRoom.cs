namespace IfexList.Smtp;

/// <summary>
/// The memory that mails in reception may take in all sessions together (<see cref="Foundation.Memory.ReceivingOctets"/>): a crowd of large
/// mails is put off with 452, and the daemon lives on.
/// </summary>
public sealed class ReceivingRoom(long octets)
{
    private long _free = octets;

    /// <summary>Whether a mail of that size would fit now. Others may be quicker.</summary>
    public bool Has(long octets) => octets < Volatile.Read(ref _free);

    public bool TryTake(int octets)
    {
        if (Interlocked.Add(ref _free, -octets) >= 0)
            return true;
        Interlocked.Add(ref _free, octets);
        return false;
    }

    public void GiveBack(int octets) => Interlocked.Add(ref _free, octets);
}
