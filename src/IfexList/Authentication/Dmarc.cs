using System.Net.Sockets;

namespace IfexList.Authentication;

/// <summary>
/// Asks what a From domain publishes, and who else speaks for it (RFC 9989). The questions name domains only, so they can be asked before anything is known
/// of the mail's signatures.
/// </summary>
public sealed class Dmarc(NameLookup names)
{
    /// <param name="author">The domain of the From line.</param>
    /// <param name="speakers">Domains for which SPF or DKIM may pass.</param>
    public async Task<DmarcRules> AskAsync(string author, IEnumerable<string> speakers, CancellationToken cancellationToken)
    {
        var walk = await DmarcWalk.FromAsync(author, names, cancellationToken);
        if (walk.Applied is not { } record)
            return new DmarcRules(walk, null, []);
        // Who isn't in the same organisation's part of the tree isn't in the organisation.
        var kin = speakers.Distinct().Where(name => name != author && IsWithin(name, walk.Organisation)).ToList();
        var walks = await Task.WhenAll(kin.Select(name => DmarcWalk.FromAsync(name, names, cancellationToken)));
        return new DmarcRules(walk, await PolicyAsync(author, record, cancellationToken), walks);
    }

    private static bool IsWithin(string name, string domain) => name == domain || name.EndsWith("." + domain, StringComparison.Ordinal);

    private async Task<DmarcPolicy?> PolicyAsync(string author, DmarcRecord record, CancellationToken cancellationToken) => record switch
    {
        _ when record.Domain == author => record.Policy,
        _ when record.Missing != record.Below && !await ExistsAsync(author, cancellationToken) => record.Missing,
        _ => record.Below,
    };

    // RFC 9989 §3.2.13: nothing at all under that name. Where nobody answers, it counts as one that is there.
    private async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(
            StateAsync(names.AddressesAsync(name, AddressFamily.InterNetwork, cancellationToken)),
            StateAsync(names.AddressesAsync(name, AddressFamily.InterNetworkV6, cancellationToken)),
            StateAsync(names.ExchangesAsync(name, cancellationToken)));
        return answers.Any(state => state is DnsState.Found or DnsState.Failed);
    }

    private static async Task<DnsState> StateAsync<T>(Task<DnsAnswer<T>> answer) => (await answer).State;
}

/// <summary>What counts for mail of one From domain, as the DNS says.</summary>
/// <param name="Policy">The one that applies to it; null where nothing is published, or nothing that can be followed.</param>
/// <param name="Kin">What was found from the other names that may speak for it.</param>
public sealed record DmarcRules(DmarcWalk Author, DmarcPolicy? Policy, IReadOnlyList<DmarcWalk> Kin)
{
    /// <summary>Where nobody answered in time.</summary>
    public static DmarcRules Unknown(string author) => new(new DmarcWalk(author, [], HasFailed: true), null, []);

    public DmarcEvidence Judge(SpfEvidence spf, IReadOnlyList<DkimEvidence> dkim)
    {
        var isAligned = Comes(CheckResult.Pass, spf, dkim);
        return new DmarcEvidence(Result(isAligned, spf, dkim), Author.Start, Author.HasFailed ? null : Policy, isAligned,
            IsReaddressed: isAligned && !Comes(CheckResult.Pass, spf, [.. dkim.Where(signature => signature.CoversRecipients)]));
    }

    private CheckResult Result(bool isAligned, SpfEvidence spf, IReadOnlyList<DkimEvidence> dkim) => this switch
    {
        { Author.HasFailed: true } => CheckResult.TempError,
        { Author.Applied: null } => CheckResult.None,
        { Policy: null } => CheckResult.PermError,
        _ when isAligned => CheckResult.Pass,
        // Another time it may come to a pass.
        _ when Comes(CheckResult.TempError, spf, dkim) || IsKinUnknown(spf, dkim) => CheckResult.TempError,
        _ => CheckResult.Fail,
    };

    // Whether a check that speaks for the author came to that.
    private bool Comes(CheckResult result, SpfEvidence spf, IReadOnlyList<DkimEvidence> dkim) =>
        spf.Result == result && Speaks(spf.Domain.ToLowerInvariant(), Author.Applied is { IsSpfStrict: true })
        || dkim.Any(signature => signature.Result == result && Speaks(signature.Domain, Author.Applied is { IsDkimStrict: true }));

    private bool IsKinUnknown(SpfEvidence spf, IReadOnlyList<DkimEvidence> dkim) => Kin.Any(walk => walk.HasFailed
        && (spf.Result == CheckResult.Pass && spf.Domain.Equals(walk.Start, StringComparison.OrdinalIgnoreCase) || dkim.Any(signature => signature.Result == CheckResult.Pass && signature.Domain == walk.Start)));

    // Where nothing is published, nobody says where an organisation ends: a name below the author's speaks for it, one above or beside it doesn't.
    private bool Speaks(string domain, bool isStrict) =>
        domain == Author.Start
        || !isStrict && (Author is { Applied: null, HasFailed: false }
            ? domain.EndsWith("." + Author.Start, StringComparison.Ordinal)
            : Kin.Any(walk => walk.Start == domain && !walk.HasFailed && walk.Organisation == Author.Organisation));
}
