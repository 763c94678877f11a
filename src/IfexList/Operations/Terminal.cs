using System.Globalization;
using System.Text;
using System.Text.Json;

namespace IfexList.Operations;

/// <summary>Where a verb reads and writes; the tests put their own in.</summary>
/// <param name="Interactive">A person is watching: progress may be shown.</param>
public sealed record Terminal(Stream In, TextWriter Out, TextWriter Error, bool Interactive)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static Terminal OfThisProcess()
    {
        if (OperatingSystem.IsWindows())
            Console.OutputEncoding = Encoding.UTF8;
        return new Terminal(Console.OpenStandardInput(), Console.Out, Console.Error, !Console.IsOutputRedirected && !Console.IsErrorRedirected);
    }

    /// <summary>One row of a table, columns separated by two spaces. What strangers wrote can't steer the terminal.</summary>
    public void Row(params IEnumerable<object?> cells) => Out.WriteLine(string.Join("  ", cells.Select(Cell)));

    /// <summary>The answer for programs.</summary>
    public void Json(object facts) => Out.WriteLine(JsonSerializer.Serialize(facts, Web));

    /// <summary>Asks the person at the screen. Where nobody watches, nobody agrees.</summary>
    public bool Agrees(string question)
    {
        if (!Interactive)
            return false;
        Out.Write($"{question} Go on? (yes/no) ");
        Out.Flush();
        using var answer = new StreamReader(In, leaveOpen: true);
        return answer.ReadLine()?.Trim().ToLowerInvariant() is "y" or "yes";
    }

    private static string Cell(object? cell) => Convert.ToString(cell, CultureInfo.InvariantCulture) is { Length: > 0 } text ? Harmless(text) : "-";

    /// <summary>A line for the person at the screen when something failed.</summary>
    public void Complain(string line) => Error.WriteLine("ifexlist: " + Harmless(line));

    /// <summary>Without control characters (ECMA-48 escape sequences begin with one) and without bidirectional overrides, which would reorder the rest of the line.</summary>
    public static string Harmless(string text) => text.Any(IsHarmful) ? string.Concat(text.Select(c => IsHarmful(c) ? ' ' : c)) : text;

    private static bool IsHarmful(char c) => char.IsControl(c) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069';
}
