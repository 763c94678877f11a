using System.IO.Compression;
using System.Text;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Operations;

/// <summary>Older archives in the shapes in which they lie about.</summary>
public sealed class ArchiveImportTests : IDisposable
{
    private readonly AdminShell _shell = new();

    private static string Mail(string subject, string text, string headers = "", string id = "") => $"""
        From: Rana <rana@example.org>
        Date: Fri, 3 Feb 2012 10:11:12 +0000
        Subject: {subject}
        {(id.Length > 0 ? $"Message-ID: <{id}>\n" : "")}{headers}
        {text}

        """.ReplaceLineEndings("\n");

    private static string Mbox(params string[] mails) => string.Concat(mails.Select(mail => $"From rana at example.org  Fri Feb  3 10:11:12 2012\n{mail}\n"));

    private async Task<IReadOnlyList<ArchivedEdition>> ImportedAsync()
    {
        await using var database = Database.Open(_shell.Settings.DatabaseFile);
        var lists = new ListCatalogue(_shell.Settings);
        return [.. database.Read(db => Shelf.Page(db, lists, new ShelfQuery(), 0, 1000)).OrderBy(edition => edition.Number)];
    }

    private async Task<ArchivedEdition> OnlyAsync(string mbox, params string[] options)
    {
        Assert.Equal("added 1, there already 0, bad 0", (await _shell.DoneAsync(["archive", "import", "alerts", _shell.Write("old.mbox", mbox), .. options])).Lines[^1]);
        return Assert.Single(await ImportedAsync());
    }

    [Theory]
    [InlineData("From rana@example.org Fri Feb  3 10:11:12 2012", "mboxo")]
    [InlineData("From rana at example.org  Fri Feb  3 10:11:12 2012", "Pipermail")]
    [InlineData("From - Fri Feb 03 10:11:12 2012", "a mail program")]
    [InlineData("From 1393@xxx Fri Feb 03 10:11:12 +0000 2012", "an export of a webmail")]
    [InlineData("From rana@example.org Fri, 3 Feb 2012 10:11:12 +0100", "as dates are written in mails")]
    [InlineData("From MAILER-DAEMON Fri Feb  3 10:11 2012", "without seconds")]
    [InlineData("From rana@example.org Fri Feb  3 10:11:12 CET 2012 remote from host", "UUCP")]
    [InlineData("From rana@example.org Fri Feb  3 10:11:12 2012\r", "CRLF")]
    public async Task Each_kind_of_mbox_is_read(string line, string kind)
    {
        var end = line.EndsWith('\r') ? "\r\n" : "\n";
        var mbox = string.Concat(Enumerable.Range(1, 3).Select(n => $"{line}\n{Mail($"Subject {n}", $"Text {n} of the archive.").Replace("\n", end, StringComparison.Ordinal)}{end}"));
        await _shell.DoneAsync("archive", "import", "alerts", _shell.Write("old.mbox", mbox));
        var editions = await ImportedAsync();
        Assert.True(editions.Select(edition => (edition.Number, edition.Subject, edition.Text)).SequenceEqual(
            [("2012-0203-01", "Subject 1", "Text 1 of the archive."), ("2012-0203-02", "Subject 2", "Text 2 of the archive."), ("2012-0203-03", "Subject 3", "Text 3 of the archive.")]), kind);
        Assert.All(editions, edition => Assert.Equal((Origin.Imported, new DateTimeOffset(2012, 2, 3, 10, 11, 12, TimeSpan.Zero)), (edition.Origin, edition.At)));
    }

    [Fact]
    public async Task A_sentence_that_begins_with_from_ends_no_mail()
    {
        const string text = "From here on it rains.\n>From a quoted line.\n>>From a quotation.\nFrom what we heard on Fri Feb  3 10:11:12 2012\nthe radio is closed.";
        var edition = await OnlyAsync(Mbox(Mail("A", text)));
        Assert.Equal("From here on it rains.\nFrom a quoted line.\n>From a quotation.\nFrom what we heard on Fri Feb  3 10:11:12 2012\nthe radio is closed.", edition.Text);
    }

