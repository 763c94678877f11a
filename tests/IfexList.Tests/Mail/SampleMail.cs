using System.Text.Json;
using MimeKit;

namespace IfexList.Tests.Mail;

/// <summary>The mails under tests/Mail, the manifest beside them, and the corpus of others' mail where a machine has it.</summary>
public static class SampleMail
{
    public static string Folder => Path.Combine(AppContext.BaseDirectory, "Mail");

    public static IReadOnlyList<JsonElement> Manifest { get; } =
        [.. JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(Folder, "manifest.json"))).RootElement.GetProperty("samples").EnumerateArray()];

    /// <param name="number">The number that the file's name begins with.</param>
    public static MimeMessage Load(int number) => MimeMessage.Load(File(number));

    public static byte[] Bytes(int number) => System.IO.File.ReadAllBytes(File(number));

    /// <summary>What the signer of sample 01 publishes.</summary>
    public static string DkimRecord => System.IO.File.ReadAllText(Path.Combine(Folder, "keys", "dkim-dns-records.txt")).Split('"')[1];

    public static string FileName(this JsonElement sample) => sample.GetProperty("file").GetString()!;

    public static MimeMessage Parse(string mail) =>
        MimeMessage.Load(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"))));

    private static string File(int number) => Directory.GetFiles(Folder, $"{number:00}-*.eml").Single();

    /// <summary>IFEXLIST_CORPUS, or shared/corpus beside one of the folders above; null where neither is.</summary>
    public static string? Corpus
    {
        get
        {
            if (Environment.GetEnvironmentVariable("IFEXLIST_CORPUS") is { Length: > 0 } named)
                return Directory.Exists(named) ? named : null;
            for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
                if (Path.Combine(folder.FullName, "shared", "corpus") is var corpus && System.IO.File.Exists(Path.Combine(corpus, "manifest.json")))
                    return corpus;
            return null;
        }
    }
}
