namespace IfexList.Communique;

/// <summary>One thing that an editor wants of a draft.</summary>
public abstract record DraftOrder
{
    private DraftOrder() { }

    /// <summary>The line that says so, to be shown where it can't be done.</summary>
    public string Line { get; init; } = "";

    /// <summary>These entries stay out, or come back.</summary>
    public sealed record Drop(IReadOnlyList<int> Entries, bool IsKept) : DraftOrder;

    /// <param name="Beside">The entry before or behind which it goes, into that one's section; 0: it goes to an end of its own section.</param>
    /// <param name="IsBehind">Behind, or to the last place.</param>
    public sealed record Move(int Entry, int Beside, bool IsBehind) : DraftOrder;

    /// <summary>Into another section, at its end.</summary>
    public sealed record Into(int Entry, Section Section) : DraftOrder;

    public sealed record Headline(int Entry, string Words) : DraftOrder;

    /// <summary>Another text for one entry.</summary>
    public sealed record Text(int Entry, string Words) : DraftOrder;

    /// <summary>The editor's note on top; nothing takes it away.</summary>
    public sealed record Note(string Words) : DraftOrder;

    /// <summary>The whole issue as he sent it back: it goes out as it stands.</summary>
    public sealed record Whole(string Words) : DraftOrder;

    /// <summary>The draft once more.</summary>
    public sealed record Show : DraftOrder;

    /// <summary>It goes out.</summary>
    public sealed record Release : DraftOrder;

    /// <summary>No number in this language this week.</summary>
    public sealed record Skip : DraftOrder;
}
