using System.CommandLine;
using System.Text;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary><c>held original ID</c>: a post as it came in; of a decided one what is kept of it, opened where we can.</summary>
public static class HeldOriginalVerb
{
    public static Command Build(CommandLine line)
    {
        var id = Takes.Id();
        var into = new Option<string?>("--out") { HelpName = "FILE", Description = "Write it there, byte for byte, for your eyes only; without, it is shown" };
        return line.Verb("original", "The untouched mail of a post, as long as it is kept; where only the desk's key opens it, as it was encrypted", [id, into], async (parsed, desk, cancellationToken) =>
        {
            var mail = Read(desk, parsed.GetValue(id));
            if (parsed.GetValue(into) is { } file)
            {
                await WriteAsync(file, mail, cancellationToken);
                line.Terminal.Row("written", file);
            }
            else
                foreach (var row in Encoding.UTF8.GetString(mail).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
                    line.Terminal.Out.WriteLine(Terminal.Harmless(row));
            return 0;
        });
    }

    private static byte[] Read(AdminDesk desk, long id)
    {
        if (desk.Database.Read(db => HeldPosts.Find(db, id) is { } post ? Inbox.Body(db, post.Body) : null) is { } held)
            return held;
        var original = desk.Database.Read(db => SealedOriginals.Find(db, id)) ?? throw new VerbFailedException($"no original of post {id} is kept");
        return original.IsDesks ? original.Bytes
            : new HouseSeal(TokenKey.LoadOrCreate(desk.Settings.TokenKeyFile)).Open(original.Bytes)
            ?? throw new VerbFailedException($"the original of post {id} was sealed with another token key than {desk.Settings.TokenKeyFile}");
    }

    private static async Task WriteAsync(string file, byte[] mail, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        await using var stream = new FileStream(file, options);
        await stream.WriteAsync(mail, cancellationToken);
    }
}
