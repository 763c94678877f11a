using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IfexList.Scenarios.Actors;

/// <summary>The mails of tests/Mail, octet by octet, and what their manifest expects of us.</summary>
internal static partial class Samples
{
    private static readonly Dictionary<string, JsonElement> Manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "manifest.json")))
        .RootElement.GetProperty("samples").EnumerateArray().ToDictionary(sample => sample.GetProperty("file").GetString()![..2]);

    private static string Folder => Path.Combine(AppContext.BaseDirectory, "Mail");

    /// <param name="number">The two digits that its file's name begins with.</param>
    /// <param name="token">What stands in the place of its placeholder.</param>
    public static byte[] Bytes(string number, string token = "")
    {
        var mail = File.ReadAllBytes(Directory.GetFiles(Folder, number + "-*.eml").Single());
        return Encoding.Latin1.GetBytes(Placeholder().Replace(Encoding.Latin1.GetString(mail), token));
    }

    /// <summary>The envelope's sender.</summary>
    public static string Sender(string number) => ReturnPath().Match(Encoding.Latin1.GetString(Bytes(number))).Groups[1].Value;

    public static string Language(string number) => Manifest[number].GetProperty("language").GetString()!;

    public static IEnumerable<string> MustContain(string number) => Expected(number, "text_contains").Select(text => text.Split(" (or ")[0]);

    public static IEnumerable<string> MustNotContain(string number) => Expected(number, "relayed_must_not_contain");

    private static IEnumerable<string> Expected(string number, string what) =>
        Manifest[number].TryGetProperty("expect", out var expect) && expect.TryGetProperty(what, out var texts)
            ? texts.EnumerateArray().Select(text => text.GetString()!)
            : [];

    [GeneratedRegex("MODTOKEN0000|CONFTOKEN00|UNSUBTOKEN0|BOUNCETOKEN0")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"^Return-Path: <([^>]*)>", RegexOptions.Multiline)]
    private static partial Regex ReturnPath();
}
