namespace IfexList.Mail;

/// <summary>
/// The lines that the writer of a reply wrote himself: above the first quotation, below the last one, and between them. Quoted lines,
/// the lines that introduce them, signatures and the advertisements of mail programs are left out. Lines come as they were written.
/// </summary>
/// <param name="Top">Above the first quotation, where most people answer; without any quotation, everything.</param>
/// <param name="Below">Below the last quotation, where Usenet taught people to answer.</param>
/// <param name="Between">Between quotations: remarks on single points.</param>
public sealed record OwnText(IReadOnlyList<string> Top, IReadOnlyList<string> Below, IReadOnlyList<string> Between)
{
    /// <summary>Whether nobody wrote anything: an empty reply.</summary>
    public bool IsEmpty => !Top.Concat(Below).Concat(Between).Any(IsWritten);

    /// <summary>The part that holds the answer: the top, or what stands below the quotation if nothing stands above.</summary>
    public IReadOnlyList<string> Answer => Top.Any(IsWritten) ? Top : Below;

    public static bool IsWritten(string line) => !line.All(c => char.IsWhiteSpace(c) || Words.IsInvisible(c));

    public static OwnText Of(string text)
    {
        var lines = text.Split('\n');
        var top = new List<string>();
        var sinceQuotation = new List<string>();
        var between = new List<string>();
        var quoted = false;
        var signature = false;
        for (var i = 0; i < lines.Length; i++)
        {
            if (Quotation.OpensRest(lines, i))
                return new OwnText(top, [], quoted ? [.. between, .. sinceQuotation] : []);
            var attribution = Quotation.Attribution(lines, i);
            if (attribution > 0 || Quotation.IsQuoted(lines[i]))
            {
                if (attribution > 0 && !Quotation.IsMarkedBehind(lines, i + attribution))
                    return new OwnText(top, [], quoted ? [.. between, .. sinceQuotation] : []);
                between.AddRange(sinceQuotation);
                sinceQuotation.Clear();
                (quoted, signature) = (true, false);
                i += Math.Max(attribution - 1, 0);
                continue;
            }
            signature |= Quotation.OpensSignature(lines[i]);
            if (!signature && !Quotation.IsAdvertisement(lines[i]))
                (quoted ? sinceQuotation : top).Add(lines[i]);
        }
        return new OwnText(top, sinceQuotation, between);
    }
}
