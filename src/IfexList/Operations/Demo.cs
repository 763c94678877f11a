using System.Diagnostics;
using System.Net;
using IfexList.Foundation;
using IfexList.Mail;
using MailKit.Net.Smtp;
using Microsoft.AspNetCore.Builder;
using MimeKit;

namespace IfexList.Operations;

/// <summary>
/// The whole main job on this machine with no set-up: five members report in five languages, a moderator answers each request with one word,
/// five readers get what they can read. Everything goes over real sockets, a real database and real files.
/// </summary>
/// <param name="verb">Runs one verb of the command line.</param>
public sealed class Demo(TextWriter output, string folder, Func<string[], Task<int>> verb)
{
    private const string ModeratorAddress = "marie@clearinghouse.example";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly (string Name, string Address, string Languages)[] Readers =
    [
        ("Grace, Lusaka", "grace@daily.example", "en;fr"),
        ("Awa, Abidjan", "awa@hebdo.example", "fr"),
        ("Lucía, Quito", "lucia@cuaderno.example", "es;en"),
        ("Dina, Almaty", "dina@vestnik.example", "ru"),
        ("Hala, Cairo", "hala@delta.example", "ar;en"),
    ];

    private static readonly (string Language, string Organisation, string Member, string Answer, string Subject, string Text)[] Alerts =
    [
        ("en", "Savanna Press Watch", "tendai@savannapress.example", "ok", "ALERT - ZIMBABWE: Printing plates of a weekly seized",
            "On the night of 11 March 2026 four men entered the printing works of the weekly \"The Granite Post\" and took the plates of its next edition."),
        ("fr", "Observatoire Horria", "amel@horria.example", "approuver", "ALERTE - TUNISIE : Le directeur d'un hebdomadaire convoqué",
            "Le directeur de l'hebdomadaire « La Voix du Bassin » a été convoqué pour la troisième fois en une semaine."),
        ("es", "Cuaderno Abierto", "redaccion@abierto.example", "aprobar", "ALERTA - ECUADOR: Radio comunitaria silenciada 48 horas",
            "La radio comunitaria «Páramo FM» fue silenciada durante cuarenta y ocho horas por orden de la autoridad local."),
        ("ru", "Голос без цензуры", "press@golos.example", "одобрить", "ПРЕДУПРЕЖДЕНИЕ - КАЗАХСТАН: Редактор оштрафован",
            "Редактора газеты «Степной вестник» оштрафовали за публикацию письма читателя."),
        ("ar", "مرصد القلم الحر", "desk@freepen.example", "موافق", "تنبيه - مصر: منع صحيفة من الطباعة",
            "مُنعت صحيفة «نافذة الدلتا» من الطباعة للأسبوع الثاني على التوالي."),
    ];

    private const string Configuration = """
        {
          "DataDirectory": "data",
          "Smtp": { "Listen": [ "127.0.0.1:0" ] },
          "Relay": { "Mode": "directory", "Directory": "outbox" },
          "Http": { "Listen": [ ] },
          "Lists": { "alerts": { "Title": "Action Alert Network", "Owners": [ "owner@example.org" ] } }
        }
        """;

    /// <returns>The exit code: 0 when every reader got what he can read.</returns>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, "ifexlist.json");
        await File.WriteAllTextAsync(file, Configuration, cancellationToken);
        var settings = SettingsFile.Load(file);
        await PrepareAsync(file);
        await using var host = Daemon.Build(settings, _ => { });
        await host.StartAsync(cancellationToken);
        var port = new Uri(host.Urls.First()).Port;
        await output.WriteLineAsync($"The daemon listens on 127.0.0.1:{port}; its data is in {settings.DataDirectory}");
        foreach (var alert in Alerts)
            await PublishAsync(settings, port, alert, cancellationToken);
        var complete = await ShowAsync(settings, cancellationToken);
        await host.StopAsync(cancellationToken);
        await output.WriteLineAsync(complete ? "Every reader got each alert that he can read, once." : "Some copies are missing.");
        await output.WriteLineAsync(settings.Outbox);
        return complete ? 0 : 1;
    }

    // By the same verbs that an administrator types.
    private async Task PrepareAsync(string file)
    {
        foreach (var reader in Readers)
            await verb(["--config", file, "subscribers", "add", "alerts", reader.Address, .. reader.Languages.Split(';').SelectMany(code => new[] { "--language", code })]);
        foreach (var alert in Alerts)
            await verb(["--config", file, "members", "add", alert.Member, "--organisation", alert.Organisation]);
        await verb(["--config", file, "moderators", "add", "alerts", ModeratorAddress, "--language", "en"]);
    }

    private async Task PublishAsync(
        Settings settings, int port, (string Language, string Organisation, string Member, string Answer, string Subject, string Text) alert, CancellationToken cancellationToken)
    {
        await SendAsync(port, alert.Member, $"alerts-{alert.Language}@{settings.Domain}", alert.Subject, alert.Text, cancellationToken);
        await output.WriteLineAsync($"{alert.Organisation} reports: {alert.Subject}");
        var request = await AwaitLetterAsync(settings, ModeratorAddress, m => m.Subject?.Contains(alert.Subject, StringComparison.Ordinal) == true, cancellationToken);
        await SendAsync(port, ModeratorAddress, request.ReplyTo.Mailboxes.First().Address, "Re: " + request.Subject, alert.Answer, cancellationToken);
        await output.WriteLineAsync($"   the moderator answers: {alert.Answer}");
    }

    private static async Task SendAsync(int port, string from, string to, string subject, string text, CancellationToken cancellationToken)
    {
        var message = new MimeMessage { Subject = subject, Body = new TextPart("plain") { Text = text } };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(MailboxAddress.Parse(to));
        using var client = new SmtpClient();
        await client.ConnectAsync(IPAddress.Loopback.ToString(), port, useSsl: false, cancellationToken);
        await client.SendAsync(message, cancellationToken);
        await client.DisconnectAsync(quit: true, cancellationToken);
    }

    private async Task<bool> ShowAsync(Settings settings, CancellationToken cancellationToken)
    {
        var complete = true;
        foreach (var (name, address, languages) in Readers)
        {
            await output.WriteLineAsync($"{name} ({languages}) got:");
            foreach (var alert in Alerts.Where(a => languages.Contains(a.Language, StringComparison.Ordinal)))
            {
                var copy = await AwaitLetterAsync(settings, address, m => m.Subject == alert.Subject, cancellationToken);
                await output.WriteLineAsync($"   {copy.MessageId}  {copy.Subject}");
            }
            complete &= Letters(settings, address).Count() == Alerts.Count(a => languages.Contains(a.Language, StringComparison.Ordinal));
        }
        return complete;
    }

    private static async Task<MimeMessage> AwaitLetterAsync(Settings settings, string to, Func<MimeMessage, bool> isIt, CancellationToken cancellationToken)
    {
        var since = Stopwatch.StartNew();
        while (since.Elapsed < Patience)
        {
            if (Letters(settings, to).FirstOrDefault(isIt) is { } letter)
                return letter;
            await Task.Delay(50, cancellationToken);
        }
        throw new TimeoutException($"no such mail came to {to} within {Patience.TotalSeconds} s");
    }

    private static IEnumerable<MimeMessage> Letters(Settings settings, string to) =>
        !Directory.Exists(settings.Outbox) ? [] : Directory.EnumerateFiles(settings.Outbox, "*.eml")
            .Select(file => RawMessage.Parse(File.ReadAllBytes(file)))
            .Where(message => message.Headers["Delivered-To"]?.Trim('<', '>', ' ') == to);
}
