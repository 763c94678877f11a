using System.Text;
using System.Text.Json;
using IfexList.Foundation;
using IfexList.Mail;
using Microsoft.Extensions.Logging;

namespace IfexList.Authentication;

/// <summary>
/// What rspamd says about a mail, asked over HTTP at <c>Smtp.Rspamd</c>. Only its refusals count: what it would mark or quarantine is held for a moderator here
/// anyway. Where it gives no answer that can be read, the mail goes on.
/// </summary>
public sealed class Rspamd : IDisposable
{
    private static readonly SmtpReply Spam = SmtpReply.Say(550, 7, 1, "The spam filter refuses this mail");
    private static readonly SmtpReply Later = SmtpReply.Say(451, 7, 1, "The spam filter wants to see this mail again, please try again later");

    private readonly Uri? _check;
    private readonly HttpClient _http;
    private readonly ILogger<Rspamd> _log;

    /// <param name="address">Where it listens; empty where there is none.</param>
    public Rspamd(string address, ILogger<Rspamd> log)
    {
        _log = log;
        _check = address.Length > 0 ? new Uri(new Uri(address.TrimEnd('/') + "/"), "checkv2") : null;
        // A mail goes where the configuration says, and nowhere else. Envelopes may be UTF-8 (RFC 6531).
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
        {
            Timeout = Limits.RspamdTime,
            MaxResponseContentBufferSize = Limits.RspamdOctets,
        };
    }

    /// <summary>Null where the mail may go on.</summary>
    /// <param name="message">As it came in, without our trace.</param>
    public async Task<SmtpReply?> RefusalAsync(Envelope envelope, IReadOnlyList<Address> recipients, ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (_check is null)
            return null;
        try
        {
            using var question = Question(envelope, recipients, message);
            using var answer = await _http.SendAsync(question, cancellationToken);
            answer.EnsureSuccessStatusCode();
            using var verdict = JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(cancellationToken));
            return Refusal(verdict.RootElement.GetProperty("action").GetString());
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            _log.SpamFilterSilent(e);
            return null;
        }
    }

    private static SmtpReply? Refusal(string? action) => action switch
    {
        "reject" => Spam,
        "soft reject" or "greylist" => Later,
        _ => null,
    };

    private HttpRequestMessage Question(Envelope envelope, IReadOnlyList<Address> recipients, ReadOnlyMemory<byte> message)
    {
        var question = new HttpRequestMessage(HttpMethod.Post, _check) { Content = new ReadOnlyMemoryContent(message) };
        question.Headers.TryAddWithoutValidation("IP", AddressLabels.Plain(envelope.Client).ToString());
        question.Headers.TryAddWithoutValidation("Helo", OneLine(envelope.Helo));
        question.Headers.TryAddWithoutValidation("From", envelope.Sender?.ToString() ?? "<>");
        question.Headers.TryAddWithoutValidation("Rcpt", recipients.Select(recipient => recipient.ToString()));
        return question;
    }

    // The peer chose it. A control character would spoil the question, and thereby the answer.
    private static string OneLine(string helo) => string.Concat(helo.Select(c => char.IsControl(c) ? '?' : c));

    public void Dispose() => _http.Dispose();
}
