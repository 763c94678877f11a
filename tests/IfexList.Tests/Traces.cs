using System.Text;

namespace IfexList.Tests;

/// <summary>Searches every byte of a folder for addresses, as a security officer would: as they are, in base64 at any alignment, in quoted-printable, in UTF-16.</summary>
public static class Traces
{
    // What base64 makes of a text's first and last octets depends on its neighbours.
    private const int Margin = 3;

    /// <returns>The files that hold one of them, each with the first that was found.</returns>
    public static IReadOnlyList<string> Of(string folder, IReadOnlyCollection<string> addresses)
    {
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var text = Encoding.Latin1.GetString(Read(file));
            var folded = text.Replace("\r\n", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
            if (addresses.FirstOrDefault(address => Forms(address).Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase)) || Base64(address).Any(folded.Contains)) is { } address)
                found.Add($"{Path.GetFileName(file)}: {address}");
        }
        return found;
    }

    private static IEnumerable<string> Forms(string address) =>
        [address, address.Replace("@", "=40", StringComparison.Ordinal), Encoding.Latin1.GetString(Encoding.Unicode.GetBytes(address))];

    private static IEnumerable<string> Base64(string address)
    {
        for (var shift = 0; shift < 3; shift++)
            yield return Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('x', shift) + address))[(Margin + 1)..^4];
    }

    // The daemon has it open.
    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
