using IfexList.Notices;
using IfexList.Scenarios.Actors;

namespace IfexList.Scenarios.Week;

/// <summary>An alert as its people know it: the letters that they have about it, and what the desk still wants to say.</summary>
internal sealed class Story(Alert alert, IEnumerable<Turn> turns)
{
    public Alert Alert => alert;

    public Queue<Turn> Turns { get; } = new(turns);

    /// <summary>Somebody is going to say something.</summary>
    public bool IsPlanned { get; set; }

    /// <summary>Who of the desk takes care of it.</summary>
    public Editor? Speaker { get; set; }

    public List<(Editor Editor, TakenMail Mail)> DeskLetters { get; } = [];

    public List<TakenMail> PosterLetters { get; } = [];

    /// <summary>Before whom it was laid.</summary>
    public IReadOnlyList<Editor> Asked => [.. DeskLetters.Where(letter => IsRequest(letter.Mail)).Select(letter => letter.Editor).Distinct()];

    public TakenMail NewestTo(Editor editor) => DeskLetters.Last(letter => letter.Editor == editor).Mail;

    /// <summary>A letter that can be answered, with the text that it asks about.</summary>
    public static bool IsRequest(TakenMail letter) => letter.Text.Contains(MarkerLines.BeginText, StringComparison.Ordinal);
}

/// <summary>What one of the desk does about a story when that time has passed, with the newest letter that she has about it.</summary>
internal sealed record Turn(TimeSpan After, Func<Story, Editor, TakenMail, Task> DoAsync);
