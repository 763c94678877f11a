using System.Globalization;
using System.Text;
using IfexList.Foundation;

namespace IfexList.Tests.Operations;

public sealed class SubscriberTests
{
    [Fact]
    public async Task A_reader_is_entered_changed_shown_and_removed()
    {
        using var shell = new AdminShell();
        Assert.Equal("added  Grace@daily.example  alerts", (await shell.DoneAsync("subscribers", "add", "ALERTES", "Grace@daily.example")).Lines.Single());
        Assert.Equal("unchanged  grace@daily.example  alerts", (await shell.DoneAsync("subscribers", "add", "alerts", "grace@daily.example")).Lines.Single());
        await shell.DoneAsync("subscribers", "add", "alerts", "grace@daily.example", "--language", "fr", "--language", "en");
        await shell.DoneAsync("subscribers", "add", "communique", "grace@daily.example");
        var all = await shell.DoneAsync("subscribers", "show", "grace@daily.example");
        Assert.Equal(
            [
                "alerts  Grace@daily.example  active  fr;en  text  now  since 2040-03-12  topics all  cap 0  wait as the list  editions one  entered by the administrator",
                "communique  Grace@daily.example  active  fr  text  now  since 2040-03-12  topics all  cap 0  wait as the list  editions one  entered by the administrator",
            ], all.Lines);
        Assert.Equal(all.Lines[..1], (await shell.DoneAsync("subscribers", "show", "alerts", "grace@daily.example")).Lines);
        Assert.Equal(all.Lines[1..], (await shell.DoneAsync("subscribers", "show", "communique")).Lines);
        await shell.DoneAsync("subscribers", "remove", "alerts", "GRACE@daily.example");
        Assert.Equal(all.Lines[1..], (await shell.DoneAsync("subscribers", "show", "grace@daily.example")).Lines);
    }

    [Theory]
    [InlineData("commas and CRLF", "address,languages,format,rhythm\r\na@b.example,fr;en,full,daily\r\n")]
    [InlineData("LF and no end of line", "address,languages,format,rhythm\na@b.example,fr;en,full,daily")]
    [InlineData("a byte order mark", "\uFEFFaddress,languages,format,rhythm\r\na@b.example,fr;en,full,daily\r\n")]
    [InlineData("another order and further columns", "name,Rhythm,FORMAT,Address,languages\r\n\"Doe, Jane\",daily,full,a@b.example,fr;en\r\n")]
    [InlineData("every cell quoted", "\"address\",\"languages\",\"format\",\"rhythm\"\r\n\"a@b.example\",\"fr;en\",\"full\",\"daily\"\r\n")]
    [InlineData("semicolons, as spreadsheets write them", "address;languages;format;rhythm\r\na@b.example;\"fr;en\";full;daily\r\n;;;\r\n")]
    [InlineData("tabs", "address\tlanguages\tformat\trhythm\r\na@b.example\tfr;en\tfull\tdaily\r\n")]
    [InlineData("spaces and capitals", "address , languages , format , rhythm\n a@b.example , FR; en ,Full, DAILY \n\n")]
    [InlineData("a line break inside a cell", "note,address,languages,format,rhythm\r\n\"met\r\nin Tunis\",a@b.example,fr;en,full,daily\r\n")]
    public async Task A_table_is_understood_with(string what, string csv)
    {
        using var shell = new AdminShell();
        var answer = await shell.ImportAsync("alerts", csv);
        Assert.True(answer.ExitCode == 0, what + answer.Error);
        Assert.Equal("added 1, updated 0, skipped 0", answer.Lines.Single());
        Assert.Equal(Table("a@b.example,fr;en,full,daily"), (await shell.DoneAsync("subscribers", "export", "alerts")).Out);
    }

    [Theory]
    [InlineData("b.example,,,", "\"b.example\" is no mail address")]
    [InlineData(",fr,,", "the address is missing")]
    [InlineData("b@b.example,de,,", "\"de\" is none of the languages of alerts: en, fr, es")]
    [InlineData("b@b.example,ru,,", "\"ru\" is none of the languages of alerts: en, fr, es")]
    [InlineData("b@b.example,fr,pdf,", "format \"pdf\" is none of text, full")]
    [InlineData("b@b.example,fr,,hourly", "rhythm \"hourly\" is none of now, daily, weekly, headlines")]
    [InlineData("b@b.example,fr,text,now,more", "5 cells where the header has 4")]
    [InlineData("b@b.example,\"fr\"en,text,now", "the quotes don't match")]
    [InlineData("b\uFFFD@b.example,,,", "the address is not in UTF-8")]
    public async Task A_bad_line_is_named_and_the_others_count(string line, string reason)
    {
        using var shell = new AdminShell();
        var answer = await shell.ImportAsync("alerts", $"address,languages,format,rhythm\na@b.example,,,\n{line}\nc@b.example,,,\n");
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal("added 2, updated 0, skipped 0, bad 1", answer.Lines.Single());
        Assert.Equal($"-: line 3: {reason}", Assert.Single(answer.Complaints));
    }

