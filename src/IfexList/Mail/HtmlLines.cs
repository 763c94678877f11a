using System.Text;
using IfexList.Foundation;

namespace IfexList.Mail;

/// <summary>The lines that <see cref="HtmlText"/> writes: white space collapses, blank lines never stack, quoted lines bear their signs.</summary>
internal sealed class HtmlLines
{
    private const int LinkCharacters = 2000;

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _line = new();
    private readonly StringBuilder _link = new();
    private bool _inLink;
    private bool _blankDue;
    private int _quoted;

    /// <summary>Characters so far, at least: spaces at the end of a line may still go.</summary>
    public int Length => _text.Length + (_line is [.., not ' '] ? _line.Length : 0);

    public void Flow(string text)
    {
        foreach (var c in text)
        {
            // The no-break space is a character of French typography, not layout.
            var isSpace = c is ' ' or '\t' or '\n' or '\r' or '\f';
            if (isSpace && (_line.Length == 0 || _line[^1] == ' '))
                continue;
            Add(isSpace ? ' ' : c);
        }
    }

    public void Verbatim(string text)
    {
        foreach (var c in text)
            if (c == '\n')
                Break();
            else if (c != '\r')
                Add(c);
    }

    /// <summary>Ends the line even if it is empty: a <c>&lt;br&gt;</c>.</summary>
    public void Break()
    {
        if (_line.Length == 0)
            _blankDue = _text.Length > 0;
        else
            Line();
    }

    /// <summary>Ends the line if anything stands on it.</summary>
    public void Line()
    {
        var line = _line.ToString().TrimEnd(' ');
        _line.Clear();
        if (line.Length == 0)
            return;
        if (_blankDue)
            Write("");
        _blankDue = false;
        Write(line);
    }

    public void Paragraph()
    {
        Line();
        _blankDue = _text.Length > 0;
    }

    public void Cell()
    {
        if (_line.Length > 0)
            Flow(" | ");
    }

    // Thirty-two underscores are what Outlook writes for this rule in its own plain text.
    public void Rule()
    {
        Paragraph();
        _line.Append('_', 32);
        Line();
    }

    public void Quote(int change)
    {
        Line();
        if (_blankDue && change > 0)
            Write("");
        _blankDue = false;
        _quoted += change;
        if (change < 0)
            _blankDue = true;
    }

    public void BeginLink()
    {
        _inLink = true;
        _link.Clear();
    }

    public void EndLink(string target)
    {
        var text = _link.ToString().Trim();
        _inLink = false;
        _link.Clear();
        if (text.Length > 0 && LinkTarget.Shown(target) is { } shown && !LinkTarget.IsSaidBy(text, shown))
            Flow($" <{shown}>");
    }

    public string Finish()
    {
        Line();
        return _text.ToString();
    }

    private void Add(char c)
    {
        _line.Append(c);
        if (_inLink && _link.Length < LinkCharacters)
            _link.Append(c);
    }

    private void Write(string line)
    {
        var depth = Math.Min(_quoted, Limits.QuoteDepth);
        if (depth > 0)
            _text.Append('>', depth).Append(line.Length > 0 ? " " : "");
        _text.Append(line).Append('\n');
    }
}
