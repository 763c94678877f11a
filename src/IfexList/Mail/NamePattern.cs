using System.Text;

namespace IfexList.Mail;

/// <summary>A name of one or more words, found in a text however it is written there: case, accents, Arabic signs and what is written onto the front of an Arabic word make no difference.</summary>
public sealed class NamePattern
{
    private readonly string[] _keys;

    private NamePattern(string[] keys) => _keys = keys;

    /// <summary>Null where nothing of it is a word.</summary>
    public static NamePattern? Of(string name) =>
        SearchText.Runs(name).Select(run => SearchText.Key(name[run])).Where(key => key.Length > 0).ToArray() is { Length: > 0 } keys ? new NamePattern(keys) : null;

    /// <summary>Its words as the index has them.</summary>
    public string Keys => string.Join(' ', _keys);

    public bool IsIn(string text) => Places(text).Any();

    /// <summary>The text with something else in its place; the same text where it isn't in it.</summary>
    public string Replaced(string text, string replacement)
    {
        var (changed, at) = (new StringBuilder(), 0);
        foreach (var (begin, end) in Places(text))
        {
            changed.Append(text, at, begin - at).Append(replacement);
            at = end;
        }
        return at == 0 ? text : changed.Append(text, at, text.Length - at).ToString();
    }

    private IEnumerable<(int Begin, int End)> Places(string text)
    {
        var words = SearchText.Runs(text).Select(run => (Begin: run.Start.Value, End: run.End.Value, Key: SearchText.Key(text[run]))).Where(word => word.Key.Length > 0).ToList();
        for (var i = 0; i + _keys.Length <= words.Count; i++)
            if (IsAt(words, i))
            {
                yield return (words[i].Begin, words[i + _keys.Length - 1].End);
                i += _keys.Length - 1;
            }
    }

    private bool IsAt(List<(int Begin, int End, string Key)> words, int at)
    {
        for (var i = 0; i < _keys.Length; i++)
            if (words[at + i].Key != _keys[i])
                return false;
        return true;
    }
}
