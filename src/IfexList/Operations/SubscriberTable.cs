using System.Text;
using CsvHelper;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>One line of a table of readers: good, or bad with its reason. The closed set that <see cref="SubscriberTable"/> reads.</summary>
public abstract record TableLine
{
    private TableLine() { }

    public sealed record Reader(Address Address, Preferences Wish) : TableLine;

    /// <param name="Number">Counted from 1, as editors do.</param>
    public sealed record Bad(long Number, string Reason) : TableLine;
}

/// <summary>
/// Readers as CSV (RFC 4180): a header that names the columns in any order, <c>address</c> among them; UTF-8 with or without a mark, any line ends,
/// commas, or the semicolons and tabs that spreadsheets write in some countries.
/// </summary>
public sealed class SubscriberTable(TextReader reader, string name, MailingList list)
{
    private int _columns, _address, _languages, _format, _rhythm;
    private bool _misquoted;

    public const string Header = "address,languages,format,rhythm\r\n";

    public static string Rows(IEnumerable<Subscriber> subscribers)
    {
        var text = new StringBuilder();
        foreach (var s in subscribers)
            text.Append(Quoted(s.Address.ToString())).Append(',').Append(Languages.Join(s.Choices.Languages))
                .Append(',').Append(s.Choices.Format.Code()).Append(',').Append(s.Choices.Rhythm.Code()).Append("\r\n");
        return text.ToString();
    }

    /// <summary>Reads line by line; nothing is kept.</summary>
    /// <exception cref="VerbFailedException">The header can't be used, or a quote left open has swallowed too much.</exception>
    public IEnumerable<TableLine> Read()
    {
        var header = reader.ReadLine()?.TrimStart('\uFEFF') ?? throw new VerbFailedException($"{name}: the file is empty");
        var separator = Separator(header);
        ReadHeader(header, separator);
        using var csv = CsvReader.Create(reader, Options(separator));
        while (Next(csv))
            if (_misquoted || HasText(csv))
                yield return Line(csv);
    }

    private bool Next(CsvReader csv)
    {
        _misquoted = false;
        try
        {
            return csv.Read();
        }
        catch (CsvFormatException e)
        {
            throw new VerbFailedException($"{name}: line {e.LineNumber + 1}: the row is too long: is a quote left open?", e);
        }
    }

    private TableLine Line(CsvReader csv)
    {
        // The header was read before.
        var number = csv.LineNumber + 1;
        if (_misquoted)
            return new TableLine.Bad(number, "the quotes don't match");
        if (csv.FieldCount > _columns)
            return new TableLine.Bad(number, $"{csv.FieldCount} cells where the header has {_columns}");
        if (Cell(csv, _address) is not { } text)
            return new TableLine.Bad(number, "the address is missing");
        // U+FFFD is what the decoder puts in place of bytes that are no UTF-8.
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
            return new TableLine.Bad(number, "the address is not in UTF-8");
        if (!Address.TryParse(text, out var address))
            return new TableLine.Bad(number, $"\"{text}\" is no mail address");
        if (!TryLanguages(Cell(csv, _languages), out var languages, out var reason)
            || !TryWord<CopyFormat>("format", Cell(csv, _format), out var format, out reason)
            || !TryWord<Rhythm>("rhythm", Cell(csv, _rhythm), out var rhythm, out reason))
            return new TableLine.Bad(number, reason);
        return new TableLine.Reader(address, new Preferences(languages, format, rhythm));
    }

    private static bool HasText(CsvReader csv) => csv.RawRecord.ContainsAnyExcept(",;\t\" "u8);

    private static string? Cell(CsvReader csv, int column) =>
        column >= 0 && column < csv.FieldCount && csv.GetString(column).Trim() is { Length: > 0 } cell ? cell : null;

    private bool TryLanguages(string? cell, out IReadOnlyList<Language>? languages, out string reason)
    {
        (languages, reason) = (null, "");
        if (cell is null)
            return true;
        var found = new List<Language>();
        foreach (var code in cell.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!Languages.TryParse(code, out var language) || !list.Languages.Contains(language))
            {
                reason = $"\"{code}\" is none of the languages of {list.Name}: {string.Join(", ", list.Languages.Select(l => l.Code()))}";
                return false;
            }
            if (!found.Contains(language))
                found.Add(language);
        }
        languages = found.Count > 0 ? found : null;
        return true;
    }

    private static bool TryWord<T>(string column, string? cell, out T? value, out string reason) where T : struct, Enum
    {
        (value, reason) = (null, "");
        if (cell is null)
            return true;
        foreach (var one in Enum.GetValues<T>())
            if (cell.Equals(one.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                value = one;
                return true;
            }
        reason = $"{column} \"{cell}\" is none of {string.Join(", ", Enum.GetNames<T>().Select(n => n.ToLowerInvariant()))}";
        return false;
    }

    private void ReadHeader(string header, char separator)
    {
        using var text = new StringReader(header);
        using var csv = CsvReader.Create(text, Options(separator));
        var names = csv.Read() ? Enumerable.Range(0, csv.FieldCount).Select(i => csv.GetString(i).Trim().ToLowerInvariant()).ToList() : [];
        _columns = names.Count;
        (_address, _languages, _format, _rhythm) = (names.IndexOf("address"), names.IndexOf("languages"), names.IndexOf("format"), names.IndexOf("rhythm"));
        if (_address < 0)
            throw new VerbFailedException($"{name}: line 1 must name the columns, \"address\" among them; it is \"{header}\"");
        if (names.Where(n => n.Length > 0).GroupBy(n => n).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new VerbFailedException($"{name}: line 1 names the column \"{twice.Key}\" twice");
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

    private static string Quoted(string cell) => cell.AsSpan().ContainsAny(",\";\r\n") ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;
}
