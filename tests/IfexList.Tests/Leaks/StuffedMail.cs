namespace IfexList.Tests.Leaks;

/// <summary>A post with every known leak in its place. Who reads it learns of a search at a printing house; all else is nobody's business.</summary>
internal static class StuffedMail
{
    public const string Poster = "zanele.q@horria.example";
    public const string Subject = "ALERT - ZIMBABWE: Printing house searched";

    // Beside these the test writes its own.
    private static readonly string[] Single = ["From", "Date", "Message-ID", "Reply-To", "In-Reply-To", "References", "List-Id", "List-Unsubscribe", "List-Archive"];

    /// <param name="onlyHtml">Its text is to be derived from HTML.</param>
    public static string Of(string to, bool onlyHtml)
    {
        var boundary = Carried("boundary");
        var html = Part("text/html", $"<html><head>{Carried("html-head")}</head><body><p>Printing house searched</p>\n{Carried("html")}\n</body></html>");
        var text = Part("text/plain", $"Printing house searched\n\n{Carried("text")}\nThe search went on until morning.");
        var body = onlyHtml ? html : $"Content-Type: multipart/alternative; boundary=\"{boundary}-alt\"\n\n--{boundary}-alt\n{text}\n--{boundary}-alt\n{html}\n--{boundary}-alt--";
        var files = string.Concat(Leak.All.Where(leak => leak.Place is "part" or "file name" && leak.Carrier.Length > 0 && !(onlyHtml && leak.Carrier.Contains("text/enriched", StringComparison.Ordinal))).Select(leak => $"--{boundary}\n{leak.Carrier}\n"));
        return $"{Carried("header")}\n{Carried("poster")}\nTo: {to}\nSubject: {Subject}\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"{boundary}\"\n\n"
            + $"{Carried("preamble")}\n--{boundary}\n{body}\n{files}--{boundary}--\n{Carried("epilogue")}\n";
    }

    /// <summary>What a moderator's own program adds to his reply.</summary>
    public static string Headers() =>
        string.Concat(Leak.All.Where(leak => leak.Place == "header" && leak.Carrier.Length > 0 && !Single.Contains(leak.Carrier[..leak.Carrier.IndexOf(':')])).Select(leak => leak.Carrier + "\n"));

    private static string Part(string type, string content) =>
        $"Content-Type: {type}; charset=utf-8; {Carried("type", "")}\nContent-Transfer-Encoding: 8bit\n\n{content}";

    private static string Carried(string place, string between = "\n") =>
        string.Join(between, Leak.All.Where(leak => leak.Place == place && leak.Carrier.Length > 0).Select(leak => leak.Carrier));
}
