using System.Diagnostics;
using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using MimeKit;
using SkiaSharp;

namespace IfexList.Load;

/// <summary>
/// A mail of 5 MB with ten photos of 8 megapixels each, from its bytes to ten clean files. Each run is a process of its own, since the most memory that a
/// process ever had is never given back. Beside it, the same photos only decoded, which is the least that any cleaning by pixels must do.
/// </summary>
public sealed class CleansedMail(Plan plan, Report report)
{
    private const int Photos = 10;
    private const int Width = 3264;
    private const int Height = 2448;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryFolder();
        var mail = folder.File("mail.eml");
        await File.WriteAllBytesAsync(mail, Mail(), cancellationToken);
        var (cleaned, decoded, peak) = (new List<Run>(), new List<Run>(), 0L);
        for (var run = 0; run < plan.Runs; run++)
        {
            using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["cleanse-once", mail]) { RedirectStandardOutput = true })!;
            var said = (await process.StandardOutput.ReadToEndAsync(cancellationToken)).Split(' ', StringSplitOptions.TrimEntries);
            if (said is not [var whole, var bare, var kilobytes])
                throw new LoadException("the photos were not cleaned");
            cleaned.Add(new Run(Photos, TimeSpan.FromMilliseconds(double.Parse(whole, CultureInfo.InvariantCulture))));
            decoded.Add(new Run(Photos, TimeSpan.FromMilliseconds(double.Parse(bare, CultureInfo.InvariantCulture))));
            peak = Math.Max(peak, long.Parse(kilobytes, CultureInfo.InvariantCulture));
        }
        var size = new FileInfo(mail).Length / 1e6;
        report.Add(string.Create(CultureInfo.InvariantCulture, $"cleansing a mail of {size:0.0} MB with ten photos of 8 megapixels"), cleaned, peak, ("decoding them", decoded));
    }

    /// <summary>Cleanses a mail and says how long it took, how long its photos take to be decoded alone, and this process's most kilobytes before that.</summary>
    public static void Once(FileInfo mail, TextWriter output)
    {
        var list = new ListCatalogue(new Settings { Lists = new Dictionary<string, ListSettings> { ["alerts"] = new() { Attachments = AttachmentPolicy.Images, AttachmentBytes = int.MaxValue } } }).All[0];
        var watch = Stopwatch.StartNew();
        var message = RawMessage.Parse(File.ReadAllBytes(mail.FullName));
        var post = Cleansing.Of(message, PlainText.Of(message));
        var clean = FileCleaner.Clean(FilePlan.Of(post, list), list.Source.AttachmentOctets);
        var (whole, peak) = (watch.Elapsed, ProcessReading.PeakKilobytes(Process.GetCurrentProcess()));
        if (clean.Files.Count != Photos)
            return;
        watch.Restart();
        foreach (var file in post.Attached)
            SKBitmap.Decode(file.Read()).Dispose();
        output.Write(string.Create(CultureInfo.InvariantCulture, $"{whole.TotalMilliseconds} {watch.Elapsed.TotalMilliseconds} {peak}"));
    }

    private static byte[] Mail()
    {
        var mixed = new Multipart("mixed") { new TextPart("plain") { Text = "Ten photos of the seized plates.\n" } };
        for (var number = 0; number < Photos; number++)
            mixed.Add(new MimePart("image", "jpeg")
            {
                FileName = $"IMG_{number}.JPG",
                Content = new MimeContent(new MemoryStream(Photo(number))),
                ContentTransferEncoding = ContentEncoding.Base64,
            });
        using var bytes = new MemoryStream();
        new MimeMessage([new MailboxAddress("", "amel@horria.example")], [new MailboxAddress("", "alerts@lists.example.org")], "Ten photos", mixed).WriteTo(bytes);
        return bytes.ToArray();
    }

    // Soft shapes, as a photo has them: about 370 KB each.
    private static byte[] Photo(int seed)
    {
        var random = new Random(seed);
        using var bitmap = new SKBitmap(Width, Height);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { IsAntialias = true };
        for (var shape = 0; shape < 4000; shape++)
        {
            paint.Color = new SKColor((byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(256), (byte)random.Next(40, 160));
            canvas.DrawCircle(random.Next(Width), random.Next(Height), random.Next(10, 120), paint);
        }
        return bitmap.Encode(SKEncodedImageFormat.Jpeg, 60).ToArray();
    }
}
