using System.Globalization;
using System.Text;

namespace IfexList.Operations;

/// <summary>Takes printed Python values (as <c>pprint</c> prints them) apart: brackets, commas and colons as they are, strings and numbers as words. What is no literal is passed over.</summary>
internal sealed class PythonLiterals(IEnumerable<(long Number, string Text)> lines)
{
    public const char Word = 'w';

    private string _line = "";
    private int _at;

    public IEnumerable<(long Number, char Kind, string Text)> Read()
    {
        var inObject = false;
        foreach (var (number, text) in lines)
        {
            (_line, _at) = (text, 0);
            while (_at < _line.Length)
            {
                var c = _line[_at];
                if (inObject || c == '<')
                    // <bounce info for …>: an object that only its own program can read, over several lines.
                    inObject = !PastObject();
                else if (c is '{' or '}' or '[' or ']' or '(' or ')' or ',' or ':')
                {
                    _at++;
                    yield return (number, c, "");
                }
                else if (c is '\'' or '"' || c is 'u' or 'b' && _at + 1 < _line.Length && _line[_at + 1] is '\'' or '"')
                    yield return (number, Word, QuotedWord());
                else if (char.IsWhiteSpace(c))
                    _at++;
                else
                    yield return (number, Word, BareWord());
            }
        }
    }

    private bool PastObject()
    {
        var end = _line.IndexOf('>', _at);
        _at = end < 0 ? _line.Length : end + 1;
        return end >= 0;
    }

    private string BareWord()
    {
        var begin = _at;
        while (_at < _line.Length && !char.IsWhiteSpace(_line[_at]) && !"{}[](),:'\"<".Contains(_line[_at]))
            _at++;
        // A character that begins nothing.
        if (_at == begin)
            _at++;
        return _line[begin.._at];
    }

    private string QuotedWord()
    {
        if (_line[_at] is 'u' or 'b')
            _at++;
        var quote = _line[_at++];
        var word = new StringBuilder();
        while (_at < _line.Length && _line[_at] != quote)
            word.Append(_line[_at] == '\\' ? Escaped() : _line[_at++]);
        _at++;
        return word.ToString();
    }

    // Python's language reference, string literals.
    private char Escaped()
    {
        var c = ++_at < _line.Length ? _line[_at++] : '\\';
        return c switch
        {
            'x' => Code(2),
            'u' => Code(4),
            'n' or 'r' or 't' => ' ',
            _ => c,
        };
    }

    private char Code(int digits)
    {
        var end = Math.Min(_at + digits, _line.Length);
        var code = int.TryParse(_line.AsSpan(_at, end - _at), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? (char)value : '\uFFFD';
        _at = end;
        return code;
    }
}
