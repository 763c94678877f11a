using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Preflight;

/// <summary>
/// A Subject, or a line at the top of a text, as members write headings: "UPDATE - PAKISTAN", "ALERTE – TUNISIE : …", "[alert] Tunisia", "Tunisie : …".
/// </summary>
/// <param name="IsEverywhere">It names a region, or says that it is international: a place, too.</param>
/// <param name="Headline">What stands behind.</param>
internal sealed record PostHeading(string? Kind, Topic? Country, bool IsEverywhere, string Headline)
{
    private const int HeadingCharacters = 200;
    private const int MostPieces = 4;

    // One country to whoever writes, two to whoever reads.
    private static readonly HashSet<string> Ambiguous = Folded("congo, конго, الكونغو, korea, corée, corea, كوريا, корея");

    private static readonly HashSet<string> Everywhere = Folded(
        "international, internationale, internacional, world, worldwide, global, monde, mundo, mundial, международный, международное, международные,"
        + " в мире, мир, دولي, دولية, عالمي, العالم");

    private static readonly HashSet<string> Urgent = Folded("urgent, urgente, срочно, عاجل");

    /// <summary>The pieces are read strictly: each is a kind or a country by itself, or belongs to the headline. Two countries are none.</summary>
    public static PostHeading Read(string line, MailingList list)
    {
        var pieces = Pieces(line);
        var at = pieces.Count > 0 && IsPassedOver(line, pieces, list) ? 1 : 0;
        var kind = KindOf(pieces, at);
        if (kind is not null)
            at++;
        var place = PlaceOf(pieces, at, list);
        if (place is not null)
            at++;
        // "Tunisia - update: …"
        if (kind is null && place is not null && KindOf(pieces, at) is { } later)
            (kind, at) = (later, at + 1);
        // A line that is nothing but one piece is a sentence, a city or a name.
        if (pieces.Count < 2 || kind is null && at == pieces.Count)
            return new PostHeading(null, null, false, line.Trim());
        var isOne = PlaceOf(pieces, at, list) is null && place is { } found && !Ambiguous.Contains(Words.Fold(pieces[at - 1].Text));
        return new PostHeading(kind, isOne && place!.Value.IsCountry ? place : null, isOne && !place!.Value.IsCountry || IsEverywhereSaid(pieces, at), Behind(line, pieces, at, list));
    }

    // "URGENT:"; and the name of another list in brackets, from which a post was copied.
    private static bool IsPassedOver(string line, List<(string Text, int End)> pieces, MailingList list) =>
        Urgent.Contains(Words.Fold(pieces[0].Text)) || line.StartsWith('[') && KindOf(pieces, 0) is null && PlaceOf(pieces, 0, list) is null;

    /// <summary>What is meant by more countries than one.</summary>
    public static bool IsAmbiguous(string folded) => Ambiguous.Contains(folded);

    private static string Behind(string line, List<(string Text, int End)> pieces, int at, MailingList list)
    {
        while (at < pieces.Count && (PlaceOf(pieces, at, list) is not null || IsEverywhereSaid(pieces, at)))
            at++;
        return at == 0 ? line.Trim() : at < pieces.Count || pieces[at - 1].End < line.Length ? line[pieces[at - 1].End..].Trim(' ', '\u00A0', ':', '|', ']', '-', '–', '—', '−') : "";
    }

    private static bool IsEverywhereSaid(List<(string Text, int End)> pieces, int at) => at < pieces.Count && Everywhere.Contains(Words.Fold(pieces[at].Text));

    private static string? KindOf(List<(string Text, int End)> pieces, int at)
    {
        if (at >= pieces.Count)
            return null;
        var text = pieces[at].Text;
        return ReleaseKinds.Find(text) ?? (text.StartsWith("IFEX ", StringComparison.OrdinalIgnoreCase) ? ReleaseKinds.Find(text[5..]) : null);
    }

    // Two letters are a word of some language before they are a country's code.
    private static Topic? PlaceOf(List<(string Text, int End)> pieces, int at, MailingList list) =>
        at < pieces.Count && pieces[at].Text.Length > 2 && TopicNames.Find(pieces[at].Text, list) is { } topic && (topic.IsCountry || Regions.All.Contains(topic.Code)) ? topic : null;

    private static List<(string Text, int End)> Pieces(string line)
    {
        var pieces = new List<(string, int)>();
        var start = 0;
        var most = Math.Min(line.Length, HeadingCharacters);
        for (var i = 0; i < most && pieces.Count < MostPieces; i++)
            if (IsSeparator(line, i))
            {
                Add(start, i);
                start = i + 1;
            }
        if (pieces.Count < MostPieces && most == line.Length)
            Add(start, most);
        return pieces;

        void Add(int from, int end)
        {
            if (Words.Fold(line[from..end]).Length > 0)
                pieces.Add((line[from..end].Trim(), end));
        }
    }

    private static bool IsSeparator(string line, int i) => line[i] switch
    {
        ':' or '：' or '|' or '[' or ']' or '–' or '—' or '−' => true,
        '-' => i > 0 && char.IsWhiteSpace(line[i - 1]) || i + 1 < line.Length && char.IsWhiteSpace(line[i + 1]),
        _ => false,
    };

    private static HashSet<string> Folded(string words) => [.. words.Split(", ").Select(Words.Fold)];
}
