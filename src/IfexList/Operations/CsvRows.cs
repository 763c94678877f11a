using CsvHelper;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>
/// Rows of CSV (RFC 4180) below a header that names the columns in any order; any line ends, commas, or the semicolons and tabs that spreadsheets
/// write in some countries. Reads row by row; nothing is kept.
/// </summary>
internal sealed class CsvRows(TextReader reader, string name)
{
    private readonly Dictionary<string, int> _columns = [];
    private CsvReader _csv = null!;
    private int _cells;
    private bool _misquoted;

    /// <summary>The row that is being looked at, counted as editors do.</summary>
    public long Number => _csv.LineNumber + 1;

    /// <summary>Why that row can't be used.</summary>
    public string? Fault => _misquoted ? "the quotes don't match" : _csv.FieldCount > _cells ? $"{_csv.FieldCount} cells where the header has {_cells}" : null;

    /// <summary>The first of these columns that there is, in that row; null where it is empty.</summary>
    public string? Cell(params ReadOnlySpan<string> columns)
    {
        foreach (var column in columns)
            if (_columns.TryGetValue(column, out var index))
                return index < _csv.FieldCount && _csv.GetString(index).Trim() is { Length: > 0 } cell ? cell : null;
        return null;
    }

    /// <summary>One step for each row.</summary>
    /// <param name="required">Columns of which one must be there.</param>
    /// <exception cref="VerbFailedException">The header can't be used, or a quote left open has swallowed too much.</exception>
    public IEnumerable<CsvRows> Read(params string[] required)
    {
        var header = reader.ReadLine()?.TrimStart('\uFEFF') ?? throw new VerbFailedException($"{name}: the file is empty");
        var separator = Separator(header);
        ReadHeader(header, separator, required);
        using (_csv = CsvReader.Create(reader, Options(separator)))
            while (Next())
                if (_misquoted || _csv.RawRecord.ContainsAnyExcept(",;\t\" "u8))
                    yield return this;
    }

    /// <summary>The columns that a header line names, in small letters.</summary>
    public static IReadOnlyList<string> Columns(string header)
    {
        using var text = new StringReader(header);
        using var csv = CsvReader.Create(text, new CsvReaderOptions { Separator = Separator(header), HasHeader = false, OnMalformedRecord = _ => { } });
        return csv.Read() ? [.. Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim().ToLowerInvariant())] : [];
    }

    private void ReadHeader(string header, char separator, string[] required)
    {
        var names = Columns(header);
        _cells = names.Count;
        if (!names.Intersect(required).Any())
            throw new VerbFailedException($"{name}: line 1 must name the columns, \"{required[0]}\" among them; it is \"{header}\"");
        foreach (var (index, column) in names.Index().Where(n => n.Item.Length > 0))
            if (!_columns.TryAdd(column, index))
                throw new VerbFailedException($"{name}: line 1 names the column \"{column}\" twice");
    }

    private bool Next()
    {
        _misquoted = false;
        try
        {
            return _csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new VerbFailedException($"{name}: line {e.LineNumber + 1}: the row is too long: is a quote left open?", e);
        }
    }

    private CsvReaderOptions Options(char separator) => new()
    {
        Separator = separator,
        HasHeader = false,
        TrackLineNumbers = true,
        MaxRecordSize = Limits.RowOctets,
        OnMalformedRecord = _ => _misquoted = true,
    };

    // By the header alone: the languages in the rows below it are separated by semicolons of their own.
    private static char Separator(string header) => header.Contains(',') ? ',' : header.Contains(';') ? ';' : header.Contains('\t') ? '\t' : ',';
}
