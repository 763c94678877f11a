using IfexList.Store;

namespace IfexList.Communique;

/// <summary>A draft as its editor's orders leave it: worked out in memory, so that all of them are done or none.</summary>
/// <param name="Entries">In their order.</param>
/// <param name="Impossible">The line that names an entry which isn't there; null where all could be done.</param>
public sealed record DraftEdit(string Note, string? Text, IReadOnlyList<IssueEntry> Entries, string? Impossible)
{
    public static DraftEdit Of(IssueDraft draft, IReadOnlyList<IssueEntry> entries, IReadOnlyList<DraftOrder> orders)
    {
        var edit = new DraftEdit(draft.Note, draft.Text, entries, null);
        foreach (var order in orders)
            if (edit.Do(order) is { Impossible: null } done)
                edit = done;
            else
                return edit with { Impossible = order.Line };
        return edit;
    }

    // Whoever goes on with single entries wants the issue made of them again.
    private DraftEdit Do(DraftOrder order) => order switch
    {
        DraftOrder.Drop drop => drop.Entries.All(Has) ? Changed(entry => drop.Entries.Contains(entry.Number), entry => entry with { IsDropped = !drop.IsKept }) : Not(),
        DraftOrder.Move move => Moved(move),
        DraftOrder.Into into => Has(into.Entry) ? AtEndOf(into) : Not(),
        DraftOrder.Headline headline => Has(headline.Entry) ? Changed(entry => entry.Number == headline.Entry, entry => entry with { Headline = headline.Words }) : Not(),
        DraftOrder.Text text => Has(text.Entry) ? Changed(entry => entry.Number == text.Entry, entry => entry with { Text = text.Words }) : Not(),
        DraftOrder.Note note => this with { Note = note.Words, Text = null },
        DraftOrder.Whole whole => this with { Text = whole.Words },
        _ => this,
    };

    private bool Has(int number) => Entries.Any(entry => entry.Number == number);

    private DraftEdit Not() => this with { Impossible = "" };

    private DraftEdit Changed(Func<IssueEntry, bool> which, Func<IssueEntry, IssueEntry> change) =>
        this with { Text = null, Entries = [.. Entries.Select(entry => which(entry) ? change(entry) : entry)] };

    private DraftEdit Moved(DraftOrder.Move move)
    {
        if (Entries.FirstOrDefault(entry => entry.Number == move.Entry) is not { } moved || move.Entry == move.Beside)
            return Not();
        var others = Entries.Where(entry => entry != moved).ToList();
        var at = move.Beside == 0
            ? move.IsBehind ? others.FindLastIndex(entry => entry.Section == moved.Section) : others.FindIndex(entry => entry.Section == moved.Section)
            : others.FindIndex(entry => entry.Number == move.Beside);
        // Alone in its section it is first and last.
        if (at < 0)
            return move.Beside == 0 ? this : Not();
        // The list of what was issued has no items.
        if (others[at].Section == Section.Alerts.Code || moved.Section == Section.Alerts.Code)
            return Not();
        others.Insert(move.IsBehind ? at + 1 : at, moved with { Section = others[at].Section });
        return this with { Text = null, Entries = others };
    }

    private DraftEdit AtEndOf(DraftOrder.Into into)
    {
        var moved = Entries.First(entry => entry.Number == into.Entry);
        return moved.Section == Section.Alerts.Code ? Not()
            : this with { Text = null, Entries = [.. Entries.Where(entry => entry != moved), moved with { Section = into.Section.Code, IsDropped = false }] };
    }
}
