using System.Globalization;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Moderation;

namespace IfexList.Communique;

/// <summary>
/// What an editor's reply to a draft says: orders, one on a line, and at most one text between the marker lines, which belongs to the line above it
/// (<c>text 4</c>, <c>note</c>) or is the whole issue. All lines are understood, or none is done.
/// </summary>
/// <param name="Unclear">The line that wasn't understood; null where all were.</param>
public sealed record DraftReply(IReadOnlyList<DraftOrder> Orders, string? Unclear)
{
    private const int MostNumber = 999;

    // Who signs with his name below an empty line.
    private const int NameWords = 4;

    public static DraftReply Read(string reply, string subject)
    {
        var returned = ReturnedText.Find(reply);
        var own = OwnText.Of(returned is { IsHis: true } ? returned.Around : reply);
        var lines = WithoutName([.. own.Answer.Select(line => line.Trim())]).Where(OwnText.IsWritten).Where(line => !IsCourtesy(line)).ToList();
        // Many programs let an answer stand in the Subject alone.
        if (lines.Count == 0 && returned is not { IsHis: true })
            lines = [.. new[] { Words.PeelReplyPrefixes(HeaderText.Clean(subject)).Split('[')[0].Trim() }.Where(OwnText.IsWritten)];
        if (lines.Count > Limits.DraftOrders || returned is { IsHis: true, IsWhole: false })
            return Not(lines.Count > 0 ? lines[^1] : "");
        var orders = new List<DraftOrder>();
        foreach (var line in lines)
            if (ReadLine(line, returned) is not { } order)
                return Not(line);
            else
                orders.Add(order with { Line = Shown(line) });
        // No line speaks of the text that came back: it is the whole issue.
        if (returned is { IsHis: true } && !orders.Exists(order => order is DraftOrder.Text or DraftOrder.Note or DraftOrder.Whole))
            orders.Insert(0, Whole(returned));
        return orders.Count > 0 ? new DraftReply(orders, null) : Not("");
    }

    private static DraftReply Not(string line) => new([], Shown(line));

    private static string Shown(string line) => Shortened.To(HeaderText.Clean(line), Limits.DraftLine, "…");

    private static DraftOrder? ReadLine(string line, ReturnedText? returned)
    {
        if (line.Length > Limits.DraftLine && !IsLongNote(line))
            return null;
        var said = DecisionLine.Of(line);
        var word = DraftWords.Read(said.Word);
        return word switch
        {
            DraftWord.Drop or DraftWord.Keep => Numbers(said.Rest) is { Count: > 0 } numbers ? new DraftOrder.Drop(numbers, word == DraftWord.Keep) : null,
            DraftWord.Move => Moved(Words.Split(said.Rest)),
            DraftWord.Section => Numbered(said.Rest) is var (entry, name) && Section.Find(name) is { } section && section != Section.Alerts ? new DraftOrder.Into(entry, section) : null,
            DraftWord.Headline => Numbered(said.Rest) is var (entry, words) && words.Length > 0 ? new DraftOrder.Headline(entry, HeaderText.Clean(words)) : null,
            DraftWord.Spotlight => Numbers(said.Rest) is [var only] ? new DraftOrder.Into(only, Section.Spotlight) : null,
            DraftWord.Text => Numbered(said.Rest) is var (entry, none) && none.Length == 0 && returned is { IsHis: true } ? new DraftOrder.Text(entry, returned.Text.Trim('\n')) : null,
            DraftWord.Note => said.Rest.Length > 0 ? new DraftOrder.Note(said.Rest) : new DraftOrder.Note(returned is { IsHis: true } ? returned.Text.Trim('\n') : ""),
            DraftWord.Whole => said.IsBare && returned is { IsWhole: true } ? Whole(returned) : null,
            DraftWord.Show when said.IsBare => new DraftOrder.Show(),
            DraftWord.Release when said.IsBare && !DecisionLine.IsQuestion(line) => new DraftOrder.Release(),
            DraftWord.Skip when said.IsBare => new DraftOrder.Skip(),
            _ => null,
        };
    }

    // The Subject is the line over the issue: it stands in the text.
    private static DraftOrder.Whole Whole(ReturnedText returned) => new(TextEdit.Parts(returned.Text, "").Text.Trim('\n'));

    // A program may put a whole paragraph on one line.
    private static bool IsLongNote(string line) => line.Length <= Limits.PostCharacters && DraftWords.Read(DecisionLine.Of(line[..Limits.DraftLine]).Word) == DraftWord.Note;

    /// <summary>"3 7", "3, 7 and 9", "3-5"; empty where anything else stands there.</summary>
    private static List<int> Numbers(string rest)
    {
        var numbers = new List<int>();
        foreach (var word in Words.Split(rest.Replace(',', ' ').Replace('،', ' ')).Where(word => !DraftWords.IsAnd(word)))
        {
            var ends = word.Split('-', '–');
            if (ends.Length > 2 || !ends.All(end => Number(end) > 0) || Number(ends[0]) > Number(ends[^1]))
                return [];
            numbers.AddRange(Enumerable.Range(Number(ends[0]), Number(ends[^1]) - Number(ends[0]) + 1));
            if (numbers.Count > MostNumber)
                return [];
        }
        return numbers;
    }

    private static DraftOrder.Move? Moved(string[] words)
    {
        if (words.Length < 2 || Number(words[0]) is not (> 0 and var entry))
            return null;
        // "to the top", "en premier", "в конец".
        var way = Array.FindIndex(words, 1, word => DraftWords.Read(word) is DraftWord.First or DraftWord.Last or DraftWord.After or DraftWord.Before);
        return way < 0 ? null : (DraftWords.Read(words[way]), words[(way + 1)..]) switch
        {
            (DraftWord.First, []) => new DraftOrder.Move(entry, 0, IsBehind: false),
            (DraftWord.Last, []) => new DraftOrder.Move(entry, 0, IsBehind: true),
            (DraftWord.After, [var beside]) when Number(beside) > 0 => new DraftOrder.Move(entry, Number(beside), IsBehind: true),
            (DraftWord.Before, [var beside]) when Number(beside) > 0 => new DraftOrder.Move(entry, Number(beside), IsBehind: false),
            _ => null,
        };
    }

    // A number, and what stands behind it as it was written.
    private static (int Entry, string Words)? Numbered(string rest)
    {
        var end = rest.TakeWhile(char.IsDigit).Count();
        return Number(Words.Fold(rest[..end])) is > 0 and var entry ? (entry, rest[end..].Trim(' ', '\u00A0', ':', '.', ')', '-', '–', '—')) : null;
    }

    private static int Number(string folded) =>
        int.TryParse(folded, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= MostNumber ? number : 0;

    private static bool IsCourtesy(string line) => line.Length <= Limits.DraftLine && Words.Split(line) is { Length: > 0 } words && words.All(DecisionWords.IsCourtesy);

    private static List<string> WithoutName(List<string> lines)
    {
        var last = lines.FindLastIndex(OwnText.IsWritten);
        var isName = last > 1 && !OwnText.IsWritten(lines[last - 1]) && lines[last].Length <= Limits.DraftLine && !lines[last].Any(char.IsDigit)
            && Words.Split(lines[last]) is { Length: > 0 and <= NameWords } words && DraftWords.Read(words[0]) == DraftWord.None && !words.Any(DecisionWords.IsSecondThought)
            && !DecisionLine.IsQuestion(lines[last]) && !DecisionLine.HasSign(lines[last]);
        return isName ? lines[..last] : lines;
    }
}
