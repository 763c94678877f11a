using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Commands;

/// <summary>What one command comes to: what it changes, in the transaction that ends its mail, and what its reader is told.</summary>
public sealed record Act(Notice Answer, Action<Connection>? Change = null);
