using System.Text;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>The text of an import: its beginning can be looked at before it is read, also where it comes from a pipe. Its lines end as they like and are bounded.</summary>
internal sealed class ImportText : TextReader
{
    private readonly TextReader _rest;
    private readonly char[] _buffer = new char[Limits.ImportGlance];
    private int _next;
    private int _end;

    public ImportText(TextReader text)
    {
        _rest = text;
        _end = text.ReadBlock(_buffer);
        if (_end > 0 && _buffer[0] == '\uFEFF')
            _next = 1;
        Head = Lines(_buffer.AsSpan(_next, _end - _next).ToString(), whole: _end < _buffer.Length);
    }

    /// <summary>The first lines that aren't blank.</summary>
    public IReadOnlyList<string> Head { get; }

    public override int Read()
    {
        var c = Peek();
        if (c >= 0)
            _next++;
        return c;
    }

    public override int Peek()
    {
        if (_next == _end)
            (_next, _end) = (0, _rest.Read(_buffer));
        return _end > 0 ? _buffer[_next] : -1;
    }

    public override int Read(char[] buffer, int index, int count)
    {
        if (Peek() < 0)
            return 0;
        var length = Math.Min(count, _end - _next);
        _buffer.AsSpan(_next, length).CopyTo(buffer.AsSpan(index));
        _next += length;
        return length;
    }

    /// <summary>The lines with their numbers. Of one that is too long the end is missing.</summary>
    public IEnumerable<(long Number, string Text)> Lines()
    {
        var line = new StringBuilder();
        for (var number = 1L; Peek() >= 0; number++)
        {
            line.Clear();
            int c;
            while ((c = Read()) is not (-1 or '\r' or '\n'))
                if (line.Length < Limits.RowOctets)
                    line.Append((char)c);
            if (c == '\r' && Peek() == '\n')
                Read();
            yield return (number, line.ToString());
        }
    }

    private static List<string> Lines(string text, bool whole)
    {
        var lines = text.Split(['\r', '\n']);
        return [.. (whole || lines.Length == 1 ? lines : lines[..^1]).Where(line => !string.IsNullOrWhiteSpace(line))];
    }
}