    [Fact]
    public async Task A_packed_mbox_and_a_maildir_are_read_as_they_lie()
    {
        var packed = _shell.At("2012-February.mbox.gz");
        await using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(Mbox(Mail("Packed", "One text."))));
        foreach (var (folder, subject) in ((string, string)[])[("cur", "Read"), ("new", "Unread")])
        {
            Directory.CreateDirectory(Path.Combine(_shell.At("maildir"), folder));
            File.WriteAllText(Path.Combine(_shell.At("maildir"), folder, $"1328263872.{subject}.host:2,S"), Mail(subject, $"Text of {subject}."));
        }
        Assert.Equal("added 1, there already 0, bad 0", (await _shell.DoneAsync("archive", "import", "alerts", packed)).Lines[^1]);
        Assert.Equal("added 2, there already 0, bad 0", (await _shell.DoneAsync("archive", "import", "alerts", _shell.At("maildir"))).Lines[^1]);
        Assert.Equal(["Packed", "Read", "Unread"], (await ImportedAsync()).Select(edition => edition.Subject));
    }

    [Fact]
    public async Task What_stands_before_a_damaged_end_is_taken()
    {
        var packed = _shell.At("old.mbox.gz");
        await using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.NoCompression))
            gzip.Write(Encoding.UTF8.GetBytes(Mbox(Mail("First", "One text."), Mail("Second", "Two."), Mail("Third", string.Concat(Enumerable.Range(0, 100_000).Select(n => $"{n}\n"))))));
        var octets = File.ReadAllBytes(packed);
        octets[^300_000] ^= 1;
        File.WriteAllBytes(packed, [.. octets[..^400_000], .. Enumerable.Repeat((byte)255, 100_000)]);
        var answer = await _shell.RunAsync("archive", "import", "alerts", packed);
        Assert.Equal(1, answer.ExitCode);
        Assert.Contains("What stands before was taken: 2 added", answer.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await ImportedAsync()).Count);
    }

    [Fact]
    public async Task An_archive_may_be_the_first_thing_that_a_new_house_gets()
    {
        Directory.Delete(_shell.Settings.DataDirectory);
        Assert.Equal("First", (await OnlyAsync(Mbox(Mail("First", "Text.")))).Subject);
    }

    [Theory]
    [InlineData("koi8-r", "Журналист задержан в городе после митинга", "ru", true)]
    [InlineData("windows-1251", "Журналист задержан в городе после митинга", "ru", true)]
    [InlineData("windows-1256", "اعتقال صحفي في المدينة بعد مظاهرة", "ar", true)]
    [InlineData("iso-8859-1", "Le journaliste a été arrêté à la sortie de la rédaction", "fr", true)]
    [InlineData("iso-8859-1", "Le journaliste a été arrêté à la sortie de la rédaction", "fr", false)]
    [InlineData("utf-8", "El periodista fue detenido en la redacción", "es", false)]
    public async Task Decades_of_charsets_are_read(string charset, string text, string language, bool isLabelled)
    {
        _shell.Write("ifexlist.json", File.ReadAllText(_shell.ConfigFile).Replace("\"es\" ]", "\"es\", \"ru\", \"ar\" ]", StringComparison.Ordinal));
        var head = Encoding.ASCII.GetBytes(Mbox(Mail("Subject", "", isLabelled ? $"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit\n" : "")).TrimEnd('\n') + "\n\n");
        File.WriteAllBytes(_shell.At("old.mbox"), [.. head, .. Encoding.GetEncoding(charset).GetBytes(text), (byte)'\n']);
        await _shell.DoneAsync("archive", "import", "alerts", _shell.At("old.mbox"));
        var edition = Assert.Single(await ImportedAsync());
        Assert.Equal((text, language), (edition.Text, edition.Language.Code()));
    }

    [Theory]
    [InlineData("Date: Thu, 1 Jan 1970 00:00:00 +0000", "", "2012-0203-01", "a clock that was never set")]
    [InlineData("Date: Mon, 1 Jan 2091 00:00:00 +0000", "", "2012-0203-01", "a clock that ran ahead")]
    [InlineData("X-Date: none", "", "2012-0203-01", "no date")]
    [InlineData("Date: yesterday", "", "2012-0203-01", "no date that machines read")]
    [InlineData("Date: Sat, 4 Feb 2012 01:00:00 +0300", "", "2012-0203-01", "the day is that of the list's zone")]
    public async Task A_date_that_nobody_believes_is_taken_from_elsewhere(string date, string headers, string number, string why)
    {
        var edition = await OnlyAsync(Mbox(Mail("A", "Text.", headers).Replace("Date: Fri, 3 Feb 2012 10:11:12 +0000", date, StringComparison.Ordinal)));
        Assert.True(edition.Number == number, $"{why}: {edition.Number}");
    }

    [Fact]
    public async Task Without_any_date_it_is_that_of_the_last_server_or_it_is_told()
    {
        Directory.CreateDirectory(Path.Combine(_shell.At("maildir"), "cur"));
        foreach (var (name, headers) in ((string, string)[])[("a", "Received: from a.example by b.example; Fri, 3 Feb 2012 10:11:12 +0000\n"), ("b", "")])
            File.WriteAllText(Path.Combine(_shell.At("maildir"), "cur", name), Mail(name, "Text.", headers).Replace("Date: Fri, 3 Feb 2012", "Date: Thu, 3 Feb 1972", StringComparison.Ordinal));
        var answer = await _shell.RunAsync("archive", "import", "alerts", _shell.At("maildir"));
        Assert.Equal((1, "added 1, there already 0, bad 1"), (answer.ExitCode, answer.Lines[^1]));
        Assert.Equal([$"{_shell.At("maildir")}: b: has no date that can be believed"], answer.Complaints);
        Assert.Equal("2012-0203-01", Assert.Single(await ImportedAsync()).Number);
    }

    [Fact]
    public async Task What_cant_be_taken_is_listed_and_the_rest_goes_on()
    {
        var mbox = Mbox(
            Mail("Good", "A text."),
            Mail("Encrypted", "-----BEGIN PGP MESSAGE-----\n\nhQEMA0\n-----END PGP MESSAGE-----"),
            Mail("Empty", ""),
            Mail("Long", string.Concat(Enumerable.Repeat("word word word word\n", 60_000))),
            Mail("Also good", "Another text."));
        var answer = await _shell.RunAsync("archive", "import", "alerts", _shell.Write("old.mbox", mbox));
        Assert.Equal((1, "added 2, there already 0, bad 3"), (answer.ExitCode, answer.Lines[^1]));
        Assert.Equal(["mail 2: is encrypted", "mail 3: has no text", "mail 4: is longer than a text may be"], answer.Complaints.Select(line => line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]));
    }

    [Fact]
    public async Task It_may_be_run_again()
    {
        var mbox = Mbox(Mail("By its id", "One.", id: "one@example.org"), Mail("By its content", "Two."), Mail("By its content", "Two."), Mail("Again", "Other text.", id: "one@example.org"));
        Assert.Equal("would be added 3, there already 1, bad 0", (await _shell.DoneAsync("archive", "import", "alerts", _shell.Write("old.mbox", mbox), "--dry-run")).Lines[^1]);
        Assert.Equal("added 2, there already 2, bad 0", (await _shell.DoneAsync("archive", "import", "alerts", _shell.At("old.mbox"))).Lines[^1]);
        Assert.Equal("added 0, there already 4, bad 0", (await _shell.DoneAsync("archive", "import", "alerts", _shell.At("old.mbox"))).Lines[^1]);
        Assert.Equal(1, await _shell.NumberAsync("SELECT count(*) FROM archive_log WHERE deed = 'imported' AND editions = 2"));
    }

    [Fact]
    public async Task Answers_and_updates_join_the_case_that_they_go_on_with()
    {
        await _shell.DoneAsync("archive", "import", "alerts", _shell.Write("old.mbox", Mbox(
            Mail("ALERT - TUNISIA: Editor arrested", "One.", id: "1@example.org"),
            Mail("Re: [alerts] Editor arrested", "Two.", "In-Reply-To: <1@example.org>\n", "2@example.org"),
            Mail("Something else", "Three.", "References: <x@example.org> <2@example.org>\n", "3@example.org"),
            Mail("UPDATE - TUNISIA: Editor arrested", "Four."),
            Mail("Another", "Five."))));
        Assert.Equal(["2012-0203-01", "2012-0203-01", "2012-0203-01", "2012-0203-01", "2012-0203-05"], (await ImportedAsync()).Select(edition => edition.Case));
    }

    [Theory]
    [InlineData("[alerts] Re: [alertes 17] Editor arrested", "Editor arrested", null, "", "names of the list")]
    [InlineData("[Tunisia] Editor arrested", "[Tunisia] Editor arrested", null, "TN mena", "a country is the writer's own")]
    [InlineData("UPDATE - PAKISTAN: Editor arrested", "UPDATE - PAKISTAN: Editor arrested", "update", "PK asia", "a heading says what it is")]
    public async Task A_subject_says_what_it_says(string subject, string shown, string? kind, string topics, string why)
    {
        var edition = await OnlyAsync(Mbox(Mail(subject, "Text.")));
        Assert.True((edition.Subject, edition.Kind, string.Join(' ', edition.Topics.Take(2))) is var got && got.Subject == shown && got.Kind == kind
            && (topics.Length == 0 ? edition.Topics.Count == 0 : edition.Topics[0].Code == topics.Split(' ')[0]), $"{why}: {got}");
    }

    [Fact]
    public async Task What_no_mail_says_is_said_on_the_command_line()
    {
        var edition = await OnlyAsync(Mbox(Mail("Editor arrested", "The text of the report.")), "--language", "fr", "--country", "tn", "--kind", "report");
        Assert.Equal((Language.Fr, "TN", "report"), (edition.Language, edition.Topics[0].Code, edition.Kind));
    }

    [Theory]
    [InlineData("Text.\n\n_______________________________________________\nalerts mailing list\nalerts@example.org\nhttps://example.org/mailman/listinfo/alerts", "Text.", "Mailman")]
    [InlineData("Text.\n-- \nTo unsubscribe write to alerts-leave@example.org", "Text.", "a signature of the list")]
    [InlineData("Text.\n-------------- next part --------------\nAn HTML attachment was scrubbed...\nURL: <https://example.org/attachment.html>", "Text.", "a part that Pipermail took off")]
    [InlineData("Text.\n-- \nRana, editor", "Text.\n-- \nRana, editor", "the writer's own signature stays")]
    [InlineData("Text.\n____________________\nAll news of the week", "Text.\n____________________\nAll news of the week", "a rule of the writer's")]
    public async Task The_footer_of_list_software_goes_where_it_is_plain(string text, string left, string why) =>
        Assert.True((await OnlyAsync(Mbox(Mail("A", text)))).Text == left, why);

    [Fact]
    public async Task Nobody_is_owed_anything()
    {
        await _shell.InsertAsync(tx =>
        {
            Assert.True(Address.TryParse("grace@example.org", out var address));
            tx.Execute("INSERT INTO subscription (list, person, state, languages, consent_at) VALUES ('alerts', @person, 'active', 'en', 0)", ("@person", Person.Know(tx, address, 1)));
        });
        await OnlyAsync(Mbox(Mail("A", "Text.")));
        Assert.Equal(0, await _shell.NumberAsync("SELECT (SELECT count(*) FROM served) + (SELECT count(*) FROM deliveries) + (SELECT count(*) FROM rendering) + (SELECT count(*) FROM due WHERE kind NOT IN ('bundle', 'index'))"));
        Assert.Equal(1, await _shell.NumberAsync("SELECT count(*) FROM due WHERE kind = 'bundle' AND subject = '2012-02'"));
        Assert.Equal(1, await _shell.NumberAsync("SELECT count(*) FROM edition_words"));
    }

    [Theory]
    [InlineData("no list is called", "nothing")]
    [InlineData("outreach is a desk", "outreach")]
    [InlineData("alerts has no texts in ru", "alerts", "--language", "ru")]
    [InlineData("is no country's code", "alerts", "--country", "africa")]
    [InlineData("is no kind of text", "alerts", "--kind", "poem")]
    [InlineData("holds no mail", "alerts")]
    public async Task What_is_asked_for_wrongly_is_said(string told, string list, params string[] options)
    {
        var answer = await _shell.RunAsync(["archive", "import", list, _shell.Write("old.mbox", "From nobody\n\nhello"), .. options]);
        Assert.Equal(1, answer.ExitCode);
        Assert.Contains(told, answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_of_the_corpus_stops_an_import()
    {
        Assert.SkipUnless(SampleMail.Corpus is not null, "no corpus here: set IFEXLIST_CORPUS to its folder");
        Directory.CreateDirectory(Path.Combine(_shell.At("maildir"), "cur"));
        var mails = Directory.EnumerateFiles(SampleMail.Corpus, "*.eml", SearchOption.AllDirectories).Where(file => new FileInfo(file).Length < 300_000).Take(60).ToList();
        foreach (var (mail, number) in mails.Select((mail, number) => (mail, number)))
            File.Copy(mail, Path.Combine(_shell.At("maildir"), "cur", $"{number:0000}"));
        var answer = await _shell.RunAsync("archive", "import", "alerts", _shell.At("maildir"));
        var figures = answer.Lines[^1].Split(' ', ',').Select(word => int.TryParse(word, out var figure) ? figure : 0).Sum();
        Assert.Equal(mails.Count, figures);
    }

    public void Dispose() => _shell.Dispose();
}
