using IfexList.Foundation;

namespace IfexList.Authentication;

/// <summary>What the walk from a name up the tree found (RFC 9989 §4.10), the nearest first.</summary>
/// <param name="HasFailed">A question on the way got no answer: what is above isn't known.</param>
public sealed record DmarcWalk(string Start, IReadOnlyList<DmarcRecord> Found, bool HasFailed)
{
    /// <summary>The organisation that the name belongs to (RFC 9989 §4.10.2).</summary>
    public string Organisation => Found is []
        ? Start
        : Found[^1] is { IsBoundary: true } boundary && boundary.Domain != Start ? Child(boundary.Domain) : Found[^1].Domain;

    /// <summary>The record that speaks for mail of that name (RFC 9989 §4.10.1): its own, its organisation's, or that of the registry above.</summary>
    public DmarcRecord? Applied => Found.FirstOrDefault(record => record.Domain == Start) ?? Found.FirstOrDefault(record => record.Domain == Organisation) ?? (Found is [] ? null : Found[^1]);

    public static async Task<DmarcWalk> FromAsync(string start, NameLookup names, CancellationToken cancellationToken)
    {
        var found = new List<DmarcRecord>();
        for (var name = start; name.Length > 0; name = Parent(name))
        {
            var answer = await names.TextsAsync("_dmarc." + name, cancellationToken);
            if (answer.HasFailed)
                return new DmarcWalk(start, found, HasFailed: true);
            // Of several none counts.
            if (answer.Records.Select(text => DmarcRecord.Parse(name, text)).OfType<DmarcRecord>().ToList() is not [var record])
                continue;
            found.Add(record);
            if (record.IsBoundary is not null)
                break;
        }
        return new DmarcWalk(start, found, HasFailed: false);
    }

    private static string Parent(string name)
    {
        var labels = name.Split('.');
        return string.Join('.', labels[Math.Max(1, labels.Length - Limits.DmarcLabels)..]);
    }

    // One label below: where the walk jumped, too.
    private string Child(string domain) => string.Join('.', Start.Split('.')[^(domain.Split('.').Length + 1)..]);
}
