using System.Text;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Publishing;
using IfexList.Store;
using IfexList.Tests.Mail;
using MimeKit;

namespace IfexList.Tests.Publishing;

/// <summary>Files on their way through the house: what moderator and poster are told, what each reader gets, and that nothing else leaves.</summary>
public sealed class ReleasedFiles : IAsyncDisposable
{
    private const string Tendai = "tendai@spw.example";
    private const string Marie = "marie@clearinghouse.example";
    private const string Texts = "texts@mail.example";
    private const string Files = "files@mail.example";
    private const string Thrifty = "thrifty@mail.example";
    private const string Weekly = "weekly@mail.example";

    private readonly TestHouse _house = new(settings => settings with
    {
        Lists = settings.Lists.ToDictionary(pair => pair.Key, pair => pair.Key == "alerts" ? pair.Value with { Attachments = AttachmentPolicy.All } : pair.Value),
    });

    [Fact]
    public async Task Who_wants_everything_gets_the_picture_and_who_wants_text_a_line()
    {
        await PrepareAsync();
        await PostAsync(Photo("IMG_0417.JPG", "image/jpeg", LeakyPictures.Jpeg()));
        Assert.Contains("Goes out: IMG_0417.JPG (image/jpeg) as photo-1.jpg", Text(_house.LetterTo(Marie)), StringComparison.Ordinal);
        Assert.Contains("IMG_0417.JPG (image/jpeg) as photo-1.jpg", Text(_house.LetterTo(Tendai)), StringComparison.Ordinal);
        await DecideAsync("ok");
        var full = _house.OwedTo(Files)[^1];
        var file = Assert.IsType<MimePart>(Assert.Single(full.Attachments));
        Assert.Equal(("photo-1.jpg", "image/jpeg", null), (file.FileName, file.ContentType.MimeType, file.ContentId));
        Planted.IsNowhereIn(Content(file), "the released picture");
        Assert.Contains("Plates seized", full.TextBody, StringComparison.Ordinal);
        foreach (var reader in new[] { Texts, Thrifty })
            Assert.Matches(@"Plates seized[\s\S]*With this text: photo-1.jpg \(.*\), not sent in this copy", Assert.IsType<TextPart>(_house.OwedTo(reader)[^1].Body).Text);
        Assert.Equal(2, _house.Count("rendering", "edition IS NOT NULL"));
        Assert.Contains("IMG_0417.JPG (image/jpeg) as photo-1.jpg", Text(_house.LetterTo(Tendai)), StringComparison.Ordinal);
        Assert.Equal(1, _house.Count("edition_file", "name = 'photo-1.jpg' AND type = 'image/jpeg'"));
    }

