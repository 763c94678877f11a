using IfexList.Ledger;
using IfexList.Mail;

namespace IfexList.Bounces;

/// <summary>The fields of one recipient in a delivery status (RFC 3464 §2.3).</summary>
internal sealed record StatusGroup(IReadOnlyList<(string Name, string Value)> Fields)
{
    /// <summary>Whom the other side tried; often with the type of the address in front.</summary>
    public string? Final => this["Final-Recipient"] ?? this["X-Actual-Recipient"];

    /// <summary>Whom we wrote to, where somebody remembered.</summary>
    public string? Original => this["Original-Recipient"] ?? this["X-Original-Recipient"];

    /// <summary>failed, delayed, delivered, relayed, expanded (RFC 3464 §2.3.3).</summary>
    public string? Action => this["Action"] is { } action ? action.Trim().Split(' ', '(', ';')[0].ToLowerInvariant() : null;

    public EnhancedStatus? Status => SaidReply.StatusIn(this["Status"] ?? "");

    /// <summary>The other side's words, without their type (<c>smtp;</c>).</summary>
    public string Diagnostic
    {
        get
        {
            var said = this["Diagnostic-Code"] ?? this["X-Supplementary-Info"] ?? "";
            var type = said.IndexOf(';', StringComparison.Ordinal);
            return (type is >= 0 and < 20 ? said[(type + 1)..] : said).Trim();
        }
    }

    public bool NamesSomebody => Final is not null || Original is not null;

    /// <summary>Why a failure failed is <see cref="Reasons"/>' to say; null.</summary>
    public ReturnClass? Fate => Action switch
    {
        "delivered" or "relayed" or "expanded" => ReturnClass.Delivered,
        "delayed" => ReturnClass.Delayed,
        null when Status is { Class: 2 } => ReturnClass.Delivered,
        _ => null,
    };

    private string? this[string name] => Fields.Where(field => field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(field => field.Value).FirstOrDefault(value => value.Length > 0);
}