    [Theory]
    [InlineData("", "the file is empty")]
    [InlineData("a@b.example,fr\n", "let line 1 name the columns")]
    [InlineData("address,languages,Address\n", "names the column \"address\" twice")]
    public async Task A_table_without_a_header_is_refused_as_a_whole(string csv, string reason)
    {
        using var shell = new AdminShell();
        var answer = await shell.ImportAsync("alerts", csv);
        Assert.Equal(1, answer.ExitCode);
        Assert.Contains(reason, Assert.Single(answer.Complaints));
    }

    [Fact]
    public async Task An_address_twice_in_one_table_has_what_the_later_line_says()
    {
        using var shell = new AdminShell();
        var answer = await shell.ImportAsync("alerts", "address,languages\na@b.example,fr\nA@B.example,es\na@b.example,es\n");
        Assert.Equal("added 1, updated 1, skipped 1", answer.Lines.Single());
        Assert.Equal(Table("a@b.example,es,text,now"), (await shell.DoneAsync("subscribers", "export", "alerts")).Out);
    }

    [Fact]
    public async Task A_table_of_addresses_alone_changes_nobodys_choices()
    {
        using var shell = new AdminShell();
        await shell.ImportAsync("alerts", "address,languages,format,rhythm\na@b.example,fr,full,weekly\n");
        Assert.Equal("added 1, updated 0, skipped 1", (await shell.ImportAsync("alerts", "address\na@b.example\nnew@b.example\n")).Lines.Single());
        Assert.Equal(Table("a@b.example,fr,full,weekly", "new@b.example,en,text,now"), (await shell.DoneAsync("subscribers", "export", "alerts")).Out);
    }

    [Fact]
    public async Task An_import_lets_the_paused_pause()
    {
        using var shell = new AdminShell();
        await shell.ImportAsync("alerts", "address\npauses@b.example\n");
        await shell.InsertAsync(tx => tx.Execute("UPDATE subscription SET state = 'paused'"));
        Assert.Equal("added 0, updated 1, skipped 0", (await shell.ImportAsync("alerts", "address,languages\npauses@b.example,fr\n")).Lines.Single());
        Assert.Equal(1, await shell.NumberAsync("SELECT count(*) FROM subscription WHERE state = 'paused'"));
    }

