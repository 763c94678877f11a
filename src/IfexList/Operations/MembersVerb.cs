using System.CommandLine;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>members add|remove|list|key</c>: the organisations whose people report.</summary>
public static class MembersVerb
{
    public static Command Build(CommandLine line) => new("members", "Who may report: add, remove, list, key")
    {
        Add(line),
        Remove(line),
        Show(line),
        MemberKeysVerb.Build(line),
    };

    private static Command Add(CommandLine line)
    {
        var address = Takes.Address();
        var organisation = new Option<string>("--organisation") { HelpName = "NAME", Required = true, Description = "The organisation the address writes for" };
        var domains = Takes.Domains();
        var language = Takes.OneLanguage("The language of our letters to that address");
        return line.Verb("add", "Register an address for an organisation", [address, organisation, domains, language], async (parsed, desk, _) =>
        {
            var who = parsed.GetValue(address);
            var name = parsed.GetRequiredValue(organisation).Trim();
            if (name.Length == 0)
                throw new VerbFailedException("--organisation: the name is empty");
            await desk.AddMemberAsync(who, name, parsed.GetValue(domains) ?? [], parsed.GetValue(language));
            line.Terminal.Row("added", who, name);
            return 0;
        });
    }

    private static Command Remove(CommandLine line)
    {
        var what = new Argument<string>("ADDRESS") { Description = "A registered address, or one domain of an organisation" };
        return line.Verb("remove", "End a registration", [what], async (parsed, desk, _) =>
        {
            var text = parsed.GetRequiredValue(what);
            if (!text.Contains('@', StringComparison.Ordinal))
            {
                if (!await desk.Database.WriteAsync(tx => Membership.DropDomain(tx, text.ToLowerInvariant())))
                    throw new VerbFailedException($"{text} is no domain of a member");
            }
            else
                await RemoveAddressAsync(line.Terminal, desk, text);
            line.Terminal.Row("removed", text);
            return 0;
        });
    }

    private static async Task RemoveAddressAsync(Terminal terminal, AdminDesk desk, string text)
    {
        if (!Address.TryParse(text, out var address))
            throw new VerbFailedException($"\"{text}\" is no mail address");
        if (await desk.Database.WriteAsync(tx => Membership.Deregister(tx, address)) is not { } orphaned)
            throw new VerbFailedException(desk.Database.Read(db => Membership.OwnerOf(db, address.Domain)) is { } organisation
                ? $"{address} is not registered itself; it writes for {organisation} by its domain: remove {address.Domain}"
                : $"{address} is no member");
        foreach (var gone in orphaned.Domains.Concat(orphaned.Keys))
            terminal.Row("removed", gone, "(the organisation has no registered address left)");
    }

    private static Command Show(CommandLine line) => line.Verb("list", "Show the registered addresses by organisation", [], (_, desk, _) =>
    {
        foreach (var member in desk.Database.Read(Membership.All))
            line.Terminal.Row(member.Address, member.Organisation, member.Language?.Code(), string.Join(' ', member.Domains));
        return Task.FromResult(0);
    });
}
