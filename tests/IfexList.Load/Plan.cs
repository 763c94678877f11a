namespace IfexList.Load;

/// <summary>What to measure, and how often.</summary>
public sealed record Plan(string Daemon, int Runs, IReadOnlyList<int> Readers, IReadOnlyList<int> Connections, int Mails, int Addresses, int SignedReaders, int ParcelReaders, int Rows, IReadOnlyList<string> Parts);
