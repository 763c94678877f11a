namespace IfexList.Foundation;

/// <summary>What of the machine's memory this process may use. The runtime knows a container's bound, and takes three quarters of it for its heap.</summary>
public static class Memory
{
    private static long Allowed => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Octets of mail in reception held at once, on this machine.</summary>
    public static long ReceivingOctets => Math.Min(Limits.ReceivingOctets, Allowed / Limits.ReceivingShare);

    /// <summary>We are as large as our heap may be: one large mail more, and the process might end.</summary>
    public static bool IsShort => Environment.WorkingSet > Allowed;

    /// <summary>Gives back what the runtime holds in reserve; that takes it a tenth of a second.</summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
