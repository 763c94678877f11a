using System.CommandLine;
using IfexList.Authentication;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>members key add|remove|list</c>: the keys by which an organisation's signatures are known.</summary>
public static class MemberKeysVerb
{
    // A key that many have signed for takes some hundred kilobytes.
    private const int KeyOctets = 1024 * 1024;

    public static Command Build(CommandLine line) => new("key", "The keys that members sign with: add, remove, list")
    {
        Add(line),
        Remove(line),
        Show(line),
    };

    private static Command Add(CommandLine line)
    {
        var who = new Argument<string>("WHO") { Description = "An organisation's name, or an address that writes for it" };
        var file = new Argument<string>("FILE") { Description = "Its public OpenPGP key (armoured or binary), or its S/MIME certificate (PEM or DER)" };
        return line.Verb("add", "Register a key: what it signs is known to be the organisation's. Compare the fingerprint with its owner first", [who, file], async (parsed, desk, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (new FileInfo(path) is { Exists: true, Length: > KeyOctets })
                throw new VerbFailedException($"{path} is too large for a key");
            if (!KeyFile.TryRead(await File.ReadAllBytesAsync(path, cancellationToken), out var key, out var reason))
                throw new VerbFailedException($"{path} {reason}");
            if (key.IsRevoked || key.Ends <= desk.Time.GetUtcNow())
                throw new VerbFailedException($"{path}: this key {(key.IsRevoked ? "is revoked" : $"ended on {key.Ends:yyyy-MM-dd}")}: ask for the newer one");
            var organisation = Find(desk, parsed.GetRequiredValue(who));
            if (desk.Database.Read(db => MemberKeys.OrganisationOf(db, key.Fingerprint)) is { } owner && owner != organisation)
                throw new VerbFailedException($"the key {key.Fingerprint} belongs to {owner.Name}");
            await desk.Database.WriteAsync(tx => MemberKeys.Register(tx, new MemberKey(key.Fingerprint, key.Kind, organisation, key.Bytes), desk.Time.Now()));
            line.Terminal.Row("added", key.Fingerprint, organisation.Name, key.Owner, Ends(key));
            return 0;
        });
    }

    private static Organisation Find(AdminDesk desk, string who) => desk.Database.Read(db =>
        Membership.Find(db, who) ?? (Address.TryParse(who, out var address) ? Roster.OrganisationOf(db, address) : null))
        ?? throw new VerbFailedException($"no member is called \"{who}\" or writes from there: see members list");

    private static Command Remove(CommandLine line)
    {
        var fingerprint = new Argument<string>("FINGERPRINT") { Description = "As list shows it" };
        return line.Verb("remove", "What this key signs says nothing any more", [fingerprint], async (parsed, desk, _) =>
        {
            var gone = string.Concat(parsed.GetRequiredValue(fingerprint).Where(char.IsAsciiHexDigit)).ToUpperInvariant();
            if (!await desk.Database.WriteAsync(tx => MemberKeys.Drop(tx, gone)))
                throw new VerbFailedException($"{parsed.GetValue(fingerprint)} is no registered key");
            line.Terminal.Row("removed", gone);
            return 0;
        });
    }

    private static Command Show(CommandLine line) => line.Verb("list", "One line for each key: its fingerprint, whose it is, and when it ends", [], (_, desk, _) =>
    {
        foreach (var key in desk.Database.Read(MemberKeys.All))
            if (KeyFile.TryRead(key.Bytes, out var file, out var reason))
                line.Terminal.Row(key.Fingerprint, key.Organisation.Name, Name(key.Kind), file.Owner, file.Ends <= desk.Time.GetUtcNow() ? "ended" : Ends(file));
            else
                line.Terminal.Row(key.Fingerprint, key.Organisation.Name, Name(key.Kind), reason);
        return Task.FromResult(0);
    });

    private static string Name(KeyKind kind) => kind == KeyKind.Smime ? "S/MIME" : "OpenPGP";

    private static string Ends(KeyFile key) => key.Ends is { } ends ? $"until {ends:yyyy-MM-dd}" : "without end";
}
