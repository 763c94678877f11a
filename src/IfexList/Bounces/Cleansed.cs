using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Bounces;

/// <summary>The other side's words as owners may read them: on one line, short, and without whom they were said of.</summary>
public static partial class Cleansed
{
    private const string Somebody = "<...>";

    // Shorter ones stand in too many words.
    private const int LeastName = 3;

    /// <param name="address">Whom they were said of; servers repeat him whole or without his domain.</param>
    public static string Words(string reply, string address)
    {
        var line = HeaderText.Clean(reply);
        line = Addresses().Replace(line.Length > Limits.SetbackCharacters ? line[..Limits.SetbackCharacters] : line, Somebody);
        var name = address.Split('@')[0];
        return name.Length < LeastName ? line : line.Replace(name, Somebody, StringComparison.OrdinalIgnoreCase);
    }

    [GeneratedRegex(@"[^\s<>()\[\]""',;:]+(@|=40|%40)[^\s<>()\[\]""',;:]+", RegexOptions.NonBacktracking)]
    private static partial Regex Addresses();
}
