using System.CommandLine;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>held list|show|approve|reject|log|original</c>: the posts that wait for a decision, and what is kept of those decided, from the shell.</summary>
public static class HeldVerb
{
    public static Command Build(CommandLine line) => new("held", "Posts that wait for a decision: list, show, approve, reject, log, original")
    {
        List(line),
        Show(line),
        Approve(line),
        Reject(line),
        HeldLogVerb.Build(line),
        HeldOriginalVerb.Build(line),
    };

    private static Command List(CommandLine line) => line.Verb("list", "One line for each held post, its ID first", [], (_, desk, _) =>
    {
        foreach (var post in desk.Database.Read(HeldPosts.All))
            line.Terminal.Row(post.Id, post.List, Kind(post), post.Language.Code(), $"{Instant.Time(post.At):yyyy-MM-dd HH:mm}Z", post.Sender, post.Subject);
        return Task.FromResult(0);
    });

    private static Command Show(CommandLine line)
    {
        var id = Takes.Id();
        return line.Verb("show", "One held post: what it says about itself, and its text", [id], (parsed, desk, _) =>
        {
            var post = desk.Database.Read(db => HeldPosts.Find(db, parsed.GetValue(id))) ?? throw new VerbFailedException($"no post {parsed.GetValue(id)} is held");
            var bytes = desk.Database.Read(db => Inbox.Body(db, post.Body)) ?? throw new VerbFailedException($"the body of post {post.Id} is missing: see check --data");
            Print(line.Terminal, desk, post, bytes);
            return Task.FromResult(0);
        });
    }

    private static Command Approve(CommandLine line)
    {
        var id = Takes.Id();
        var country = new Option<string?>("--country") { HelpName = "TN", Description = "The country that it is about: whoever chose that country or its region gets it" };
        var topics = new Option<string[]>("--topic") { HelpName = "TOPIC", Description = "A theme of the list or a region (may be repeated); without any, it goes to everybody" };
        return line.Verb("approve", "Release a post to its readers", [id, country, topics], async (parsed, desk, _) =>
        {
            var done = await HeldDecision.ApproveAsync(desk, parsed.GetValue(id), parsed.GetValue(country), parsed.GetValue(topics) ?? []);
            line.Terminal.Row($"{parsed.GetValue(id)}", done);
            return 0;
        });
    }

    private static Command Reject(CommandLine line)
    {
        var id = Takes.Id();
        var reason = new Option<string>("--reason") { HelpName = "TEXT", Required = true, Description = "What the member is told" };
        return line.Verb("reject", "Refuse a post; the member gets the reason", [id, reason], async (parsed, desk, _) =>
        {
            var done = await HeldDecision.DecideAsync(desk, parsed.GetValue(id), new ModeratorReply.Reject(parsed.GetValue(reason)!));
            line.Terminal.Row($"{parsed.GetValue(id)}", done);
            return 0;
        });
    }

    private static void Print(Terminal terminal, AdminDesk desk, HeldPost post, byte[] bytes)
    {
        terminal.Row("id:", post.Id);
        terminal.Row("list:", post.List);
        terminal.Row("kind:", Kind(post));
        terminal.Row("language:", post.Language.Code());
        terminal.Row("received:", $"{Instant.Time(post.At):yyyy-MM-dd HH:mm:ss}Z");
        terminal.Row("from:", post.Sender);
        if (post.Organisation is { } organisation)
            terminal.Row("organisation:", desk.Database.Read(db => Roster.OrganisationName(db, organisation)));
        terminal.Row("subject:", post.Subject);
        terminal.Row("size:", $"{bytes.Length} octets");
        terminal.Out.WriteLine();
        var message = RawMessage.Parse(bytes);
        foreach (var row in PlainText.Of(message).ReplaceLineEndings("\n").Split('\n'))
            terminal.Out.WriteLine(Terminal.Harmless(row.TrimEnd()));
        foreach (var attachment in message.Attachments)
            terminal.Row("attached:", attachment.ContentType.MimeType, attachment.ContentDisposition?.FileName ?? attachment.ContentType.Name);
    }

    private static string Kind(HeldPost post) => $"{post.Kind}{(post.State == HeldState.Open ? "" : $", {post.State}")}".ToLowerInvariant();
}
