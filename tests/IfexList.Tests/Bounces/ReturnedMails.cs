using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Reception;
using IfexList.Store;
using IfexList.Tests.Mail;

namespace IfexList.Tests.Bounces;

/// <summary>What becomes of a returned mail, by whichever of our addresses it comes.</summary>
public sealed class ReturnedMails : IAsyncLifetime
{
    private const string Grace = ReturnHouse.Grace;
    private const string Marie = ReturnHouse.Marie;
    private const string Owner = "owner@example.org";

    private ReturnHouse _house = null!;
    private long _lastText;

    public async ValueTask InitializeAsync()
    {
        _house = await ReturnHouse.OpenAsync();
        _lastText = _house.LastText;
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_bounce_is_one_setback_for_whom_its_token_names()
    {
        await _house.ReturnAsync(Failed("somebody@else.example"), _house.Bounces(Grace));
        Assert.Equal(1, _house.Setbacks($"person = {_house.Desk.Person(Grace)} AND class = 'dead' AND live = 0 AND status = '5.1.1' AND rendering = {_house.Rendering(Grace)}"));
        Ended();
    }

    [Fact]
    public async Task A_storm_for_one_reader_is_one_row_a_day_and_each_report_is_counted()
    {
        for (var report = 0; report < Limits.ReturnsReadADay + 4; report++)
            await _house.ReturnAsync(Failed(Grace), _house.Bounces(Grace));
        Assert.Equal((1L, Limits.ReturnsReadADay + 4L), (_house.Setbacks(), _house.Times()));
        _house.House.Time.Advance(TimeSpan.FromDays(1));
        await _house.ReturnAsync(Failed(Grace), _house.Bounces(Grace));
        Assert.Equal(2, _house.Setbacks());
        Ended();
    }

    [Fact]
    public async Task A_complaint_behind_a_storm_is_heard()
    {
        for (var report = 0; report < Limits.ReturnsReadADay + 2; report++)
            await _house.ReturnAsync(Failed(Grace), _house.Bounces(Grace));
        await _house.ReturnAsync(ReturnHouse.Arf("Subject: x"), _house.Bounces(Grace));
        Assert.False(_house.Reads(Grace));
        Ended();
    }

    [Theory]
    [InlineData("delayed", "4.4.1")]
    [InlineData("delivered", "2.0.0")]
    [InlineData("relayed", "2.0.0")]
    public async Task What_has_arrived_or_may_still_arrive_is_no_setback(string action, string status)
    {
        await _house.ReturnAsync(ReturnHouse.Dsn("Subject: x", (Grace, action, status)), _house.Bounces(Grace));
        Assert.Equal(0, _house.Setbacks());
        Ended();
    }

    [Theory]
    [InlineData("a vacation note", "Automatic reply: x", "I am away.", "Auto-Submitted: auto-replied\r\n")]
    [InlineData("a person who writes to the envelope's sender", "Re: Arrest", "Thank you for this alert. Who can I ask for more?", "")]
    [InlineData("a command", "x", "unsubscribe", "")]
    public async Task What_is_no_report_goes_nowhere(string why, string subject, string text, string headers)
    {
        await _house.ReturnAsync(TestHouse.Mail(Grace, _house.Bounces(Grace), subject, text, headers), _house.Bounces(Grace), Grace);
        Assert.True(_house.Setbacks() == 0 && _house.Reads(Grace), why);
        Ended();
    }

    [Fact]
    public async Task A_complaint_is_for_whom_its_address_names_or_the_mail_in_it()
    {
        await _house.ReturnAsync(ReturnHouse.Arf("Subject: x"), _house.Bounces(Grace));
        Assert.False(_house.Reads(Grace));
        Ended();
    }

    [Theory]
    [InlineData("abuse@lists.example.org")]
    [InlineData("postmaster@lists.example.org")]
    [InlineData("alerts-owner@lists.example.org")]
    public async Task A_complaint_at_a_public_address_is_for_whom_the_mail_in_it_names(string to)
    {
        await _house.ReturnAsync(ReturnHouse.Arf($"Subject: x\nReturn-Path: <{_house.Bounces(Grace)}>"), to, "complaints@provider.example");
        Assert.False(_house.Reads(Grace));
        Ended();
    }

    [Fact]
    public async Task So_it_is_where_only_the_way_to_leave_is_left_of_that_mail()
    {
        await _house.ReturnAsync(ReturnHouse.Arf($"Subject: x\nList-Unsubscribe: <mailto:{_house.Leave(Grace)}>"), "abuse@lists.example.org", "complaints@provider.example");
        Assert.False(_house.Reads(Grace));
        Ended();
    }

    [Theory]
    [InlineData("abuse@daily.example")]
    [InlineData("feedback@arf.mail.yahoo.com")]
    public async Task A_complaint_without_a_token_whose_sender_may_make_it_counts_for_whom_that_mail_was_sent_to(string sender)
    {
        await _house.House.KeepAsync(Proven(sender), Nameless(sender), sender, "abuse@lists.example.org");
        Assert.False(_house.Reads(Grace));
        Ended();
    }

    [Theory]
    [InlineData("complaints@provider.example", "abuse@lists.example.org", true)]
    [InlineData("abuse@daily.example", "postmaster@lists.example.org", false)]
    [InlineData("nadia@daily.example", "alerts-owner@lists.example.org", true)]
    [InlineData("nadia@daily.example", "alerts@lists.example.org", true)]
    [InlineData("nadia@daily.example", "alerts-request@lists.example.org", true)]
    public async Task Any_other_ends_nothing_and_reaches_the_owners_by_whichever_address(string sender, string to, bool isProven)
    {
        await _house.House.KeepAsync(isProven ? Proven(sender) : Evidence.Nothing, Nameless(sender), sender, to);
        Assert.True(_house.Reads(Grace));
        Assert.Single(_house.House.OwedTo(Owner));
        Assert.Equal((0, 1), (_house.House.Count("inbox"), _house.House.Count("rendering", $"id > {_lastText}")));
    }

    [Theory]
    [InlineData("it came to its own address", true, "Subject: x", "failed", true)]
    [InlineData("its own address stands in the report", false, "Return-Path: <{0}>", "failed", true)]
    [InlineData("the report names reader and mail, as anybody could", false, "Message-ID: <{2}>", "failed", false)]
    [InlineData("the token is another letter's", false, "Return-Path: <{1}>", "failed", false)]
    [InlineData("it is only late", true, "Subject: x", "delayed", false)]
    public async Task Only_the_token_of_a_probe_makes_it_fail(string why, bool isToToken, string header, string action, bool hasFailed)
    {
        var grace = _house.Desk.Person(Grace);
        await _house.Desk.ExecuteAsync("INSERT INTO failing (person, score, since, last, state, state_at, probe) VALUES (@person, 300, 1, 1, 'probed', 1, @probe)",
            ("@person", grace), ("@probe", _house.Rendering(Grace)));
        var about = string.Format(System.Globalization.CultureInfo.InvariantCulture, header, _house.Bounces(Grace), _house.Bounces(Grace, _house.Rendering(Marie)), _house.MessageId);
        await _house.ReturnAsync(ReturnHouse.Dsn(about, (Grace, action, action == "failed" ? "5.1.1" : "4.4.1")), isToToken ? _house.Bounces(Grace) : "postmaster@lists.example.org");
        Assert.True(hasFailed == (_house.House.Count("failing", "failed = (SELECT id FROM setback)") == 1), why);
        Assert.Equal(action == "failed" ? 1 : 0, _house.Setbacks($"class = 'dead' AND person = {grace}"));
    }

    [Theory]
    [InlineData("alerts-owner@lists.example.org", true)]
    [InlineData("abuse@lists.example.org", false)]
    [InlineData("postmaster@lists.example.org", true)]
    public async Task A_person_who_sends_on_a_bounce_reaches_the_owners_and_counts_against_nobody(string to, bool hasToken)
    {
        var header = hasToken ? $"Subject: x\nReturn-Path: <{_house.Bounces(Grace)}>" : $"Subject: x\nMessage-ID: <{_house.MessageId}>";
        await _house.ReturnAsync($"""
            From: Nadia <nadia@provider.example>
            To: {to}
            Subject: What is this?
            Message-ID: <sent-on@provider.example>
            Date: Thu, 12 Mar 2026 09:00:00 +0000
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="outer"

            --outer
            Content-Type: text/plain

            This came to me, what does it mean?
            --outer
            Content-Type: message/rfc822

            {ReturnHouse.Dsn(header, (Grace, "failed", "5.1.1"))}
            --outer--

            """, to, "nadia@provider.example");
        Assert.Equal((0L, 1), (_house.Setbacks(), _house.House.OwedTo(Owner).Count));
    }

    [Fact]
    public async Task A_complaint_that_means_none_of_our_readers_reaches_the_owners()
    {
        await _house.ReturnAsync(ReturnHouse.Arf("Subject: x\nMessage-ID: <else@where.example>"), "abuse@lists.example.org", "complaints@provider.example");
        Assert.True(_house.Reads(Grace));
        Assert.Single(_house.House.OwedTo(Owner));
    }

    [Theory]
    [InlineData("abuse@lists.example.org", "complaints@provider.example", "My mail system sends you this: who are you?", 1)]
    [InlineData("postmaster@lists.example.org", null, "I am away until Monday.", 0)]
    public async Task At_abuse_and_postmaster_a_person_reaches_the_owners_and_an_auto_reply_nobody(string to, string? sender, string text, int letters)
    {
        var headers = sender is null ? "Auto-Submitted: auto-replied\r\n" : "";
        await _house.ReturnAsync(TestHouse.Mail("nadia@provider.example", to, sender is null ? "Automatic reply: x" : "A question", text, headers), to, sender);
        Assert.Equal(letters, _house.House.OwedTo(Owner).Count);
    }

    [Theory]
    [InlineData("it was sent to her", "abuse@lists.example.org", true, Grace, 1)]
    [InlineData("to the list, which some take for the sender", "alerts@lists.example.org", true, Grace, 1)]
    [InlineData("to where replies go", "alerts-request@lists.example.org", true, Grace, 1)]
    [InlineData("another mail", "abuse@lists.example.org", false, Grace, 0)]
    [InlineData("she never had it", "abuse@lists.example.org", true, Marie, 0)]
    public async Task Without_a_token_a_bounce_counts_for_whom_that_mail_was_sent_to(string why, string to, bool isThatMail, string about, int setbacks)
    {
        var id = isThatMail ? _house.MessageId : "else@where.example";
        await _house.ReturnAsync(ReturnHouse.Dsn($"Message-ID: <{id}>\nSubject: x", (about, "failed", "5.1.1")), to);
        Assert.True(setbacks == _house.Setbacks($"class = 'dead' AND person = {_house.Desk.Person(Grace)}"), why);
        Ended();
    }

    [Fact]
    public async Task A_request_that_bounces_goes_to_the_next_on_duty()
    {
        await _house.Desk.PostAsync("Search");
        await _house.ReturnAsync(Failed(Marie), _house.Bounces(Marie));
        Assert.Equal(1, _house.House.Count("due", $"kind = 'unasked' AND subject LIKE '%/{_house.Desk.Person(Marie)}'"));
    }

    [Fact]
    public async Task A_bounce_of_what_was_forwarded_to_the_owners_ends_with_them()
    {
        await _house.ReturnAsync(TestHouse.Mail("nadia@provider.example", "alerts-owner@lists.example.org", "A question", "Who are you?"), "alerts-owner@lists.example.org", "nadia@provider.example");
        Assert.Single(_house.House.OwedTo(Owner));
        foreach (var to in (string[])[_house.Bounces(Owner), "alerts-owner@lists.example.org", "postmaster@lists.example.org"])
            await _house.ReturnAsync(Failed(Owner), to);
        Assert.Single(_house.House.OwedTo(Owner));
        Assert.Equal(1, _house.Setbacks($"person = {_house.Desk.Person(Owner)}"));
    }

    [Fact]
    public async Task No_returned_mail_is_ever_answered()
    {
        string[] to = [_house.Bounces(Grace), "alerts@lists.example.org", "alerts-request@lists.example.org", "alerts-owner@lists.example.org", "postmaster@lists.example.org", "abuse@lists.example.org"];
        foreach (var number in Enumerable.Range(80, 6))
            Assert.Equal(250, (await _house.House.TakeInAsync(SampleMail.Bytes(number), null, to)).Code);
        await _house.House.WorkOffAsync();
        Assert.Equal(_house.House.Count("rendering", $"id > {_lastText}"), _house.House.OwedTo(Owner).Count);
        Assert.Equal(0, _house.House.Count("inbox") + _house.House.Count("held"));
    }

    [Fact]
    public async Task What_an_earlier_version_kept_is_read_with_its_own_date_and_then_gone()
    {
        var then = _house.House.Time.Now() - (long)TimeSpan.FromDays(3).TotalMilliseconds;
        foreach (var mail in (string[])[Failed(Grace), "no mail at all", Failed(Grace)])
            await _house.Desk.ExecuteAsync("INSERT INTO returned (person, rendering, list, bytes, at) VALUES (@person, 7, 'alerts', @bytes, @at)",
                ("@person", _house.Desk.Person(Grace)), ("@bytes", System.Text.Encoding.UTF8.GetBytes(mail.ReplaceLineEndings("\r\n"))), ("@at", then));
        await _house.House.Database.WriteAsync(tx => IfexList.Bounces.KeptReturns.Plan(tx, _house.House.Time.Now()));
        await _house.House.Get<Clock>().TickAsync();
        Assert.Equal((0L, 0L), (_house.House.Count("returned"), _house.House.Count("due", "kind = 'returned'")));
        Assert.Equal(1, _house.Setbacks($"class = 'dead' AND times = 2 AND rendering = 7 AND at = {then} AND day = {then / 86_400_000}"));
        Ended();
    }

    // A complaint in Grace's name of what she was sent, by whoever knows both.
    private string Nameless(string sender) => ReturnHouse.Arf($"Subject: x\nMessage-ID: <{_house.MessageId}>")
        .Replace("Feedback-Type: abuse", $"Feedback-Type: abuse\nOriginal-Rcpt-To: <{Grace}>", StringComparison.Ordinal).Replace("complaints@provider.example", sender, StringComparison.Ordinal);

    private static Evidence Proven(string sender) =>
        Evidence.Nothing with { Dmarc = new DmarcEvidence(CheckResult.Pass, sender.Split('@')[1], DmarcPolicy.None, IsAligned: true) };

    private static string Failed(string address) => ReturnHouse.Dsn("Subject: x", (address, "failed", "5.1.1"));

    private void Ended()
    {
        Assert.Equal(_lastText, _house.LastText);
        Assert.Equal(0, _house.House.Count("inbox"));
    }
}
