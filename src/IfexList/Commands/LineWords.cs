using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>The words of one line, taken from its front: phrases before words, the longest first. Remembers in which languages they were.</summary>
internal sealed class LineWords
{
    private const string Separators = ",;:،؛";

    // "And for the": one letter each, written onto the word.
    private const int MostPrefixes = 3;

    private readonly List<Word> _words;
    private string[] _pieces;
    private string[]? _topicKeys;
    private int _at;

    private LineWords(List<Word> words, string[] pieces) => (_words, _pieces) = (words, pieces);

    /// <param name="Folded">As tables have it.</param>
    /// <param name="Raw">As it was written.</param>
    /// <param name="Bound">Stands right behind an equals sign, or behind such a word and a comma.</param>
    /// <param name="Piece">Which of the line's pieces between blanks it stands in.</param>
    private readonly record struct Word(string Folded, string Raw, bool Bound, int Piece);

    /// <summary>A place to return to.</summary>
    internal readonly record struct Mark(int At, Tongues Foreign, bool SawEnglish);

    public bool AtEnd => _at >= _words.Count;

    /// <summary>Where we are, and what was heard so far.</summary>
    public Mark Here => new(_at, Foreign, SawEnglish);

    /// <summary>The next word; empty at the end.</summary>
    public string Next => AtEnd ? "" : _words[_at].Folded;

    /// <summary>Whether the next word is the last one.</summary>
    public bool IsLast => Left == 1;

    public string NextRaw => AtEnd ? "" : _words[_at].Raw;

    /// <summary>The languages of the words read, one set for each word that is not English.</summary>
    public Tongues Foreign { get; private set; } = Tongues.All;

    /// <summary>Whether a word was read that only English has.</summary>
    public bool SawEnglish { get; private set; }

    /// <summary>Null where the line is too long to be a command, or says nothing.</summary>
    public static LineWords? Of(string line)
    {
        // "-- | INDEX | --" is a newsletter's.
        if (line.Length > Limits.CommandCharacters || line.Contains('|'))
            return null;
        var words = new List<Word>();
        var pieces = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (IsQuestionMark(line))
            words.Add(new Word("?", line, false, 0));
        else
            for (var i = 0; i < pieces.Length; i++)
                AddPiece(words, pieces[i], i);
        return words.Count is 0 or > Limits.CommandWords ? null : new LineWords(words, pieces);
    }

    /// <summary>All that follows, as it was written.</summary>
    public string TakeRest()
    {
        if (AtEnd)
            return "";
        var (piece, begin) = (_words[_at].Piece, _at);
        var isWhole = _at == 0 || _words[_at - 1].Piece != piece;
        Skip(Left);
        return isWhole ? string.Join(' ', _pieces[piece..])
            : string.Join(' ', _words.Skip(begin).TakeWhile(word => word.Piece == piece).Select(word => word.Raw).Concat(_pieces[(piece + 1)..]));
    }

    /// <summary>The one word behind a key of that sense at the end of the line, both of which are taken off it; null where it doesn't end so.</summary>
    /// <param name="isValue">Null: any word is.</param>
    public string? TakeLast(Sense key, Func<string, bool>? isValue = null)
    {
        var start = Here;
        string? value = null;
        for (var before = _at; !AtEnd && value is null; before = _at)
            if (TakeOther(key) && Left == 1 && isValue?.Invoke(NextRaw) is not false)
            {
                value = NextRaw;
                // "plates,size 20k": what is written onto the key stays.
                _pieces = _pieces[..(_words[before].Piece + (before > 0 && _words[before - 1].Piece == _words[before].Piece ? 1 : 0))];
                _words.RemoveRange(before, _words.Count - before);
            }
            else
                Return(start with { At = before + 1 });
        Return(start);
        return value;
    }

    public void Skip(int count = 1) => _at += count;

    public void Return(Mark mark) => (_at, Foreign, SawEnglish) = mark;

    /// <summary>Whether nothing else stands on the line: a cry for help.</summary>
    public static bool IsQuestionMark(string line) => line.AsSpan().Trim() is "?" or "؟";

    public CommandWord? TakeVerb() => Take(CommandWords.Verb);

    public CommandWord? TakeOther() => Take(CommandWords.Other);

    /// <summary>A key or value of that sense, or nothing.</summary>
    public bool TakeOther(Sense sense)
    {
        var start = Here;
        if (TakeOther() is { } word && word.Sense == sense)
            return true;
        Return(start);
        return false;
    }

    /// <summary>Whether a key, a value or a language stands anywhere from here on.</summary>
    public bool HasChoice()
    {
        var start = Here;
        var found = false;
        for (; !AtEnd && !found; Skip())
            found = TakeOther() is not null || TryLanguage(out _);
        Return(start);
        return found;
    }

    /// <summary>Whether such a word stands anywhere from here on.</summary>
    public bool Has(Sense sense)
    {
        var start = Here;
        var found = false;
        for (; !AtEnd && !found; Skip())
            found = TakeOther(sense);
        Return(start);
        return found;
    }

    /// <summary>The same as <see cref="TakeOther(Sense)"/>, where words that say nothing may stand before it.</summary>
    public bool TakeOtherBehindFiller(Sense sense)
    {
        var start = Here;
        do
        {
            if (TakeOther(sense))
                return true;
        }
        while (TakeFiller());
        Return(start);
        return false;
    }

