using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Publishing;
using MimeKit;

namespace IfexList.Translation;

/// <summary>
/// Reads what a translator's or an editor's mail says. Of the source that came back with it, nothing stays. What may be anything else than a translation
/// (thanks, a question, the source itself) is none: it is answered, not sent out.
/// </summary>
public static class TranslationReader
{
    private const int ShownCharacters = 200;

    // A translation that has fewer of the source's letters is a remark; Arabic needs the fewest, four of five.
    private const int LettersOfSo = 4;
    private const int LeastLetters = 15;

    /// <param name="source">What the letter showed.</param>
    /// <param name="draft">The draft that the letter showed; null where there was none.</param>
    public static TranslationReply Read(MimeMessage message, NumberedText source, string? draft)
    {
        var match = new SourceMatch(source);
        var sourceKey = SourceMatch.Key(source.Text);
        var body = ReplyPieces.Of(PlainText.Of(message), source, match);
        var (pieces, said) = WithoutSpellings(body.All, sourceKey);
        var isReturned = IsReturned(pieces);
        var (order, isFirst) = Order(pieces, message, isReturned);
        var edited = isReturned && draft is not null ? TranslatedText.Returned(pieces) : TextOf(pieces, isFirst, isReturned || order?.Word == DecisionWord.Edited && IsQuotedEdit(pieces), source);
        if (IsOfDraft(edited, draft, source))
            edited = new TranslatedText("", []);
        else if (order?.Word == DecisionWord.Approve && IsChangedInQuotation(body, draft, source))
            return Unclear(pieces, message);
        else if (body.IsUnended && isReturned || body.IsBelowHeader && isReturned && draft is not null && IsShorter(edited, draft))
            return Unclear(pieces, message);
        if (!IsTranslation(edited, source) && Attached(message, source, match) is { } file)
            edited = file;
        if (IsTranslation(edited, source))
            return new TranslationReply.Draft(edited.Subject, edited.Text, said, order?.Word is DecisionWord.Approve or DecisionWord.Edited);
        return Said(order, said, pieces, message);
    }

    private static TranslationReply Said(TranslationOrder? order, List<Spelling> said, List<Piece> pieces, MimeMessage message) => order switch
    {
        { Word: DecisionWord.Take } => new TranslationReply.Take(),
        { Word: DecisionWord.Recall } => new TranslationReply.GiveBack(),
        { Word: DecisionWord.Approve } => new TranslationReply.Approve { Spellings = said },
        { Word: DecisionWord.Reject, Reason: var reason } => new TranslationReply.Drop(Cut(reason)),
        null when said.Count > 0 => new TranslationReply.Say(said),
        _ => Unclear(pieces, message),
    };

    private static (List<Piece> Pieces, List<Spelling> Said) WithoutSpellings(IReadOnlyList<Piece> pieces, string sourceKey)
    {
        var (kept, said) = (new List<Piece>(pieces.Count), new List<Spelling>());
        foreach (var piece in pieces)
        {
            var (rest, lines) = piece.Origin == PieceOrigin.Quoted || piece.Source > 0 || said.Count >= Limits.SpellingsAtOnce ? (piece.Text, []) : SpellingLines.TakenOut(piece.Text, sourceKey);
            said.AddRange(lines);
            if (lines.Count == 0)
                kept.Add(piece);
            else if (OwnText.IsWritten(rest))
                kept.Add(piece with { Text = rest, Written = rest });
        }
        return (kept, said);
    }

    // Whether what he wrote stands between the markers rather than outside.
    private static bool IsReturned(List<Piece> pieces) => Letters(pieces, PieceOrigin.Returned) is > 0 and var inside && inside >= Letters(pieces, PieceOrigin.Own);

    private static int Letters(List<Piece> pieces, PieceOrigin origin) => pieces.Where(piece => piece.Origin == origin && piece.Source == 0).Sum(piece => piece.Text.Count(char.IsLetter));

    // His own first line, if it orders anything; else the Subject, as old phones write it.
    private static (TranslationOrder? Order, bool IsFirst) Order(List<Piece> pieces, MimeMessage message, bool isReturned)
    {
        var own = pieces.Where(piece => piece is { Origin: PieceOrigin.Own, Source: 0, Number: 0 }).Take(Limits.TranslationFiles).SelectMany(piece => piece.Text.Split('\n')).ToList();
        if (own.Count > 0)
            return TranslationWords.Read(own, !isReturned && own.Count == 1) is { } order ? (order, true) : (null, false);
        var subject = Words.PeelReplyPrefixes(HeaderText.Clean(message.Subject));
        var tag = subject.IndexOf('[');
        return (TranslationWords.Read([tag < 0 ? subject : subject[..tag]], isAlone: !isReturned), false);
    }

