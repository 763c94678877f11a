using System.CommandLine;

namespace IfexList.Operations;

/// <summary><c>archive</c>: the place of record, in and out of this house, and what is taken off it.</summary>
public static class ArchiveVerb
{
    public static Command Build(CommandLine line)
    {
        var verb = new Command("archive", "The place of record: file, rebuild, import, export; withdraw, redact, unlist, list; log")
        {
            ArchiveFile.Build(line),
            ArchiveRebuild.Build(line),
            ArchiveImport.Build(line),
            ArchiveExport.Build(line),
        };
        foreach (var retraction in ArchiveRetraction.Build(line))
            verb.Add(retraction);
        return verb;
    }
}
