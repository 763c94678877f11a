using System.Net.Sockets;
using System.Text;

namespace IfexList.Authentication;

/// <summary>Fills the macros of an SPF record with what is known of the mail (RFC 7208 §7.2 and §7.3).</summary>
public sealed class SpfMacros(SpfIdentity identity)
{
    // RFC 7208 §7.3: a longer name loses labels on its left.
    private const int NameCharacters = 253;

    /// <summary>Whether the client's own name stands in it, for which the DNS must be asked first.</summary>
    public static bool NeedsClientName(SpfDomain name) => name.Pieces.Any(piece => piece is SpfPiece.Macro { Letter: 'p' });

    /// <summary>The name, without a dot at its end. Null where a local part in UTF-8 would stand in it: then its term matches nobody (RFC 8616 §4).</summary>
    /// <param name="domain">Of the record.</param>
    /// <param name="clientName">The client's.</param>
    public string? Expand(SpfDomain name, string domain, string clientName)
    {
        if (!Ascii.IsValid(identity.LocalPart) && name.Pieces.Any(piece => piece is SpfPiece.Macro { Letter: 's' or 'l' }))
            return null;
        var expanded = string.Concat(name.Pieces.Select(piece => piece is SpfPiece.Macro macro ? Expand(macro, domain, clientName) : ((SpfPiece.Literal)piece).Text));
        return Shortened(expanded.EndsWith('.') ? expanded[..^1] : expanded);
    }

    private string Expand(SpfPiece.Macro macro, string domain, string clientName)
    {
        var parts = Value(macro.Letter, domain, clientName).Split([.. macro.Delimiters]);
        if (macro.IsReversed)
            Array.Reverse(parts);
        var kept = string.Join('.', parts.TakeLast(macro.Parts));
        return macro.IsEscaped ? Uri.EscapeDataString(kept) : kept;
    }

    private string Value(char letter, string domain, string clientName) => letter switch
    {
        's' => $"{identity.LocalPart}@{identity.Domain}",
        'l' => identity.LocalPart,
        'o' => identity.Domain,
        'd' => domain,
        'i' => string.Join('.', AddressLabels.Of(identity.Client)),
        'p' => clientName,
        'h' => identity.Helo,
        _ => identity.Client.AddressFamily == AddressFamily.InterNetworkV6 ? "ip6" : "in-addr",
    };

    private static string Shortened(string name)
    {
        var tooMany = name.Length - NameCharacters;
        return tooMany > 0 && name.IndexOf('.', tooMany - 1) is >= 0 and var dot ? name[(dot + 1)..] : name;
    }
}
