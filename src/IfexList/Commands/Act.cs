using IfexList.Notices;
using IfexList.Store;
using MimeKit;

namespace IfexList.Commands;

/// <summary>What one command comes to: what it changes, in the transaction that ends its mail, and what its reader is told.</summary>
/// <param name="Answer">Of several in one mail they are one letter.</param>
public sealed record Act(Notice Answer, Action<Connection>? Change = null)
{
    /// <summary>A file that goes with the answer; of several in one mail, each further one in a letter of its own.</summary>
    public MimeEntity? Attached { get; init; }

    /// <summary>The rest of an answer that was asked for in parts, each a letter of its own.</summary>
    public IReadOnlyList<Notice> Parts { get; init; } = [];
}
