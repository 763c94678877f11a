using IfexList.Commands;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Tests.Commands;

namespace IfexList.Tests.Publishing;

/// <summary>From the words in a reader's mail to his mailbox: who chose a country, a region, a theme or a case gets the releases that are about it, and no others.</summary>
public sealed class ChosenByMail : IAsyncLifetime
{
    private readonly ParcelHouse _house = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Theory]
    [InlineData("topics: Tunisia", "TN", "EG", "a country, in English")]
    [InlineData("pays : la Tunisie", "TN", "EG", "in French")]
    [InlineData("países: Túnez", "TN", "EG", "in Spanish")]
    [InlineData("только по Тунису", "TN", "EG", "in Russian")]
    [InlineData("اشتراك للسودان", "SD", "EG", "in Arabic")]
    [InlineData("région Moyen-Orient", "TN", "ZW", "a region, for a country in it")]
    [InlineData("regiones: América Latina", "GT", "ES", "a part of the world")]
    [InlineData("новости только с Ближнего Востока", "EG", "RU", "in its case")]
    [InlineData("تغيير المواضيع إلى أفريقيا", "ZW", "TN", "where Tunisia is reported with the Middle East")]
    [InlineData("topics women", "ZW women", "ZW", "a theme")]
    [InlineData("тема: о женщинах", "RU women", "RU", "in its case")]
    [InlineData("موضوع النساء", "EG women", "EG", "in Arabic")]
    public async Task A_reader_gets_what_his_words_chose(string words, string about, string notAbout, string why)
    {
        var topics = Wish(words).Topics!;
        await _house.ReaderAsync("ada@x.example", topics: string.Join(' ', topics));
        Assert.True((1, 0) == ((await _house.ReleaseAsync("ALERT one", topics: about)).Readers, (await _house.ReleaseAsync("ALERT two", topics: notAbout)).Readers), why);
        Assert.Equal(["ALERT one"], _house.MailTo("ada@x.example").Select(mail => mail.Subject));
    }

    [Theory]
    [InlineData("topics case CASE")]
    [InlineData("sujets : l'affaire CASE")]
    [InlineData("temas: caso CASE")]
    [InlineData("темы: дело CASE")]
    [InlineData("مواضيع: القضية CASE")]
    public async Task Who_chose_a_case_gets_its_releases_alone(string words)
    {
        var (first, _) = await _house.ReleaseAsync("ALERT", topics: "TN");
        await _house.ReaderAsync("ada@x.example", topics: string.Join(' ', Wish(words.Replace("CASE", first, StringComparison.Ordinal)).Topics!));
        await _house.ReleaseAsync("ALERT of another case", topics: "TN");
        await _house.ReleaseAsync("UPDATE", topics: "TN", orders: IfexList.Publishing.ReleaseOrders.None with { Case = first });
        Assert.Equal(["UPDATE"], _house.MailTo("ada@x.example").Select(mail => mail.Subject));
    }

    private static Preferences Wish(string line) => Assert.Single(Reading.Read(line).Commands) switch
    {
        Command.Set set => set.Wish,
        Command.Subscribe subscribe => subscribe.Wish,
        var other => throw new InvalidOperationException($"read as {other}"),
    };
}