    [Fact]
    public async Task An_export_imported_again_changes_nothing()
    {
        using var shell = new AdminShell();
        var rows = Limits.ImportRows + 3;
        var csv = new StringBuilder("address,languages,format,rhythm\n");
        for (var i = 0; i < rows; i++)
            csv.Append(CultureInfo.InvariantCulture, $"reader{i * 7919 % rows}@domain{i % 50}.example,{(i % 2 == 0 ? "fr;en" : "es")},{(i % 3 == 0 ? "full" : "text")},weekly\n");
        csv.Append("\"\"\"quoted, local\"\"@b.example\",en,text,now\nélodie@bücher.example,fr,text,now\n");
        Assert.Equal($"added {rows + 2}, updated 0, skipped 0", (await shell.ImportAsync("alerts", csv.ToString())).Lines.Single());
        var export = (await shell.DoneAsync("subscribers", "export", "alerts")).Out;
        Assert.Equal(rows + 3, export.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("\r\nélodie@xn--bcher-kva.example,fr,text,now,all,0,,one,no,", export);
        Assert.Equal($"added 0, updated 0, skipped {rows + 2}", (await shell.ImportAsync("alerts", export)).Lines.Single());
    }

    [Fact]
    public async Task An_export_is_ordered_by_address()
    {
        using var shell = new AdminShell();
        await shell.ImportAsync("alerts", "address\nc@b.example\nB@b.example\na@z.example\na@b.example\n");
        Assert.Equal(Table("a@b.example,en,text,now", "a@z.example,en,text,now", "B@b.example,en,text,now", "c@b.example,en,text,now"),
            (await shell.DoneAsync("subscribers", "export", "alerts")).Out);
    }

    // With a choice of every kind: what a list says, what it doesn't, for ever and for a while.
    private const string AllChoices = """"
        address,topics,cap,wait,editions,paused,since,wording,languages,format,rhythm
        a@b.example,TN;africa;women,20,36,all,yes,2039-12-31T23:00:00.123Z,"confirm 3, fr ""oui""",fr;en,full,weekly
        b@b.example,all,0,never,one,2040-03-20,2040-01-02,entered by hand,en,text,headlines
        c@b.example,mena;2026-0312-01,200,24,,2040-03-20T12:30:00+02:00,2040-01-02T03:04:05Z,x,es,text,daily
        d@b.example,,,,,no,,,,,
        e@b.example,,,,,2040-03-10,,,,,

        """";

    [Fact]
    public async Task Every_choice_state_and_proof_of_consent_survives_an_export_into_an_empty_database()
    {
        using var shell = new AdminShell();
        Assert.Equal("added 5, updated 0, skipped 0", (await shell.ImportAsync("alerts", AllChoices)).Lines.Single());
        var export = (await shell.DoneAsync("subscribers", "export", "alerts")).Out;
        Assert.Equal(
            """"
            address,languages,format,rhythm,topics,cap,wait,editions,paused,since,wording
            a@b.example,fr;en,full,weekly,TN;africa;women,20,1.12:00:00,all,yes,2039-12-31T23:00:00.123Z,"confirm 3, fr ""oui"""
            b@b.example,en,text,headlines,all,0,never,one,2040-03-21T00:00:00Z,2040-01-02T00:00:00Z,entered by hand
            c@b.example,es,text,daily,mena;2026-0312-01,200,1.00:00:00,one,2040-03-20T10:30:00Z,2040-01-02T03:04:05Z,x
            d@b.example,en,text,now,all,0,,one,no,2040-03-12T08:00:00Z,imported by the administrator
            e@b.example,en,text,now,all,0,,one,no,2040-03-12T08:00:00Z,imported by the administrator

            """".ReplaceLineEndings("\r\n"), export);
        Assert.Equal("added 0, updated 0, skipped 5", (await shell.ImportAsync("alerts", export)).Lines.Single());
        using var empty = new AdminShell();
        empty.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal("added 5, updated 0, skipped 0", (await empty.ImportAsync("alerts", export)).Lines.Single());
        Assert.Equal(export, (await empty.DoneAsync("subscribers", "export", "alerts")).Out);
        // The two pauses that end by themselves are work for the clock.
        Assert.Equal(2, await empty.NumberAsync("SELECT count(*) FROM due WHERE kind = 'resume'"));
        var shown = (await empty.DoneAsync("subscribers", "show", "alerts", "a@b.example")).Lines.Single();
        Assert.Equal("alerts  a@b.example  paused  fr;en  full  weekly  since 2039-12-31  topics TN;africa;women  cap 20  wait 1.12:00:00  editions all  confirm 3, fr \"oui\"", shown);
    }

    [Fact]
    public async Task An_import_neither_wakes_the_paused_nor_rewrites_a_consent()
    {
        using var shell = new AdminShell();
        await shell.ImportAsync("alerts", "address,paused,since,wording\na@b.example,2040-05-01,2040-01-01,his own words\n");
        var before = (await shell.DoneAsync("subscribers", "export", "alerts")).Out;
        foreach (var row in (string[])["a@b.example,no,2039-01-01,others", "a@b.example,yes,,", "a@b.example,2040-01-01,,"])
            Assert.Equal("added 0, updated 0, skipped 1", (await shell.ImportAsync("alerts", "address,paused,since,wording\n" + row)).Lines.Single());
        Assert.Equal(before, (await shell.DoneAsync("subscribers", "export", "alerts")).Out);
        Assert.Equal("added 0, updated 1, skipped 0", (await shell.ImportAsync("alerts", "address,paused\na@b.example,2040-06-01\n")).Lines.Single());
        Assert.Contains(",2040-06-02T00:00:00Z,2040-01-01T00:00:00Z,his own words", (await shell.DoneAsync("subscribers", "export", "alerts")).Out);
    }

    [Theory]
    [InlineData("topics", "TN;atlantis", "\"atlantis\" is no topic of alerts: a country (ISO 3166), a case (2026-0312-01), africa, americas, asia, europe, mena, women")]
    [InlineData("cap", "7", "cap \"7\" is none of 0, 5, 20, 50, 200 (kilobytes)")]
    [InlineData("wait", "soon", "wait \"soon\" is neither hours nor never")]
    [InlineData("paused", "maybe", "paused \"maybe\" is neither a day (2026-03-12) nor a time (2026-03-12T08:00:00Z)")]
    [InlineData("since", "12/3/26", "since \"12/3/26\" is neither a day (2026-03-12) nor a time (2026-03-12T08:00:00Z)")]
    public async Task A_choice_that_nobody_can_have_is_a_bad_line(string column, string cell, string reason)
    {
        using var shell = new AdminShell();
        var answer = await shell.ImportAsync("alerts", $"address,{column}\na@b.example,{cell}\n");
        Assert.Equal(1, answer.ExitCode);
        Assert.Equal($"-: line 2: {reason}", Assert.Single(answer.Complaints));
    }

    [Fact]
    public async Task A_dry_run_counts_an_address_that_stands_there_twice_as_the_import_does()
    {
        using var shell = new AdminShell();
        var file = shell.Write("twice.csv", "address,languages\na@b.example,fr\nA@B.example,es\n");
        Assert.Equal("would be added 1, updated 1, skipped 0, bad 0", (await shell.DoneAsync("subscribers", "import", "alerts", file, "--dry-run")).Lines[0]);
        Assert.Equal("added 1, updated 1, skipped 0", (await shell.DoneAsync("subscribers", "import", "alerts", file)).Lines[0]);
    }

    /// <summary>What an export of readers with these first four cells shows who chose nothing else.</summary>
    private static string Table(params string[] rows) =>
        string.Concat(rows.Select(row => $"{row},all,0,,one,no,2040-03-12T08:00:00Z,imported by the administrator\r\n").Prepend("address,languages,format,rhythm,topics,cap,wait,editions,paused,since,wording\r\n"));
}
