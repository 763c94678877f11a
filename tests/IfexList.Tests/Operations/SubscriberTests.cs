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
            ["alerts  Grace@daily.example  active  fr;en  text  now  since 2040-03-12", "communique  Grace@daily.example  active  fr  text  now  since 2040-03-12"], all.Lines);
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
        Assert.Equal("address,languages,format,rhythm\r\na@b.example,fr;en,full,daily\r\n", (await shell.DoneAsync("subscribers", "export", "alerts")).Out);
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
    [InlineData("a@b.example,fr\n", "line 1 must name the columns")]
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
        Assert.Equal("address,languages,format,rhythm\r\na@b.example,es,text,now\r\n", (await shell.DoneAsync("subscribers", "export", "alerts")).Out);
    }

    [Fact]
    public async Task A_table_of_addresses_alone_changes_nobodys_choices()
    {
        using var shell = new AdminShell();
        await shell.ImportAsync("alerts", "address,languages,format,rhythm\na@b.example,fr,full,weekly\n");
        Assert.Equal("added 1, updated 0, skipped 1", (await shell.ImportAsync("alerts", "address\na@b.example\nnew@b.example\n")).Lines.Single());
        Assert.Equal("address,languages,format,rhythm\r\na@b.example,fr,full,weekly\r\nnew@b.example,en,text,now\r\n", (await shell.DoneAsync("subscribers", "export", "alerts")).Out);
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
        Assert.Contains("\r\nélodie@xn--bcher-kva.example,fr,text,now\r\n", export);
        Assert.Equal($"added 0, updated 0, skipped {rows + 2}", (await shell.ImportAsync("alerts", export)).Lines.Single());
    }

    [Fact]
    public async Task An_export_is_ordered_by_address()
    {
        using var shell = new AdminShell();
        await shell.ImportAsync("alerts", "address\nc@b.example\nB@b.example\na@z.example\na@b.example\n");
        Assert.Equal(["address,languages,format,rhythm", "a@b.example,en,text,now", "a@z.example,en,text,now", "B@b.example,en,text,now", "c@b.example,en,text,now"],
            (await shell.DoneAsync("subscribers", "export", "alerts")).Lines);
    }
}
