namespace IfexList.Web;

/// <summary>What stands at one of the archive's addresses: the web answers with it, a static copy writes it to a file.</summary>
/// <param name="Type">Its media type.</param>
public sealed record ArchivePage(byte[] Bytes, string Type)
{
    public int Status { get; init; } = 200;

    /// <summary>A file's name, where it is to be kept and not shown.</summary>
    public string? FileName { get; init; }

    /// <summary>Where it is instead, relative to the address that was asked for.</summary>
    public string? Elsewhere { get; init; }
}
