using IfexList.Mail;

namespace IfexList.Notices;

/// <summary>A letter of the daemon as text, ready for its headers: one line of Subject, a text with LF line ends.</summary>
public sealed record Notice(string Subject, string Text, Language Language)
{
    /// <summary>One reply to one mail: several answers below each other, under the first one's Subject.</summary>
    public static Notice Joined(IReadOnlyList<Notice> answers) =>
        answers is [var only] ? only : answers[0] with { Text = string.Join("\n", answers.Select(answer => answer.Text)) };
}
