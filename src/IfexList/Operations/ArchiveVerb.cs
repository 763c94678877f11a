using System.CommandLine;

namespace IfexList.Operations;

/// <summary><c>archive rebuild|import|export</c>: the place of record, in and out of this house.</summary>
public static class ArchiveVerb
{
    public static Command Build(CommandLine line) => new("archive", "The place of record: rebuild, import, export")
    {
        ArchiveRebuild.Build(line),
        ArchiveImport.Build(line),
        ArchiveExport.Build(line),
    };
}
