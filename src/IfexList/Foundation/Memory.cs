using System.Globalization;
using System.Runtime.InteropServices;

namespace IfexList.Foundation;

/// <summary>What of the machine's memory this process may use. The runtime knows a container's bound, and takes three quarters of it for its heap.</summary>
public static class Memory
{
    private static long Allowed => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Octets of mail in reception held at once, on this machine.</summary>
    public static long ReceivingOctets => Math.Min(Limits.ReceivingOctets, Allowed / Limits.ReceivingShare);

    /// <summary>Half of what our heap may take is taken: two large mails more, one taken in and one worked on, and the process might end.</summary>
    public static bool IsShort => Own > Allowed / 2;

    // Pages of files, our own program's first, are resident too; but the system takes them back as it needs them, and in a small container they would be half of all.
    private static long Own => OperatingSystem.IsLinux() ? Anonymous(File.ReadAllText("/proc/self/statm")) : Environment.WorkingSet;

    // proc_pid_statm(5): pages in all, resident ones, and those of them that lie in files.
    private static long Anonymous(string pages) =>
        pages.Split(' ') is [_, var resident, var shared, ..] ? (Parse(resident) - Parse(shared)) * Environment.SystemPageSize : 0;

    private static long Parse(string number) => long.Parse(number, CultureInfo.InvariantCulture);

    /// <summary>Asked before a large mail is copied or read. What the ones before it left behind is given back where it would not fit beside them.</summary>
    public static void MakeRoom()
    {
        if (IsShort)
            GiveBack();
    }

    /// <summary>Gives back what the runtime holds in reserve; that takes it a tenth of a second.</summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    /// <summary>
    /// SQLite holds a large mail in pieces that it asks of the C library, which by itself learns from the first one that is given back to keep the next: after some large mails it
    /// keeps three times our heap. Told a size (mallopt(3), M_MMAP_THRESHOLD), it gives back at once whatever is larger.
    /// </summary>
    public static void KeepNothingLarge()
    {
        // musl and Windows have no such function, nor that habit.
        if (OperatingSystem.IsLinux() && NativeLibrary.TryLoad("libc.so.6", out var library) && NativeLibrary.TryGetExport(library, "mallopt", out var set))
            Marshal.GetDelegateForFunctionPointer<Tuning>(set)(MmapThreshold, Limits.LargeBlockOctets);
    }

    private const int MmapThreshold = -3;

    private delegate int Tuning(int parameter, int value);
}