    private static TranslatedText TextOf(List<Piece> pieces, bool isFirst, bool isReturned, NumberedText source)
    {
        var counted = pieces.Where(piece => !isReturned || piece.Origin != PieceOrigin.Own).Select(piece => isReturned && piece is { Origin: PieceOrigin.Quoted, Source: 0 } ? piece with { Origin = PieceOrigin.Returned } : piece).ToList();
        var first = isFirst && !isReturned ? counted.FindIndex(piece => piece.Origin == PieceOrigin.Own) : -1;
        if (first >= 0)
        {
            var rest = counted[first].Text.Split('\n', 2) is [_, var below] ? below : "";
            counted.RemoveAt(first);
            if (OwnText.IsWritten(rest))
                counted.Insert(first, new Piece(PieceOrigin.Own, rest, 0, 0, rest));
        }
        return TranslatedText.Of(counted, source);
    }

    // "edited", and the draft changed within the quotation.
    private static bool IsQuotedEdit(List<Piece> pieces) => Letters(pieces, PieceOrigin.Quoted) > Letters(pieces, PieceOrigin.Own);

    private static bool IsOfDraft(TranslatedText text, string? draft, NumberedText source)
    {
        if (draft is null || text.Paragraphs.Count == 0)
            return false;
        var shown = NumberedText.Of(draft).Paragraphs.Select(Bare).ToList();
        var (whole, below) = (SourceMatch.Key(string.Join('\n', shown)), SourceMatch.Key(string.Join('\n', shown.Skip(1))));
        var (said, body) = (SourceMatch.Key($"{text.Subject}\n{text.Text}"), SourceMatch.Key(text.Text));
        // A title that nobody called one is the text's own first line.
        return said == whole || body == whole || source.HasSubject && (said == below || body == below && (text.Subject.Length == 0 || text.Subject == text.Paragraphs[0]));
    }

    // "ok" over a quotation that isn't the draft any more: whether it was he who changed it, or his program, only he knows.
    private static bool IsChangedInQuotation(ReplyPieces body, string? draft, NumberedText source) => draft is not null && body.HasWholeQuotation
        && body.All.Any(piece => piece is { Origin: PieceOrigin.Quoted, Source: 0 }) && !IsOfDraft(TranslatedText.Quoted(body.All), draft, source);

    private static bool IsShorter(TranslatedText text, string draft) => NumberedText.Of(draft).Paragraphs.Count > text.Paragraphs.Count + 1;

    private static string Bare(string paragraph) => NumberedText.TryNumber(paragraph, out _, out var rest) ? rest : paragraph;

    private static bool IsTranslation(TranslatedText text, NumberedText source) =>
        text.Letters >= Math.Max(LeastLetters, source.Text.Count(char.IsLetter) / LettersOfSo) && LanguageGuess.Of(text.Text, Languages.All) != LanguageGuess.Of(source.Text, Languages.All);

    private static TranslatedText? Attached(MimeMessage message, NumberedText source, SourceMatch match) => message.Attachments.OfType<TextPart>().Where(part => part.IsPlain).Take(Limits.TranslationFiles)
        .Select(part => TranslatedText.Of(ReplyPieces.Of(PlainText.Of(part), source, match).All, source)).FirstOrDefault(text => IsTranslation(text, source));

    private static TranslationReply.Unclear Unclear(List<Piece> pieces, MimeMessage message) =>
        new(Cut(pieces.FirstOrDefault(piece => piece is { Origin: PieceOrigin.Own, Source: 0 })?.Written.Split('\n')[0] ?? "")) { IsDocument = HasDocument(message) };

    // Of a word processor, or a PDF. A contact card or a signature explains nothing.
    private static bool HasDocument(MimeMessage message) => AttachedFile.In(message.Body).Take(Limits.TranslationFiles).Any(file => file.Kind is FileKind.Docx or FileKind.Odt or FileKind.Office or FileKind.Pdf);

    private static string Cut(string line)
    {
        var seen = string.Concat(line.Where(c => !Words.IsInvisible(c) && !char.IsControl(c))).Trim();
        return Shortened.To(seen, ShownCharacters, "…");
    }
}
