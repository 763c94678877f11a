using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Publishing;

namespace IfexList.Moderation;

/// <summary>What a text that came back means for the post that it was sent from.</summary>
public abstract record TextEdit
{
    private TextEdit() { }

    /// <summary>It says the same: a plain approval.</summary>
    public sealed record None : TextEdit;

    /// <summary>This is to be released in the post's place.</summary>
    public sealed record Changed(string Subject, string Text) : TextEdit;

    /// <summary>Part of it may have been lost on the way: he must be asked.</summary>
    /// <param name="IsUnended">A marker is missing; otherwise too many paragraphs are.</param>
    /// <param name="Difference">Lines that show it, at most <see cref="Limits.DiffLines"/>.</param>
    public sealed record Doubtful(bool IsUnended, string Difference) : TextEdit;

    /// <summary>More than one paragraph of so many gone is no edit that we would believe without asking.</summary>
    private const int LostOfSo = 5;

    // A Subject's line that is shorter was broken by nobody.
    private const int WrappedSubject = 60;

    private static readonly HashSet<string> SubjectLabels = ["subject", "objet", "sujet", "asunto", "тема", "الموضوع", "موضوع"];

    public static TextEdit Of(ReturnedText returned, CleanPost sent)
    {
        var (subject, text) = Parts(returned.Text, sent.Subject);
        var isSameSubject = ParagraphDiff.Essence(subject) == ParagraphDiff.Essence(sent.Subject);
        if (returned.IsWhole && isSameSubject && ParagraphDiff.Essence(text) == ParagraphDiff.Essence(sent.Text))
            return new None();
        var steps = ParagraphDiff.Of(sent.Text, text);
        // Who sends the text back himself, whole between both markers, and says that he edited it, means what is missing: only quotations get lost.
        var isMeant = returned is { IsHis: true, IsSaid: true };
        if (!returned.IsWhole || !isMeant && ParagraphDiff.Gone(steps) * LostOfSo > ParagraphDiff.Paragraphs(sent.Text).Count)
            return new Doubtful(!returned.IsWhole, Shown(isSameSubject ? [] : [new DiffStep(sent.Subject, null), new DiffStep(null, subject), new DiffStep("", "")], steps));
        // What stayed keeps its lines; only what is new has to be put together from the program's.
        var width = returned.Text.Split('\n').Max(line => line.Length);
        var paragraphs = steps.Where(step => step.New is not null).Select(step => step.Old ?? HardWraps.Undo(step.New!, width));
        return new Changed(isSameSubject ? sent.Subject : subject, string.Join("\n\n", paragraphs));
    }

    // The Subject's line ends where its paragraph does, or where nobody can have broken it.
    internal static (string Subject, string Text) Parts(string returned, string sent)
    {
        var lines = returned.TrimStart('\n', ' ').Split('\n');
        var colon = lines[0].IndexOf(':');
        if (colon < 0 || !SubjectLabels.Contains(Words.Fold(lines[0][..colon])))
            return (sent, returned);
        var subject = lines[0][(colon + 1)..].Trim();
        var next = 1;
        while (next < lines.Length && OwnText.IsWritten(lines[next]) && lines[next - 1].Length >= WrappedSubject && ParagraphDiff.Essence(subject) != ParagraphDiff.Essence(sent))
            subject += " " + lines[next++].Trim();
        return (subject.Length > 0 ? subject : sent, string.Join('\n', lines[next..]));
    }

    private static string Shown(IEnumerable<DiffStep> subject, IEnumerable<DiffStep> text)
    {
        var lines = ParagraphDiff.Lines(subject.Concat(text)).Take(Limits.DiffLines + 1).ToList();
        return string.Join('\n', lines.Count <= Limits.DiffLines ? lines : [.. lines.Take(Limits.DiffLines - 1), "…"]);
    }
}
