using IfexList.Mail;

namespace IfexList.Translation;

/// <summary>
/// The translation that a reply's paragraphs make up, whichever way its writer worked: above the letter, between the markers, under each paragraph of the source.
/// </summary>
/// <param name="Subject">Empty where it has none.</param>
/// <param name="Paragraphs">Without numbers, the source's order where there were any.</param>
internal sealed record TranslatedText(string Subject, IReadOnlyList<string> Paragraphs)
{
    // A headline that is longer is a paragraph.
    private const int SubjectCharacters = 250;

    // Where two prose paragraphs of the source have a translation behind them, he works under each.
    private const int Interleaved = 2;

    // A word to the desk, above the translation or below it.
    private const int WordCharacters = 240;

    private static readonly HashSet<string> SubjectLabels = [.. "subject objet sujet asunto тема الموضوع موضوع titre título title заголовок العنوان".Split(' ').Select(Words.Fold)];

    private static readonly HashSet<string> Talk =
    [
        .. ("hello hi dear colleagues greetings regards sincerely best thanks thank translation translated bonjour bonsoir salut cher chère chers cordialement amitiés salutations merci traduction traduit"
            + " hola estimados estimado estimada saludos gracias atentamente traducción traducido здравствуйте привет добрый уважаемые спасибо уважением перевод перевела перевёл مرحبا السلام تحية تحياتي شكرا ترجمة الترجمة"
            + " أعزائي عزيزي").Split(' ').Select(Words.Fold),
    ];

    public string Text => string.Join("\n\n", Paragraphs);

    /// <summary>Letters of subject and text.</summary>
    public int Letters => Subject.Count(char.IsLetter) + Paragraphs.Sum(paragraph => paragraph.Count(char.IsLetter));

    public static TranslatedText Of(IReadOnlyList<Piece> pieces, NumberedText source)
    {
        var chosen = InOrder(Chosen(pieces), source);
        var paragraphs = Numbered(chosen, source).ToList();
        var label = paragraphs.FindIndex(paragraph => SubjectOf(paragraph.Text) is not null);
        // What stands above its Subject is no part of it, unless that is half of it.
        if (label > 0 && label <= 2)
            paragraphs.RemoveRange(0, label);
        WithoutTalk(paragraphs, source);
        return WithSubject(paragraphs.ConvertAll(paragraph => paragraph.Text), source, paragraphs.FirstOrDefault().Number == 1);
    }

    /// <summary>A draft that came back between its markers: all of it is meant, also what the source says in the same words.</summary>
    public static TranslatedText Returned(IReadOnlyList<Piece> pieces) => AsItStands([.. pieces.Where(piece => piece.Origin == PieceOrigin.Returned)]);

    /// <summary>The same of one that came back in a quotation.</summary>
    public static TranslatedText Quoted(IReadOnlyList<Piece> pieces) => AsItStands([.. pieces.Where(piece => piece.Origin == PieceOrigin.Quoted)]);

    private static TranslatedText AsItStands(List<Piece> pieces)
    {
        var areNumbered = pieces.Count(piece => piece.Number > 0) * 2 > pieces.Count;
        var paragraphs = pieces.ConvertAll(piece => areNumbered ? piece.Text : piece.Written);
        return paragraphs is [var head, ..] && SubjectOf(head) is { } subject
            ? new TranslatedText(subject, [.. Below(head), .. paragraphs.Skip(1)])
            : new TranslatedText("", paragraphs);
    }

    // What isn't the source's, and of the source's what may stand in any language and has nothing in its place.
    private static List<Piece> Chosen(IReadOnlyList<Piece> pieces)
    {
        var isUnderEach = 0;
        for (var i = 0; i + 1 < pieces.Count; i++)
            isUnderEach += pieces[i].Source > 0 && IsNew(pieces[i + 1]) && !SourceMatch.IsNeutral(pieces[i].Text) ? 1 : 0;
        var chosen = new List<Piece>();
        var seen = new HashSet<int>();
        for (var i = 0; i < pieces.Count; i++)
        {
            var (piece, hasNew) = (pieces[i], i + 1 < pieces.Count && IsNew(pieces[i + 1]) && (pieces[i + 1].Number == 0 || pieces[i + 1].Number == pieces[i].Source));
            var isKept = piece.Source > 0 && SourceMatch.IsNeutral(piece.Text) && piece.Number is var number && (number == 0 || number == piece.Source)
                && (isUnderEach >= Interleaved ? !hasNew : piece.Origin == PieceOrigin.Own);
            if (IsNew(piece) || isKept && seen.Add(piece.Source))
                chosen.Add(piece.Source > 0 ? piece with { Number = piece.Source } : piece.Number > 0 || isUnderEach < Interleaved ? piece : piece with { Number = Before(pieces, i) });
        }
        return chosen;
    }

