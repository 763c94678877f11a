using System.Diagnostics;
using System.Globalization;

namespace IfexList.Load;

/// <summary>What the system knows of a process: its CPU time, and the most memory it ever had resident.</summary>
public static class ProcessReading
{
    /// <summary>User and system time so far.</summary>
    public static TimeSpan Cpu(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    /// <summary>write_bytes of proc_pid_io(5): what it had the system write to storage so far. Null elsewhere.</summary>
    public static long? Written(Process process)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        var line = File.ReadLines($"/proc/{process.Id}/io").First(l => l.StartsWith("write_bytes:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan(12).Trim(), CultureInfo.InvariantCulture);
    }

    /// <summary>VmHWM of proc_pid_status(5); elsewhere what the runtime says. Null once the process has ended.</summary>
    public static long? PeakKilobytes(Process process)
    {
        try
        {
            if (!OperatingSystem.IsLinux())
            {
                process.Refresh();
                return process.PeakWorkingSet64 / 1024;
            }
            var line = File.ReadLines($"/proc/{process.Id}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? null : long.Parse(line.AsSpan(6).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException)
        {
            return null;
        }
    }
}
