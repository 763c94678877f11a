using IfexList.Mail;
using Xunit;

namespace IfexList.Tests.Mail;

public class OwnTextTests
{
    private static string Read(string text)
    {
        var own = OwnText.Of(text);
        return Say(own.Top) + "|" + Say(own.Below) + "|" + Say(own.Between);
    }

    private static string Say(IEnumerable<string> lines) => string.Join('/', lines.Where(OwnText.IsWritten).Select(line => line.Trim()));

    [Theory]
    [InlineData("ok", "ok||", "no quotation at all")]
    [InlineData("ok\n\nOn Thu, 12 Mar 2026 at 03:02, Alerts <a@b.example> wrote:\n> x", "ok||", "Gmail")]
    [InlineData("ok\n\nOn Thu, Mar 12, 2026 at 3:02 AM Alerts <a@b.example>\nwrote:\n\n> x", "ok||", "wrapped")]
    [InlineData("ok\n\nOn Thu, Mar 12, 2026 at 3:02 AM Alerts\nof the Network <a@b.example>\nwrote:\n> x", "ok||", "wrapped twice")]
    [InlineData("ok\n\nLe jeu. 12 mars 2026 à 09:02, Alertes <a@b.example> a écrit :\n> x", "ok||", "French")]
    [InlineData("ok\n\nLe 12/03/2026 à 09:02, Alertes a écrit :\nx\ny", "ok||", "French, bare quotation")]
    [InlineData("ok\n\nEl jue, 12 mar 2026 a las 3:02, Alertas (<a@b.example>) escribió:\n> x", "ok||", "Spanish")]
    [InlineData("ok\n\nчт, 12 мар. 2026 г. в 10:02, Alerts <a@b.example>:\n\n> x", "ok||", "Russian Gmail has no verb")]
    [InlineData("ok\n\n12 марта 2026 г., 10:02, Alerts <a@b.example> написал(а):\nx", "ok||", "Russian Yandex")]
    [InlineData("ok\n\n12.03.2026 10:02, Alerts пишет:\n> x", "ok||", "Russian Thunderbird")]
    [InlineData("ok\n\nفي الخميس، ١٢ مارس ٢٠٢٦ في ١٠:٠٢ ص تمت كتابة ما يلي بواسطة Alerts <a@b.example>:\n> x", "ok||", "Arabic Gmail")]
    [InlineData("ok\n\nفي ١٢ مارس ٢٠٢٦، كتب Alerts:\n> x", "ok||", "Arabic with the verb inside")]
    [InlineData("ok\n\nAlerts wrote:\n> x", "ok||", "no date")]
    [InlineData("Alerts wrote:\n> x\n\nok", "|ok|", "below")]
    [InlineData("On 3/12/26 03:02, Alerts wrote:\n> x\n>y\n\nok\n\n-- \nMarie", "|ok|", "below, with a signature")]
    [InlineData("> a\nfirst\n> b\nsecond", "|second|first", "interleaved")]
    [InlineData("top\n> a\nmiddle\n> b\nend", "top|end|middle", "everywhere")]
    [InlineData("ok\n\nDe : A <a@b.example>\nEnvoyé : jeudi\nÀ : m@c.example\nObjet : x\n\nreject", "ok||", "French Outlook")]
    [InlineData("ok\n\n*From:* A\n*Sent:* Thursday\n*To:* m\n*Subject:* x\n\nreject", "ok||", "bold Outlook")]
    [InlineData("ok\n________________________________\nFrom: A\nSent: Thursday\nTo: m\nSubject: x\n\nreject", "ok||", "Outlook with a rule")]
    [InlineData("ok\n\nDe: A\nEnviado el: jueves\nPara: m\nAsunto: x\n\nreject", "ok||", "Spanish Outlook")]
    [InlineData("ok\n\nОт: A\nОтправлено: 12 марта\nКому: m\nТема: x\n\nreject", "ok||", "Russian Outlook")]
    [InlineData("ok\n\nمن: A\nتم الإرسال: الخميس\nإلى: m\nالموضوع: x\n\nreject", "ok||", "Arabic Outlook")]
    [InlineData("ok\n\nVon: A\nGesendet: Donnerstag\nAn: m\nBetreff: x\n\nreject", "ok||", "German Outlook")]
    [InlineData("From: the desk\nok", "From: the desk/ok||", "one such line is no block")]
    [InlineData("ok\n\n-----Original Message-----\nreject", "ok||", "English")]
    [InlineData("ok\n\n-----Message d'origine-----\nreject", "ok||", "French")]
    [InlineData("ok\n\n-----Mensaje original-----\nreject", "ok||", "Spanish")]
    [InlineData("ok\n\n-----Исходное сообщение-----\nreject", "ok||", "Russian")]
    [InlineData("ok\n\n-----الرسالة الأصلية-----\nreject", "ok||", "Arabic")]
    [InlineData("ok\n\n---------- Forwarded message ---------\nreject", "ok||", "Gmail's forwarding")]
    [InlineData("ok\n\nBegin forwarded message:\n\nreject", "ok||", "Apple's forwarding")]
    [InlineData("ok\n-- \nMarie\nreject", "ok||", "signature")]
    [InlineData("ok\n--\nMarie", "ok||", "signature without its space")]
    [InlineData("-- | INDEX | --\nok", "-- | INDEX | --/ok||", "no signature")]
    [InlineData("ok\nSent from my iPhone", "ok||", "advertisement")]
    [InlineData("ok\nEnvoyé de mon iPad", "ok||", "French advertisement")]
    [InlineData("ok\nEnviado desde mi iPhone", "ok||", "Spanish advertisement")]
    [InlineData("ok\nОтправлено с iPhone", "ok||", "Russian advertisement")]
    [InlineData("ok\nأُرسلت من الـ iPhone", "ok||", "Arabic advertisement")]
    [InlineData("ok\nGet Outlook for iOS", "ok||", "Outlook's advertisement")]
    [InlineData("ok\nTéléchargez Outlook pour Android", "ok||", "Outlook's in French")]
    [InlineData("reject: this was sent from the wrong office", "reject: this was sent from the wrong office||", "no advertisement")]
    [InlineData("\u200F> quoted", "||", "a mark before the sign")]
    [InlineData("   > quoted", "||", "indented")]
    [InlineData("The source said this:\nall is well", "The source said this:/all is well||", "a colon alone introduces nothing")]
    public void What_the_writer_wrote_himself_is_found(string text, string expected, string why) => Assert.True(expected == Read(text), $"{why}: {Read(text)}");

    [Theory]
    [InlineData("On a wrote:\n")]
    [InlineData("From: \n")]
    [InlineData("> \n")]
    [InlineData("On 1 @ \n")]
    [InlineData("--\n")]
    public void Many_lines_cost_no_more_than_their_number(string line)
    {
        var text = string.Concat(Enumerable.Repeat(line, 200_000));
        var clock = System.Diagnostics.Stopwatch.StartNew();
        OwnText.Of(text);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }
}
