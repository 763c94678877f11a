using System.CommandLine;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>
/// <c>archive import L PATH</c>: an older archive becomes part of the place of record, one transaction per <see cref="Limits.OldMailsTogether"/> mails. It may be run again: what is
/// there already is passed over.
/// </summary>
public sealed class ArchiveImport(Terminal terminal, AdminDesk desk, MailingList list, OldDefaults defaults, bool dryRun)
{
    private readonly OldPosts _posts = new(list, new PostHash(KeyOf(desk.Settings)), desk.Lists.Domain);
    private readonly HashSet<string> _seen = [];
    private int _added, _there, _bad;

    private const string Purpose = """
        Take an older archive into the place of record

        PATH is an mbox (of a mail system, of Pipermail or HyperKitty; .gz too) or a Maildir. Each mail is cleansed as posts are and numbered by its own day; nobody is
        sent anything. Attached files stay outside. A mail that can't be taken is listed, and the exit code is 1. It may be run again: what is there already is passed over.
        """;

    public static Command Build(CommandLine line)
    {
        var list = Takes.List();
        var path = new Argument<string>("PATH") { Description = "An mbox, packed or not, or the folder of a Maildir" };
        var language = Takes.OneLanguage("The language of all its texts; without it each text's own is guessed");
        var country = new Option<string?>("--country") { HelpName = "TN", Description = "The country of those that don't name one in their heading" };
        var kind = new Option<string?>("--kind") { HelpName = "KIND", Description = "The kind of those that don't name one: alert, update, report, communique …" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Tell what would happen, and write nothing" };
        return line.Verb("import", Purpose, [list, path, language, country, kind, dryRun], (parsed, desk, cancellationToken) =>
        {
            var into = desk.List(parsed.GetRequiredValue(list));
            var defaults = Defaults(into, parsed.GetValue(language), parsed.GetValue(country), parsed.GetValue(kind));
            return new ArchiveImport(line.Terminal, desk, into, defaults, parsed.GetValue(dryRun)).RunAsync(parsed.GetRequiredValue(path), cancellationToken);
        });
    }

    private static OldDefaults Defaults(MailingList list, Language? language, string? country, string? kind)
    {
        if (list.Kind == ListKind.Desk)
            throw new VerbFailedException($"{list.Name} is a desk, its mail is no archive");
        if (language is { } one && !list.Languages.Contains(one))
            throw new VerbFailedException($"{list.Name} has no texts in {one.Code()}; it has {string.Join(", ", list.Languages.Select(l => l.Code()))}");
        Topic topic = default;
        if (country is not null && (!Topic.TryParse(country, list, out topic) || !topic.IsCountry))
            throw new VerbFailedException($"\"{country}\" is no country's code of two letters");
        if (kind is not null && ReleaseKinds.Find(kind) is null)
            throw new VerbFailedException($"\"{kind}\" is no kind of text");
        return new OldDefaults(language, country is null ? null : topic, kind is null ? null : ReleaseKinds.Find(kind));
    }

    // An archive may be the first thing that a new house gets.
    private static TokenKey KeyOf(Settings settings)
    {
        PrivateDirectory.Create(settings.DataDirectory);
        return TokenKey.LoadOrCreate(settings.TokenKeyFile);
    }

    private async Task<int> RunAsync(string path, CancellationToken cancellationToken)
    {
        if (!Path.Exists(path))
            throw new VerbFailedException($"{path}: isn't there");
        await Watched.RunAsync(terminal, path, OldMails.Size(path), async advance =>
        {
            await ReadInAsync(path, advance, cancellationToken);
            return true;
        });
        if (_added > 0 && !dryRun)
            await desk.Database.WriteAsync(tx => Restoration.Log(tx, "imported", _added, desk.Time.Now()));
        await terminal.Out.WriteLineAsync($"{(dryRun ? "would be " : "")}added {_added}, there already {_there}, bad {_bad}");
        return _bad > 0 ? 1 : 0;
    }

    private async Task ReadInAsync(string path, Action<long> advance, CancellationToken cancellationToken)
    {
        var (posts, octets) = (new List<OldPost>(Limits.OldMailsTogether), 0L);
        try
        {
            await foreach (var mail in OldMails.ReadAsync(path, advance, cancellationToken))
            {
                Read(path, mail, posts);
                octets += mail.Octets?.Length ?? 0;
                if (posts.Count < Limits.OldMailsTogether && octets < Limits.OldMailsTogetherOctets)
                    continue;
                await EnterAsync(posts);
                cancellationToken.ThrowIfCancellationRequested();
                octets = 0;
            }
        }
        catch (InvalidDataException e)
        {
            await EnterAsync(posts);
            throw new VerbFailedException($"{path}: {e.Message} What stands before was taken: {_added} added, {_there} there already.", e);
        }
        await EnterAsync(posts);
        if (_added + _there + _bad == 0)
            throw new VerbFailedException($"{path}: holds no mail; an mbox begins with a line such as \"From rana@example.org Fri Feb  3 10:11:12 2012\"");
    }

    private void Read(string path, OldMail mail, List<OldPost> posts)
    {
        if (OldPost.Read(mail, list, defaults, desk.Time.GetUtcNow(), out var reason) is { } post)
            posts.Add(post);
        else
            Complain(path, mail.Place, reason);
    }

    private void Complain(string path, string place, string reason)
    {
        _bad++;
        terminal.Error.WriteLine(Terminal.Harmless($"{path}: {place}: {reason}"));
    }

    private async Task EnterAsync(List<OldPost> posts)
    {
        var added = dryRun
            ? desk.Database.Read(db => posts.Count(post => !_posts.IsKnown(db, post) && _seen.Add(post.Message.MessageId ?? post.Place)))
            : await desk.Database.WriteAsync(tx => posts.Count(post => _posts.Enter(tx, post)));
        _added += added;
        _there += posts.Count - added;
        posts.Clear();
    }
}
