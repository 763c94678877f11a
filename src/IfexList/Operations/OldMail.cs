namespace IfexList.Operations;

/// <summary>One mail of an older archive, as it lies there.</summary>
/// <param name="Place">Where: <c>mail 17</c>, or a file's name.</param>
/// <param name="Octets">With CRLF line ends; null where it is larger than any mail.</param>
/// <param name="Kept">When the archive got it, as the line in front of it says; null where there is none.</param>
public sealed record OldMail(string Place, byte[]? Octets, DateTimeOffset? Kept);
