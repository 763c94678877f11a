using IfexList.Mail;

namespace IfexList.Notices;

/// <summary>A letter of the daemon as text, ready for its headers: one line of Subject, a text with LF line ends.</summary>
public sealed record Notice(string Subject, string Text, Language Language);