    [Fact]
    public async Task Nothing_of_a_file_s_source_is_in_any_copy_or_row_of_the_release()
    {
        await PrepareAsync();
        await PostAsync(
            Photo("amelsecret.jpg", "image/jpeg", LeakyPictures.Jpeg()), Photo("b.png", "image/png", LeakyPictures.Png()), Photo("c.docx", "application/octet-stream", LeakyDocuments.Docx()),
            Photo("amelsecret.odt", "application/octet-stream", LeakyDocuments.Odt()), Photo("amelsecret.xlsx", "application/octet-stream", LeakyDocuments.Spreadsheet()));
        await DecideAsync("ok");
        var full = _house.OwedTo(Files)[^1];
        Assert.Equal(["photo-1.jpg", "photo-2.png", "document-3.docx", "document-4.docx"], full.Attachments.Select(part => ((MimePart)part).FileName));
        Assert.All(full.Attachments, part => Planted.IsNowhereIn(Content((MimePart)part), ((MimePart)part).FileName!));
        Assert.All(new[] { Files, Texts, Thrifty, Weekly }.SelectMany(_house.OwedTo), copy => Planted.IsNowhereIn(Encoding.Latin1.GetBytes(copy.ToString()), "a copy"));
        Assert.All(_house.Database.Read(db => EditionFiles.Of(db, 1)), file => Planted.IsNowhereIn(file.Bytes, file.Name));
        Assert.Contains("amelsecret.xlsx (application/octet-stream): files of this sort can't be cleaned", Text(_house.LetterTo(Tendai)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disguised_file_is_shown_as_what_it_is_and_stays()
    {
        await PrepareAsync();
        await PostAsync(Photo("report.pdf.exe", "application/pdf", [.. "MZ"u8, 0, 1, 2]), Photo("annual-\u202Efdp.exe", "application/octet-stream", [.. "MZ"u8, 0, 1]));
        var request = Text(_house.LetterTo(Marie));
        Assert.Contains("Check: report.pdf.exe (application/pdf): the name of this file shows two extensions.", request, StringComparison.Ordinal);
        Assert.Contains("Check: report.pdf.exe (application/pdf): by its content this file is something else: PROGRAM", request, StringComparison.Ordinal);
        Assert.Contains("Check: annual-[U+202E]fdp.exe (application/octet-stream): the name of this file holds signs that nobody sees.", request, StringComparison.Ordinal);
        Assert.Contains("Will be removed: report.pdf.exe", request, StringComparison.Ordinal);
        await DecideAsync("ok");
        Assert.Empty(_house.OwedTo(Files)[^1].Attachments);
    }

    [Fact]
    public void A_list_of_pictures_takes_pictures_and_a_list_of_texts_takes_none()
    {
        var post = CleanPostOf(Photo("a.jpg", "image/jpeg", LeakyPictures.Jpeg()), Photo("b.docx", "application/octet-stream", LeakyDocuments.Docx()));
        Assert.Equal([WithheldKind.Picture, WithheldKind.PicturesOnly], Kinds(post, AttachmentPolicy.Images));
        Assert.Equal([WithheldKind.NoFiles, WithheldKind.NoFiles], Kinds(post, AttachmentPolicy.None));
        Assert.Equal([WithheldKind.Picture, WithheldKind.Document], Kinds(post, AttachmentPolicy.All));
    }

    [Fact]
    public void A_winmail_dat_is_opened_and_what_cannot_be_opened_stays()
    {
        var opened = CleanPostOf(new MimeKit.Tnef.TnefPart { Content = new MimeContent(new MemoryStream(LeakyDocuments.Tnef())) });
        var file = Assert.Single(opened.Attached);
        Assert.Equal(FileKind.Jpeg, file.Kind);
        Planted.IsNowhereIn(FileCleaner.Clean(file.Read(), file.Kind)!, "the photo in it");
        var damaged = CleanPostOf(new MimeKit.Tnef.TnefPart { Content = new MimeContent(new MemoryStream(LeakyDocuments.Tnef()[..40])), FileName = "winmail.dat" });
        Assert.Equal([WithheldKind.NotCleanable], Kinds(damaged, AttachmentPolicy.All));
    }

    [Fact]
    public void What_goes_beyond_the_list_s_size_is_left_out()
    {
        var post = CleanPostOf(Photo("a.jpg", "image/jpeg", LeakyPictures.Jpeg()), Photo("b.jpg", "image/jpeg", LeakyPictures.Jpeg()));
        var plan = FilePlan.Of(post, IfexList.Tests.Moderation.Desk.Alerts with { Source = IfexList.Tests.Moderation.Desk.Alerts.Source with { Attachments = AttachmentPolicy.Images } });
        var all = FileCleaner.Clean(plan, int.MaxValue);
        var first = FileCleaner.Clean(plan, all.Files[0].Bytes.Length);
        Assert.Equal("photo-1.jpg", Assert.Single(first.Files).Name);
        Assert.Equal([WithheldKind.Picture, WithheldKind.TooLarge], first.Notes.Select(note => note.Kind));
    }

    [Fact]
    public async Task An_edited_text_keeps_its_files_and_a_correction_has_none()
    {
        await PrepareAsync();
        await PostAsync(Photo("a.jpg", "image/jpeg", LeakyPictures.Jpeg()));
        await DecideAsync("edited\n\n[begin text]\nALERT - ZIMBABWE: Plates seized\n\nOther words.\n[end text]");
        Assert.Single(_house.OwedTo(Files)[^1].Attachments);
        var ready = _house.Database.Read(db => _house.Get<Publication>().PrepareCorrection(db, 1, "ALERT", "Corrected words."))!;
        await _house.Database.WriteAsync(tx => _house.Get<Publication>().Commit(tx, ready));
        Assert.Empty(_house.OwedTo(Files)[^1].Attachments);
        Assert.Equal(1, _house.Count("edition_file"));
    }

    [Fact]
    public async Task What_members_had_goes_to_everybody_with_its_files()
    {
        await PrepareAsync();
        await PostAsync(Photo("a.jpg", "image/jpeg", LeakyPictures.Jpeg()));
        await DecideAsync("ok to=members");
        Assert.Empty(_house.OwedTo(Files));
        var ready = _house.Database.Read(db => _house.Get<Publication>().PrepareWidening(db, 1))!;
        await _house.Database.WriteAsync(tx => _house.Get<Publication>().Commit(tx, ready));
        Assert.Equal("photo-1.jpg", Assert.IsType<MimePart>(Assert.Single(_house.OwedTo(Files)[^1].Attachments)).FileName);
        Assert.Empty(_house.OwedTo(Texts)[^1].Attachments);
    }

    [Fact]
    public async Task A_parcel_names_what_it_does_not_bring()
    {
        await PrepareAsync();
        await PostAsync(Photo("a.jpg", "image/jpeg", LeakyPictures.Jpeg()));
        await DecideAsync("ok");
        var edition = Assert.Single(_house.Database.Read(db => Waiting.Editions(db, "[1]")));
        Assert.Equal("photo-1.jpg", Assert.Single(edition.Files).Name);
    }

    [Fact]
    public async Task A_signature_that_would_carry_what_must_go_is_left_out_and_both_hear_of_it()
    {
        await PrepareAsync();
        await _house.MemberAsync("lucia@cuadernoabierto.example", "CA");
        await _house.TakeInAsync(SampleMail.Bytes(12), "lucia@cuadernoabierto.example", "alerts@lists.example.org");
        await _house.WorkOffAsync();
        Assert.Contains("Will be removed: the signature, which would carry along what must go", Text(_house.LetterTo(Marie)), StringComparison.Ordinal);
    }

    private async Task PrepareAsync()
    {
        await _house.MemberAsync(Tendai, "SPW");
        await _house.ModeratorAsync(Marie);
        foreach (var (reader, format, cap, rhythm) in new[] { (Texts, "text", (long?)null, "now"), (Files, "full", null, "now"), (Thrifty, "full", 1L, "now"), (Weekly, "full", null, "weekly") })
        {
            var person = await _house.ReaderAsync(reader);
            await _house.Database.WriteAsync(tx => tx.Execute(
                "UPDATE subscription SET format = @format, cap = @cap, rhythm = @rhythm WHERE person = @person", ("@person", person), ("@format", format), ("@cap", cap), ("@rhythm", rhythm)));
        }
    }

    private async Task PostAsync(params MimePart[] files)
    {
        await _house.TakeInAsync(Bytes(Mail(files)), Tendai, "alerts@lists.example.org");
        await _house.WorkOffAsync();
    }

    private async Task DecideAsync(string words) =>
        Assert.True((await _house.SendAsync(TestHouse.Mail(Marie, "x@lists.example.org", "Re: request", words), Marie, _house.LetterTo(Marie).ReplyTo.Mailboxes.Single().Address)).IsPositive);

    private static CleanPost CleanPostOf(params MimePart[] files) => Cleansing.Of(Mail(files), "Text.");

    private static IEnumerable<WithheldKind> Kinds(CleanPost post, AttachmentPolicy policy)
    {
        var list = IfexList.Tests.Moderation.Desk.Alerts;
        return FilePlan.Of(post, list with { Source = list.Source with { Attachments = policy } }).Notes.Where(note => !note.Warns).Select(note => note.Kind);
    }

    private static MimeMessage Mail(params MimePart[] files)
    {
        var mail = new MimeMessage(
            new[] { new MailboxAddress("Tendai", Tendai) }, [new MailboxAddress("", "alerts@lists.example.org")], "ALERT - ZIMBABWE: Plates seized",
            new Multipart("mixed") { new TextPart("plain") { Text = "Plates seized at night in Harare on 11 March 2026.\n\nSOURCE: SPW, Harare\n" } });
        foreach (var file in files)
            ((Multipart)mail.Body!).Add(file);
        return mail;
    }

    private static MimePart Photo(string name, string type, byte[] content) =>
        new(type) { FileName = name, Content = new MimeContent(new MemoryStream(content)), ContentTransferEncoding = ContentEncoding.Base64, ContentId = "amelsecret@pc.spw.example" };

    private static byte[] Bytes(MimeMessage mail)
    {
        using var bytes = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        mail.WriteTo(format, bytes);
        return bytes.ToArray();
    }

    private static string Text(MimeMessage letter) => string.Join(' ', letter.TextBody!.Split((char[])[], StringSplitOptions.RemoveEmptyEntries));

    private static byte[] Content(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        return bytes.ToArray();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();
}
