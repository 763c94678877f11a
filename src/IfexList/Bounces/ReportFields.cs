using IfexList.Foundation;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>Fields in the manner of a header (RFC 5322 §2.2): those of a report, of a reported mail, or pasted into a text.</summary>
internal sealed record ReportFields(IReadOnlyList<(string Name, string Value)> Fields)
{
    private const int NameCharacters = 60;

    public static readonly ReportFields None = new([]);

    public bool Has(string name) => First(name) is not null;

    public string? First(string name) => All(name).FirstOrDefault();

    public IEnumerable<string> All(string name) => Fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value);

    public ReportFields With(ReportFields others) => new([.. Fields, .. others.Fields]);

    public static ReportFields Of(HeaderList headers) => new([.. headers.Take(Limits.ReportFields).Select(header => (header.Field, Cut(header.Value ?? "")))]);

    /// <summary>Whatever looks like a field, also where blank lines stand between them, as some programs write.</summary>
    public static ReportFields Anywhere(string text)
    {
        var fields = new List<(string, string)>();
        foreach (var line in text.Split('\n'))
            if (!Continues(fields, line) && TryField(line, out var field) && fields.Count < Limits.ReportFields)
                fields.Add(field);
        return new ReportFields(fields);
    }

    /// <summary>The first block of lines that are all fields and among which that one is; none where there isn't any.</summary>
    public static ReportFields Block(string text, string name)
    {
        var fields = new List<(string Name, string Value)>();
        foreach (var line in text.Split('\n').Append(""))
        {
            if (Continues(fields, line))
                continue;
            if (TryField(line, out var field))
            {
                if (fields.Count < Limits.ReportFields)
                    fields.Add(field);
                continue;
            }
            if (fields.Any(found => found.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                return new ReportFields(fields);
            fields.Clear();
        }
        return None;
    }

    private static bool Continues(List<(string Name, string Value)> fields, string line)
    {
        if (fields.Count == 0 || line is not [' ' or '\t', ..] || string.IsNullOrWhiteSpace(line))
            return false;
        var (name, value) = fields[^1];
        if (value.Length + line.Length < Limits.ReportFieldCharacters)
            fields[^1] = (name, value + " " + line.Trim());
        return true;
    }

    private static bool TryField(string line, out (string Name, string Value) field)
    {
        var colon = line.AsSpan(0, Math.Min(line.Length, NameCharacters + 1)).IndexOf(':');
        field = colon > 0 ? (line[..colon].TrimEnd(), Cut(line[(colon + 1)..].Trim())) : default;
        return colon > 0 && field.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
    }

    private static string Cut(string value) => value.Length > Limits.ReportFieldCharacters ? value[..Limits.ReportFieldCharacters] : value;
}
