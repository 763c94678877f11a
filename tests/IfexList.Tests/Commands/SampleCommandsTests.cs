using System.Globalization;
using System.Text.Json;
using IfexList.Commands;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Tests.Mail;
using MimeKit;

namespace IfexList.Tests.Commands;

public class SampleCommandsTests
{
    // Their tokens stand in the address, and 71 is a loop, which Automation tells.
    private static readonly int[] NotOurs = [66, 68, 70, 71];

    [Fact]
    public void Samples_come_out_as_the_manifest_says()
    {
        var seen = 0;
        foreach (var sample in SampleMail.Manifest.Where(sample => Number(sample) is >= 60 and <= 73 && !NotOurs.Contains(Number(sample))))
        {
            var (mail, list) = Read(Number(sample));
            var expected = sample.GetProperty("expect").GetProperty("commands").EnumerateArray().Select(command => command.GetString()!.Split('(')[0].Trim()).ToList();
            // Where the manifest names a language, it is the one that the desk fills in.
            var commands = expected.Any(command => command.Contains("lang=")) ? mail.InLanguage() : mail.Commands;
            Assert.True(expected.Select(command => Canonical(command, list)).SequenceEqual(commands.Select(command => command.ToString())),
                $"{sample.FileName()}: {string.Join(" | ", commands)}");
            seen++;
        }
        Assert.Equal(10, seen);
    }

    [Fact]
    public void An_empty_reply_is_no_command_of_its_own()
    {
        var (mail, _) = Read(66);
        Assert.Empty(mail.Commands);
        Assert.False(mail.IsProse);
        Assert.Equal("unsubscribe alerts", Read(68).Mail.Say());
    }

    [Fact]
    public void Two_hundred_forged_lines_subscribe_nobody()
    {
        var (mail, _) = Read(70);
        Assert.Empty(mail.Commands);
        Assert.False(mail.IsProse);
    }

    [Fact]
    public void A_misspelt_help_is_answered_by_help()
    {
        var (mail, _) = Read(67);
        Assert.Equal("help", mail.Suggestion);
        Assert.False(mail.IsProse);
    }

    [Fact]
    public void A_subscription_gets_the_language_of_its_words_as_far_as_the_list_has_it()
    {
        Assert.Equal("subscribe alerts lang=es", Reading.Read("suscribir").InLanguage(Language.Ru).Single().ToString());
        Assert.Equal("subscribe alerts lang=ru", Reading.Read("subscribe").InLanguage(Language.Ru).Single().ToString());
        Assert.Equal("subscribe alerts lang=fr", Reading.Read("suscribir fr").InLanguage().Single().ToString());
        var english = new ListCatalogue(new Settings { Lists = new Dictionary<string, ListSettings> { ["alerts"] = new() { Languages = ["en"] } } });
        var mail = CommandReader.Read("suscribir", "", english.All[0], english, Reading.Grace, Reading.Today);
        Assert.Equal("subscribe alerts", mail.InLanguage().Single().ToString());
    }

    private static (CommandMail Mail, MailingList List) Read(int number)
    {
        var message = SampleMail.Load(number);
        var list = Reading.Lists.Find(message.To.Mailboxes.First().Address.Split('-')[0])!;
        var sender = HeaderText.Author(message)!.Value;
        return (CommandReader.Read(message.Subject ?? "", PlainText.Of(message), list, Reading.Lists, sender, Reading.Today), list);
    }

    private static string Canonical(string expected, MailingList list) => Reading.Read(expected, list: list.Name).Say();

    private static int Number(JsonElement sample) => int.Parse(sample.FileName()[..2], CultureInfo.InvariantCulture);
}
