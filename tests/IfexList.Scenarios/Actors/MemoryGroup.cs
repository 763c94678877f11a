using System.Globalization;

namespace IfexList.Scenarios.Actors;

/// <summary>
/// A container as far as memory goes: a control group whose members the kernel ends when they take more. Where we may make none, the runtime's heap alone is bounded,
/// by what it would take for a container's.
/// </summary>
internal sealed class MemoryGroup(long octets) : IDisposable
{
    // Of the two kinds of groups: where they are, the bound, and the most that was ever taken.
    private static readonly (string Root, string Limit, string Peak)[] Kinds =
    [
        ("/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.max_usage_in_bytes"),
        ("/sys/fs/cgroup", "memory.max", "memory.peak"),
    ];

    private string? _folder;
    private string _peak = "";

    /// <summary>The daemon, from its first octet in this group.</summary>
    public DaemonProcess Start(string configFile)
    {
        foreach (var (root, limit, peak) in Kinds)
            if (TryMake(root, limit))
            {
                _peak = $"{_folder}/{peak}";
                return DaemonProcess.Start("sh", ["-c", $"echo $$ > {_folder}/cgroup.procs; exec \"$0\" \"$@\"", DaemonProcess.Executable, "--config", configFile, "run"]);
            }
        return DaemonProcess.Start(DaemonProcess.Executable, ["--config", configFile, "run"], [("DOTNET_GCHeapHardLimit", (octets / 4 * 3).ToString("X", CultureInfo.InvariantCulture))]);
    }

    /// <summary>What kind of bound it was, and what was taken of it.</summary>
    public string Story => _folder is null
        ? "no control group may be made here: the heap alone was bounded"
        : $"the most that the container held: {(File.Exists(_peak) ? long.Parse(File.ReadAllText(_peak), CultureInfo.InvariantCulture) / (1024 * 1024) : 0)} MB";

    /// <summary>Only an empty group can go; one that a dying process still holds is left to the system.</summary>
    public void Dispose()
    {
        try
        {
            if (_folder is not null)
                Directory.Delete(_folder);
        }
        catch (IOException)
        {
            // It holds nothing but a number.
        }
    }

    private bool TryMake(string root, string limit)
    {
        var folder = $"{root}/ifexlist-{Guid.NewGuid():N}";
        try
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText($"{folder}/{limit}", octets.ToString(CultureInfo.InvariantCulture));
            _folder = folder;
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
