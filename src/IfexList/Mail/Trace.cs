using System.Globalization;
using System.Text;

namespace IfexList.Mail;

/// <summary>
/// Our trace line (RFC 5321 §4.4) on the stored original. The peer's IP address, which §4.4 only recommends, is left out: a source's address
/// is nothing we want to own. It never leaves the house in any case.
/// </summary>
public static class Trace
{
    public static byte[] Received(Envelope envelope, string hostName, DateTimeOffset at) => Encoding.ASCII.GetBytes(string.Create(
        CultureInfo.InvariantCulture,
        $"Received: from {Printable(envelope.Helo)}\r\n\tby {hostName} with {envelope.Protocol};\r\n\t{Date(at)}\r\n"));

    /// <summary>RFC 5322 §3.3, in UTC.</summary>
    public static string Date(DateTimeOffset at) => at.UtcDateTime.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);

    /// <summary>For people, in letters: absolute, to the minute, in UTC, with ASCII digits in every language.</summary>
    public static string Minute(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    private static string Printable(string helo) =>
        helo.Length is > 0 and <= 255 && helo.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or ':' or '[' or ']') ? helo : "unknown";
}
