using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Notices;

namespace IfexList.Translation;

/// <summary>Takes a translator's reply apart: one walk over its lines, in which each paragraph gets its origin. What programs and our own letter added falls out.</summary>
internal sealed class ReplyPieces
{
    private readonly string[] _lines;
    private readonly SourceMatch _source;
    private readonly string? _subject;
    private readonly HashSet<string> _rules;
    private readonly bool _hasMarker, _hasQuotedMarker;
    private readonly List<Piece> _pieces = [];
    private readonly List<string> _open = [];
    private PieceOrigin _origin;
    private bool _inside, _inQuotedText, _rest, _signature, _touches;
    private int _quotedNumber;

    private ReplyPieces(string text, NumberedText source, SourceMatch match)
    {
        _lines = text.Split('\n');
        _source = match;
        _subject = source.HasSubject ? SourceMatch.Key(MarkerLines.Subject + source.Paragraphs[0]) : null;
        _hasMarker = _lines.Any(MarkerLines.IsBegin);
        _hasQuotedMarker = _lines.Any(line => Quotation.IsQuoted(line) && MarkerLines.IsBegin(Unquoted(line)));
        // Old alerts set their parts off by such lines: there they end nothing.
        _rules = [.. source.Paragraphs.SelectMany(paragraph => paragraph.Split('\n')).Select(line => line.Trim()).Where(Quotation.OpensSignature)];
    }

    /// <summary>Whether the second marker line is missing though the first is there.</summary>
    public bool IsUnended { get; private set; }

    /// <summary>Whether all of it came back below a header block or "… wrote:": his program may have put it there.</summary>
    public bool IsBelowHeader { get; private set; }

    /// <summary>Whether both markers came back within a quotation, so that nothing between them was cut off.</summary>
    public bool HasWholeQuotation { get; private set; }

    public IReadOnlyList<Piece> All => _pieces;

    public static ReplyPieces Of(string text, NumberedText source, SourceMatch match)
    {
        var pieces = new ReplyPieces(text, source, match);
        for (var i = 0; i < pieces._lines.Length && pieces._pieces.Count < Limits.ReplyPieces; i++)
            i += pieces.Take(i);
        pieces.Close();
        pieces.IsUnended = pieces._inside;
        return pieces;
    }

    // How many further lines went with it.
    private int Take(int at)
    {
        var line = _lines[at];
        if (Quotation.IsQuoted(line))
            TakeQuoted(Unquoted(line));
        else if (_inside)
            TakeReturned(line);
        else if (MarkerLines.IsBegin(line) || _rest && !_hasMarker && OpensSource(line))
            Open(line);
        else if (!_rest)
            return TakeOwn(line, at);
        return 0;
    }

    private void TakeQuoted(string bare)
    {
        if (MarkerLines.IsMarker(bare))
        {
            Close();
            HasWholeQuotation |= _inQuotedText && MarkerLines.IsEnd(bare);
            _inQuotedText = MarkerLines.IsBegin(bare);
        }
        else
            Add(_inQuotedText || !_hasQuotedMarker ? PieceOrigin.Quoted : PieceOrigin.Letter, bare);
    }

    private void Open(string line)
    {
        Close();
        _inside = true;
        IsBelowHeader |= _rest;
        if (!MarkerLines.IsBegin(line))
            Add(PieceOrigin.Returned, line);
    }

    private void TakeReturned(string line)
    {
        if (MarkerLines.IsEnd(line))
        {
            Close();
            _inside = false;
        }
        else
            Add(PieceOrigin.Returned, MarkerLines.Unescape(line));
    }

    private int TakeOwn(string line, int at)
    {
        if (Quotation.OpensRest(_lines, at))
        {
            Close();
            _rest = true;
            return 0;
        }
        var attribution = Quotation.Attribution(_lines, at);
        if (attribution > 0)
        {
            Close();
            _rest = !Quotation.IsMarkedBehind(_lines, at + attribution);
            return attribution - 1;
        }
        _signature |= Quotation.OpensSignature(line) && !_rules.Contains(line.Trim());
        if (!_signature && !Quotation.IsAdvertisement(line))
            Add(PieceOrigin.Own, line);
        return 0;
    }

    // The marker was deleted, or a program ate it: the source's own first numbers tell where it begins.
    private bool OpensSource(string line) => NumberedText.TryNumber(line, out var number, out var rest) && _source.Of(rest, number) == number;

    private void Add(PieceOrigin origin, string line)
    {
        var isWritten = OwnText.IsWritten(line);
        if (origin != _origin || !isWritten || NumberedText.TryNumber(line, out _, out _))
            Close();
        if (origin is PieceOrigin.Quoted or PieceOrigin.Letter)
            _signature = false;
        if (isWritten && _open.Count == 0)
            _touches = origin == PieceOrigin.Own && _origin == PieceOrigin.Quoted;
        _origin = origin;
        if (isWritten)
            _open.Add(line.TrimEnd());
        else if (origin != PieceOrigin.Quoted)
            _quotedNumber = 0;
    }

    private void Close()
    {
        if (_open.Count == 0)
            return;
        // A program that breaks a long quoted line leaves its rest without a sign.
        if (_touches && _source.IsRestOf(_quotedNumber, _open[0]))
            _open.RemoveAt(0);
        foreach (var paragraph in NumberedText.Of(string.Join('\n', _open)).Paragraphs.Where(paragraph => !IsOurSubject(paragraph)))
            _pieces.Add(PieceOf(_origin, paragraph));
        if (_pieces.Count > 0 && _origin == PieceOrigin.Quoted)
            _quotedNumber = _pieces[^1].Source;
        _touches = false;
        _open.Clear();
    }

    // Letters show the source's Subject above its first paragraph, which is the same.
    private bool IsOurSubject(string paragraph) => _origin != PieceOrigin.Own && paragraph.StartsWith(MarkerLines.Subject, StringComparison.Ordinal) && SourceMatch.Key(paragraph) == _subject;

    private Piece PieceOf(PieceOrigin origin, string paragraph)
    {
        NumberedText.TryNumber(paragraph, out var number, out var rest);
        var source = _source.Of(rest, number);
        return new Piece(origin, rest, number, source > 0 ? source : rest == paragraph ? 0 : _source.Of(paragraph, 0), paragraph);
    }

    private static string Unquoted(string line)
    {
        var bare = 0;
        for (var at = 0; at < line.Length && (line[at] == '>' || char.IsWhiteSpace(line[at]) || Words.IsInvisible(line[at]) || line[at] is '*' or '_'); at++)
            if (line[at] == '>')
                bare = at + 1;
        return line[bare..].TrimStart(' ');
    }
}