    private static bool IsNew(Piece piece) => piece is { Source: 0, Origin: PieceOrigin.Own or PieceOrigin.Returned };

    private static int Before(IReadOnlyList<Piece> pieces, int at)
    {
        while (at > 0 && IsNew(pieces[at]))
            at--;
        return pieces[at].Source;
    }

    // A footnote looks like a number. Where most paragraphs have one, they are ours.
    private static List<Piece> InOrder(List<Piece> pieces, NumberedText source)
    {
        var numbered = pieces.Count(piece => piece.Number > 0 && piece.Number <= source.Paragraphs.Count);
        if (numbered * 2 < pieces.Count)
            return pieces.ConvertAll(piece => piece.Source > 0 || IsOurs(piece, source) ? piece : piece with { Text = piece.Written });
        while (pieces.Count > 0 && pieces[^1].Number == 0 && IsTalk(pieces[^1].Text))
            pieces.RemoveAt(pieces.Count - 1);
        var last = 0;
        return [.. pieces.Select(piece => (Piece: piece, Order: last = piece.Number > 0 ? piece.Number : last)).OrderBy(pair => pair.Order).Select(pair => pair.Piece with { Number = pair.Order })];
    }

    private static bool IsOurs(Piece piece, NumberedText source) =>
        piece.Number <= source.Paragraphs.Count && !source.Paragraphs.Any(paragraph => NumberedText.TryNumber(paragraph, out _, out _));

    // With numbers, what stands before the first one is a word to the desk.
    private static IEnumerable<(string Text, int Number)> Numbered(List<Piece> pieces, NumberedText source)
    {
        var isNumbered = pieces.Count(piece => piece.Number > 0) * 2 > pieces.Count && pieces.Count * 2 >= source.Paragraphs.Count;
        return pieces.Where(piece => !isNumbered || piece.Number > 0 || SubjectOf(piece.Text) is not null).Select(piece => (piece.Text.Trim('\n'), piece.Number));
    }

    // Greetings, and the name below: only where there are more paragraphs than the source has, or the words are clear.
    private static void WithoutTalk(List<(string Text, int Number)> paragraphs, NumberedText source)
    {
        var begin = paragraphs.FindIndex(paragraph => !IsTalk(paragraph.Text));
        var expected = source.Paragraphs.Count - (source.HasSubject && begin >= 0 && !IsTitle(paragraphs[begin]) ? 1 : 0);
        while (paragraphs.Count > 1 && IsTalk(paragraphs[0].Text) && SubjectOf(paragraphs[0].Text) is null && paragraphs.Count > expected)
            paragraphs.RemoveAt(0);
        var from = Math.Max(1, paragraphs.Count - 3);
        var bye = paragraphs.FindIndex(from < paragraphs.Count ? from : 0, paragraph => IsTalk(paragraph.Text) && paragraph.Number == 0);
        if (bye > 0 && paragraphs.Count > expected)
            paragraphs.RemoveRange(bye, paragraphs.Count - bye);
    }

    private static bool IsTitle((string Text, int Number) paragraph) => paragraph.Number == 1 || SubjectOf(paragraph.Text) is not null || IsHeadline(paragraph.Text);

    private static bool IsHeadline(string paragraph) => paragraph.Length <= SubjectCharacters && !paragraph.Contains('\n') && !paragraph.EndsWith('.');

    private static bool IsTalk(string paragraph) => paragraph.Length <= WordCharacters && Words.Split(paragraph).Take(8).Any(Talk.Contains);

    private static TranslatedText WithSubject(List<string> paragraphs, NumberedText source, bool isFirst)
    {
        if (paragraphs.Count == 0)
            return new TranslatedText("", []);
        var head = paragraphs[0];
        if (SubjectOf(head) is { } labelled)
            return new TranslatedText(labelled, [.. Below(head), .. paragraphs.Skip(1)]);
        var isHeadline = paragraphs.Count > 1 && IsHeadline(head);
        if (source.HasSubject && (isFirst || isHeadline && paragraphs.Count >= source.Paragraphs.Count))
            return new TranslatedText(head.ReplaceLineEndings(" "), [.. paragraphs.Skip(1)]);
        // The headline of the text stays there: the Subject is another line that says the same.
        return new TranslatedText(isHeadline ? head : "", paragraphs);
    }

    private static string? SubjectOf(string paragraph)
    {
        var line = paragraph.Split('\n', 2)[0];
        var colon = line.AsSpan(0, Math.Min(line.Length, 20)).IndexOfAny(':', '：');
        return colon > 0 && SubjectLabels.Contains(Words.Fold(line[..colon])) && line[(colon + 1)..].Trim() is { Length: > 0 } subject ? subject : null;
    }

    private static IEnumerable<string> Below(string paragraph) => paragraph.Split('\n', 2) is [_, var rest] ? [rest] : [];
}
