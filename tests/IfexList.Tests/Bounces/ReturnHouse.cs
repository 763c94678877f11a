using System.Text;
using IfexList.Bounces;
using IfexList.Ledger;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Moderation;

namespace IfexList.Tests.Bounces;

/// <summary>A house that has sent Grace a release, and Marie the request for it; and what may come back of that.</summary>
public sealed class ReturnHouse : IAsyncDisposable
{
    public const string Grace = DutyHouse.Grace;
    public const string Marie = DutyHouse.Marie;

    private ReturnHouse(DutyHouse desk) => Desk = desk;

    public DutyHouse Desk { get; }
    public TestHouse House => Desk.House;

    public static async Task<ReturnHouse> OpenAsync()
    {
        var desk = await DutyHouse.OpenAsync();
        await desk.PostAsync();
        await desk.AnswerAsync(Marie, "ok");
        return new ReturnHouse(desk);
    }

    /// <summary>What was sent to an address last.</summary>
    public long Rendering(string who) => House.Database.Read(db => db.Number(
        "SELECT max(rendering) FROM deliveries JOIN person ON person.id = person WHERE key = @key", ("@key", who)))!.Value;

    public string Bounces(string who, long? rendering = null) => "alerts-bounces+" + Token(TokenPurpose.Bounce, who, rendering) + "@lists.example.org";

    public string Leave(string who) => "alerts-unsubscribe+" + Token(TokenPurpose.Unsubscribe, who, null) + "@lists.example.org";

    /// <summary>Of the released edition.</summary>
    public string MessageId => House.Database.Read(db => db.Text("SELECT message_id FROM edition"))!;

    public Addressee Whose(string who, bool isProven = true) => new(Desk.Person(who), Rendering(who), "alerts", isProven);

    /// <summary>Makes it hear a returned mail, and all that follows from it.</summary>
    public Task<SmtpReply> ReturnAsync(string mail, string to, string? sender = null) => House.SendAsync(mail, sender, to);

    public long Setbacks(string where = "1 = 1") => House.Count("setback", where);

    /// <summary>How often anything was reported.</summary>
    public long Times() => House.Database.Read(db => db.Number("SELECT coalesce(sum(times), 0) FROM setback"))!.Value;

    /// <summary>The last text that was written to anybody.</summary>
    public long LastText => House.Database.Read(db => db.Number("SELECT max(id) FROM rendering"))!.Value;

    public bool Reads(string who) => House.Count("subscription", $"person = {Desk.Person(who)}") == 1;

    /// <summary>A report in the form of RFC 3464, as its first servers wrote it.</summary>
    /// <param name="header">Of the mail that came back.</param>
    public static string Dsn(string header, params (string Address, string Action, string Status)[] recipients)
    {
        var told = string.Concat(recipients.Select(r => $"\n\nFinal-Recipient: rfc822; {r.Address}\nAction: {r.Action}\nStatus: {r.Status}"));
        return Report("delivery-status", "MAILER-DAEMON@mx.example.net", "Returned to you", $"Reporting-MTA: dns; mx.example.net{told}", header);
    }

    /// <summary>A report in the form of RFC 5965.</summary>
    public static string Arf(string header, string type = "abuse") =>
        Report("feedback-report", "complaints@provider.example", "A complaint", $"Feedback-Type: {type}\nUser-Agent: Desk/2.1\nVersion: 1", header);

    public static ReturnReport Told(ReturnKind kind, ReturnedOriginal original, params (string Address, string? Alias, ReturnClass Class)[] recipients) => new(
        kind, "test", [.. recipients.Select(r => new ReturnedRecipient(r.Address, r.Alias, new Reason(r.Class, "row"), 550, null, "words"))], original);

    public ValueTask DisposeAsync() => Desk.DisposeAsync();

    private string Token(TokenPurpose purpose, string who, long? rendering) => House.Get<TokenKey>().Derive(purpose, "alerts", Desk.Person(who), rendering ?? Rendering(who));

    private static string Report(string type, string from, string subject, string fields, string header) => $"""
        From: {from}
        To: nobody@example.org
        Subject: {subject}
        Message-ID: <{Guid.NewGuid():N}@mx.example.net>
        Date: Thu, 12 Mar 2026 09:00:00 +0000
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type={type}; boundary="edge"

        --edge
        Content-Type: text/plain; charset=us-ascii

        This mail tells what became of another one.

        --edge
        Content-Type: message/{type}

        {fields}

        --edge
        Content-Type: text/rfc822-headers

        {header}

        --edge--

        """;
}
