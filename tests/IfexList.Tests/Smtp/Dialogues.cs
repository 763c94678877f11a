using IfexList.Foundation;

namespace IfexList.Tests.Smtp;

/// <summary>Every conversation in tests/Dialogues, as one write per line and again octet by octet.</summary>
public class Dialogues
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Dialogues");

    // Small, so that what is too large is soon sent; a dialogue may count on it.
    private static readonly SmtpSettings Settings = new() { MaxMessageBytes = 200_000 };

    public static TheoryData<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*.smtp").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Files))]
    public Task Goes_as_written(string file) => PlayAsync(file, int.MaxValue);

    [Theory, MemberData(nameof(Files))]
    public Task Goes_as_written_when_every_octet_comes_alone(string file) => PlayAsync(file, 1);

    private static async Task PlayAsync(string file, int octetsPerSegment)
    {
        using var pair = new PemPair("mx.example.org");
        await using var server = await Server.StartAsync(pair.In(Settings));
        await new DialoguePlayer(server, octetsPerSegment).PlayAsync(Path.Combine(Folder, file));
    }
}
