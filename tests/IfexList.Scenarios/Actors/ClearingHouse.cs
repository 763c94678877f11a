using System.Text.RegularExpressions;

namespace IfexList.Scenarios.Actors;

/// <summary>The cast of the sample mails: their organisations, four moderators in four languages, readers of five.</summary>
internal static partial class ClearingHouse
{
    public static readonly (string Address, string Language)[] Moderators =
        [("marie@clearinghouse.example", "fr"), ("hala@freepen.example", "ar"), ("dina@gbc.example", "ru"), ("lucia@cuadernoabierto.example", "es")];

    public static readonly (string Address, string Languages)[] Readers =
    [
        ("grace@dailylantern.example", "en"), ("kofi@quotidien.example", "fr;en"), ("ines@semanario.example", "es"),
        ("olga@gazeta.example", "ru"), ("souad@sahifa.example", "ar;fr"),
    ];

    private static readonly (string Address, string Organisation)[] Members =
    [
        ("amel.jaziri@horria.example", "Observatoire Horria"), ("alertes@horria.example", "Observatoire Horria"),
        ("tendai@savannapress.example", "Savanna Press Watch"),
        ("alertas@cuadernoabierto.example", "Cuaderno Abierto"), ("dina@gbc.example", "Голос без цензуры"),
        ("alerts@freepen.example", "مرصد القلم الحر"),
        ("hala@freepen.example", "مرصد القلم الحر"), ("rmc@reef.example", "Reef Media Council"), ("contact@lagune.example", "Réseau Lagune"),
    ];

    public static async Task<ListHost> FoundAsync(NextHop hop)
    {
        var host = ListHost.For(hop);
        foreach (var (address, organisation) in Members)
            await host.AddMemberAsync(address, organisation);
        foreach (var (address, language) in Moderators)
            await host.AddModeratorAsync(address, language);
        await host.SubscribeAsync(Readers);
        await host.StartAsync();
        return host;
    }

    /// <summary>Posts a sample as its organisation does.</summary>
    public static async Task PostSampleAsync(this ListHost host, string number) =>
        Assert.StartsWith("250", await RawClient.PostAsync(host.SmtpPort, Samples.Sender(number), Newsroom.Alerts, Samples.Bytes(number)), StringComparison.Ordinal);

    /// <summary>Sends a sample reply to a request, from whom the sample says.</summary>
    public static async Task ReplyWithSampleAsync(this ListHost host, string number, TakenMail request)
    {
        var reply = Samples.Bytes(number, TokenIn(request.ReplyTo));
        Assert.StartsWith("250", await RawClient.PostAsync(host.SmtpPort, Samples.Sender(number), request.ReplyTo, reply), StringComparison.Ordinal);
    }

    public static string TokenIn(string address) => Token().Match(address).Groups[1].Value;

    public static bool IsRequest(this TakenMail mail) =>
        mail.IsLetter && mail.ReplyTo.Contains("-moderate+", StringComparison.Ordinal) && !mail.Message.Headers.Contains("In-Reply-To")
        && (mail.Text.Contains("[begin text]", StringComparison.Ordinal) || mail.Text.Contains("ENCRYPTED", StringComparison.Ordinal));

    /// <summary>The how-manieth request that a moderator gets.</summary>
    public static Task<TakenMail> RequestAsync(this NextHop hop, string moderator, int which) => Eventually.SeesAsync(
        $"request {which} to {moderator}", () => hop.For(moderator).Where(mail => mail.IsRequest()).ElementAtOrDefault(which - 1));

    [GeneratedRegex(@"\+([a-z2-7]+)@")]
    private static partial Regex Token();
}
