using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;
using IfexList.Tests.Smtp;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IfexList.Tests.Web;

/// <summary>The whole daemon in process, with its web side on a real socket, and one reader.</summary>
internal sealed class WebHouse : IAsyncDisposable
{
    public const string Reader = "grace@daily.example";

    private readonly string _folder = Directory.CreateTempSubdirectory("ifexlist-web-").FullName;
    private WebApplication _daemon = null!;
    private long _person;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>The subject of the certificate that the last handshake showed.</summary>
    public string? Certificate { get; private set; }

    public Database Database => _daemon.Services.GetRequiredService<Database>();

    /// <summary>Where mail comes in.</summary>
    public IPEndPoint MailEntrance => IPEndPoint.Parse(new Uri(_daemon.Urls.First()).Authority);

    public T Get<T>() where T : notnull => _daemon.Services.GetRequiredService<T>();

    public string Token => TokenFor("alerts");

    public string TokenFor(string list) => _daemon.Services.GetRequiredService<TokenKey>().Derive(TokenPurpose.Unsubscribe, list, _person, 7);

    public static async Task<WebHouse> OpenAsync(string languages = "en", PemPair? pair = null, Func<Settings, Settings>? change = null)
    {
        var house = new WebHouse();
        var settings = new Settings
        {
            DataDirectory = house._folder,
            Smtp = new SmtpSettings { Listen = ["127.0.0.1:0"] },
            Http = new HttpSettings { Listen = ["127.0.0.1:0"], Certificate = pair?.Certificate ?? "", CertificateKey = pair?.Key ?? "" },
            Lists = new Dictionary<string, ListSettings>
            {
                ["communique"] = new() { Title = new LocalizedText("Communiqué") },
                ["alerts"] = new() { Title = new LocalizedText("Alerts <&> \"more\""), Languages = ["en", "fr", "es", "ru", "ar"], Owners = ["owner@example.org"] },
                ["members"] = new() { Kind = ListKind.Members },
            },
        };
        house._daemon = Daemon.Build(change?.Invoke(settings) ?? settings, log => log.SetMinimumLevel(LogLevel.None));
        await house._daemon.StartAsync(TestContext.Current.CancellationToken);
        await house.SubscribeAsync(languages);
        house.Connect();
        return house;
    }

    private async Task SubscribeAsync(string languages)
    {
        Assert.True(Address.TryParse(Reader, out var address));
        _person = await Database.WriteAsync(tx => Person.Know(tx, address, 1));
        foreach (var list in (string[])["alerts", "communique"])
            await Database.WriteAsync(tx => tx.Execute(
                "INSERT INTO subscription (list, person, state, languages, consent_at) VALUES (@list, @person, 'active', @languages, 0)",
                ("@list", list), ("@person", _person), ("@languages", languages)));
    }

    private void Connect()
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.Zero };
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => (Certificate = certificate?.Subject) is not null,
        };
        // The last endpoint is the web's; in front of it stands the one for mail.
        Client = new HttpClient(handler) { BaseAddress = new Uri(_daemon.Urls.Last()) };
    }

    public Task<HttpResponseMessage> AskAsync(HttpMethod method, string path, HttpContent? body = null, string? accept = null, string? language = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body };
        if (accept is not null)
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
        if (language is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
        return Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public bool Reads(string list) => Database.Read(db => Subscriptions.LanguagesOf(db, list, _person)).Count > 0;

    public long Letters => Database.Read(db => db.Number("SELECT count(*) FROM rendering WHERE format = 'letter'"))!.Value;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _daemon.StopAsync(TestContext.Current.CancellationToken);
        await _daemon.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
