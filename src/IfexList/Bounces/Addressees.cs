using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Bounces;

/// <summary>
/// Who is meant by a mail that came back. The token of the address that it came to says so, or one in the header of the mail that it encloses. Where there is
/// none, the addresses in the report do, but only of those to whom that very mail was sent: anybody can write a report.
/// </summary>
public sealed class Addressees(Database database, TokenKey key, AddressPlan addresses, TimeProvider time)
{
    /// <summary>Whether that bounce address is still good: we made it, and what it was made for isn't forgotten.</summary>
    public bool Resolves(Recipient.Bounce to) => Of(to) is { } addressee && IsRemembered(addressee);

    /// <summary>Null where the token isn't ours.</summary>
    public Addressee? Of(Recipient.Bounce to) => to.Token is { } token ? Of(TokenPurpose.Bounce, to.List, token) : null;

    /// <summary>Of a report that came to an address without a token.</summary>
    /// <param name="counts">Which of the addresses in it count where it encloses no token.</param>
    public IReadOnlyList<Addressee> NamedIn(ReturnReport report, Func<Address, bool> counts)
    {
        var bearers = report.Original.Addresses.Take(Limits.ReturnAddressesTried).Select(ByToken).OfType<Addressee>();
        // Somebody may complain of a mail of last year; nothing bounces that late.
        if (bearers.FirstOrDefault(bearer => report.Kind == ReturnKind.Complaint || IsRemembered(bearer)) is { } bearer)
            return [bearer];
        return report.Original.MessageId is { } id ? [.. ByMessage(report, id, counts).Where(named => report.Kind == ReturnKind.Complaint || IsRemembered(named))] : [];
    }

    private Addressee? ByToken(string text) => Address.TryParse(text, out var address) ? addresses.Find(address) switch
    {
        Recipient.Bounce bounce => Of(bounce),
        Recipient.Unsubscribe { Token: { } token, List: var list } => Of(TokenPurpose.Unsubscribe, list, token),
        _ => null,
    } : null;

    private Addressee? Of(TokenPurpose purpose, MailingList list, string token) =>
        key.TryRead(purpose, list.Name, token, out var person, out var rendering) ? new Addressee(person, rendering, list.Name, IsProven: true) : null;

    private bool IsRemembered(Addressee addressee) => database.Read(db => Returned.IsRemembered(db, addressee.Rendering, time.Now() - (long)Limits.TokenMemory.TotalMilliseconds));

    private List<Addressee> ByMessage(ReturnReport report, string messageId, Func<Address, bool> counts) =>
    [
        .. report.Recipients.SelectMany(recipient => (string?[])[recipient.Alias, recipient.Address]).OfType<string>().Distinct().Take(Limits.ReturnsLookedUp)
            .Select(text => Address.TryParse(text, out var address) && counts(address) ? database.Read(db => Returned.Served(db, messageId, address.Key)) : null)
            .Where(served => served is not null).Select(served => new Addressee(served!.Value.Person, served.Value.Rendering, served.Value.List, IsProven: false))
            .DistinctBy(addressee => addressee.Person),
    ];
}