    public bool TakeFiller()
    {
        if (AtEnd || !CommandWords.IsFiller(Next) && !CommandWords.IsCourtesy(Next))
            return false;
        Skip();
        return true;
    }

    public void SkipFiller()
    {
        while (TakeFiller()) { }
    }

    /// <summary>A language by code or name: "fr", "en français", "на французском", "بالفرنسية".</summary>
    public bool TryLanguage(out Language language)
    {
        for (var count = Math.Min(3, Left); count > 0; count--)
            if (Moderation.DecisionWords.TryLanguage(_words.Skip(_at).Take(count).Select(word => word.Folded), out language)
                || count == 1 && WithoutPrefix(Next) is { } bare && Moderation.DecisionWords.TryLanguage([bare], out language))
            {
                Skip(count);
                return true;
            }
        language = default;
        return false;
    }

    /// <summary>
    /// A topic by name or code. Codes of two letters are also words ("in", "la", "no") and languages ("fr", "es"): those count where a key asks
    /// for a topic: behind an equals sign, in capitals, or, if it is no filler, right behind the key.
    /// </summary>
    public bool TryTopic(MailingList list, bool asked, bool first, out Topic topic)
    {
        for (var count = Math.Min(TopicNames.MostWords, Left); count > 0; count--)
        {
            if (count == 1 && !MayBeCode(asked, first))
                break;
            if ((TopicNames.FindByKey(TopicKey(count), list) ?? BehindPrefix(count, list)) is not { } named)
                continue;
            Skip(count);
            topic = named;
            return true;
        }
        topic = default;
        return false;
    }

    private int Left => _words.Count - _at;

    private bool MayBeCode(bool asked, bool first)
    {
        var word = _words[_at];
        if (word.Folded.Length != 2 || !char.IsAsciiLetter(word.Folded[0]))
            return true;
        if (word.Bound)
            return asked;
        var capital = word.Raw.Any(char.IsAsciiLetterUpper) && !word.Raw.Any(char.IsAsciiLetterLower) && _words.Any(other => other.Raw.Any(char.IsLower));
        if (CommandWords.IsFiller(word.Folded) || Languages.TryParse(word.Folded, out _))
            return asked && (capital || first && !CommandWords.IsFiller(word.Folded));
        return asked || capital;
    }

    private CommandWord? Take(Func<string, CommandWord?> table)
    {
        for (var count = Math.Min(CommandWords.MostWords, Left); count > 0; count--)
        {
            var found = table(CommandWords.Key(Joined(count))) ?? (count == 1 && WithoutPrefix(Next) is { } bare ? table(CommandWords.Key(bare)) : null);
            if (found is null)
                continue;
            Skip(count);
            Hear(found);
            return found;
        }
        return null;
    }

    // What English shares says nothing; English itself is typed by everybody.
    private void Hear(CommandWord word)
    {
        if (!word.Tongues.HasFlag(Tongues.En))
            Foreign &= word.Tongues;
        SawEnglish |= word.Tongues == Tongues.En;
    }

    private string Joined(int count) => count == 1 ? Next : string.Join(' ', _words.Skip(_at).Take(count).Select(word => word.Folded));

    private string TopicKey(int count)
    {
        _topicKeys ??= [.. _words.Select(word => TopicNames.Key(word.Folded))];
        return count == 1 ? _topicKeys[_at] : string.Join(' ', _topicKeys.AsSpan(_at, count));
    }

    // "l'Arabie saoudite", "بالشرق الأوسط", "وللسودان".
    private Topic? BehindPrefix(int count, MailingList list)
    {
        var bare = Next;
        for (var prefixes = 0; prefixes < MostPrefixes && WithoutPrefix(bare) is { Length: > 2 } shorter; prefixes++)
        {
            bare = shorter;
            var first = TopicNames.Key(bare);
            if (TopicNames.FindByKey(count == 1 ? first : $"{first} {string.Join(' ', _topicKeys.AsSpan(_at + 1, count - 1))}", list) is { } named)
                return named;
        }
        return null;
    }

    // "l'Afrique", "d'Europe", and the Arabic "and", "in", "for" that are written onto the word.
    private static string? WithoutPrefix(string word) => word switch
    {
        ['l' or 'd' or 'm' or 's', '\'', .. var rest] => rest,
        ['و' or 'ف' or 'ب' or 'ل', .. var rest] when rest.Length >= 3 => rest,
        _ => null,
    };

    private static void AddPiece(List<Word> words, string piece, int index)
    {
        if (words.Count > Limits.CommandWords)
            return;
        if (piece is "*")
        {
            words.Add(new Word("*", piece, false, index));
            return;
        }
        var equals = piece.IndexOf('=');
        foreach (var part in (equals < 0 ? piece : piece[..equals]).Split(Separators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries))
            AddWord(words, part, bound: false, index);
        if (equals >= 0)
            foreach (var part in piece[(equals + 1)..].Split(Separators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries))
                AddWord(words, part, bound: true, index);
    }

    // Pictures and lone punctuation say nothing.
    private static void AddWord(List<Word> words, string raw, bool bound, int index)
    {
        if (raw is "*")
            words.Add(new Word("*", raw, bound, index));
        else
            foreach (var folded in Words.Split(raw).Where(word => word.Any(char.IsLetterOrDigit)))
                words.Add(new Word(folded, raw.Trim('"', '\'', '<', '>', '(', ')', '.', '!'), bound, index));
    }
}
