using IfexList.Communique;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Tests.Moderation;

namespace IfexList.Tests.Communique;

public sealed class ItemReaderTests
{
    private static readonly DateOnly Today = new(2026, 3, 25);

    [Theory]
    [InlineData("Workshop on safe e-mail for small newsrooms", "We invite you to a workshop on 5 May 2026 in Lusaka, Zambia.", "workshop 2026-05-05 Lusaka, Zambia", "English")]
    [InlineData("Atelier : courriel sûr", "L'atelier aura lieu du 4 au 6 mai 2026 à Tunis.", "workshop 2026-05-04 Tunis", "French, a range")]
    [InlineData("Taller de correo seguro", "Fecha: 5 de mayo de 2026\nLugar: Quito, Ecuador\n\nInscripción gratuita.", "workshop 2026-05-05 Quito, Ecuador", "Spanish, labels")]
    [InlineData("Семинар о безопасной почте", "Семинар пройдёт 5 мая 2026 г. в Алматы.", "workshop 2026-05-05 Алматы", "Russian")]
    [InlineData("ورشة عمل عن البريد الآمن", "تعقد الورشة يوم ٥ مايو ٢٠٢٦.\nالمكان: تونس", "workshop 2026-05-05 تونس", "Arabic, a label")]
    [InlineData("International conference on secrecy laws", "It opens on 12 April in Accra; papers are due by 30 March.", "conference 2026-04-12 Accra", "no year")]
    [InlineData("Mesa redonda sobre radios comunitarias", "El 3 de junio de 2026.", "event 2026-06-03 -", "Spanish, two words")]
    [InlineData("New report on broadcasting laws", "Savanna Press Watch has published a report on ten countries.", "publication - -", "no day is needed")]
    [InlineData("Nouveau rapport sur la radio", "Paru le 2 mars 2026.", "publication 2026-03-02 -", "a day that is over")]
    [InlineData("Fellowship for young reporters", "It begins on 1 September 2026.\nDeadline: 30 April 2026", "award 2026-04-30 -", "the deadline counts")]
    [InlineData("Beca «Páramo»", "Plazo: 30 de abril de 2026", "award 2026-04-30 -", "Spanish")]
    [InlineData("Savanna Press Watch: job opening", "A researcher is wanted.", "job - -", "no day")]
    [InlineData("OHPL recrute", "Candidatures jusqu'au 15 avril 2026.", "job 2026-04-15 -", "French")]
    [InlineData("Вакансия: исследователь", "Срок: 15 апреля 2026 г.", "job 2026-04-15 -", "Russian")]
    [InlineData("وظيفة شاغرة: باحث", "آخر موعد: ١٥ أبريل ٢٠٢٦", "job 2026-04-15 -", "Arabic")]
    [InlineData("For the Communiqué", "Kind: conference\nDate: 12 May 2026\nPlace: Accra\nWe meet.", "conference 2026-05-12 Accra", "labels alone")]
    [InlineData("Editor arrested at conference", "The police came on 12 March 2026 to the conference.", "", "what has happened")]
    [InlineData("Editor arrested at conference", "The police came on 12 March to the conference.", "", "what has happened this month")]
    [InlineData("ALERT - TUNISIA: Workshop banned", "The workshop of 5 May 2026 was banned.", "", "an alert by its heading")]
    [InlineData("Workshop banned", "(OHPL/IFEX) - The workshop of 5 May 2026 was banned.", "", "an alert by its lead")]
    [InlineData("Workshop", "More later.", "", "no day")]
    [InlineData("Journalists condemn the findings of a report", "It names 12 May 2026.", "", "a word in passing")]
    [InlineData("To our readers", "The next number comes on 2 June 2026.", "", "nothing of the kind")]
    public void Only_what_clearly_announces_something_is_an_item(string subject, string text, string expected, string why)
    {
        var read = ItemReader.Read(Post(subject, text), Desk.Alerts, Today);
        var shown = read is null ? "" : $"{read.Kind.ToString().ToLowerInvariant()} {(read.Day is { } day ? $"{day:yyyy-MM-dd}" : "-")} {read.Place ?? "-"}";
        Assert.True(expected == shown, $"{why}: {shown}");
    }

    [Theory]
    [InlineData("date: 6 May 2026", "workshop 2026-05-06 Lima Safe e-mail", "English")]
    [InlineData("Lieu : Tunis\ntitre : Courriel sûr", "workshop 2026-05-05 Tunis Courriel sûr", "French, two lines")]
    [InlineData("tipo: conferencia\nGracias", "conference 2026-05-05 Lima Safe e-mail", "thanks are no text")]
    [InlineData("дата: 6 мая 2026", "workshop 2026-05-06 Lima Safe e-mail", "Russian")]
    [InlineData("المكان: تونس", "workshop 2026-05-05 تونس Safe e-mail", "Arabic")]
    [InlineData("kind: nonsense", "workshop 2026-05-05 Lima Safe e-mail", "no such kind")]
    public void Labelled_lines_change_an_item(string reply, string expected, string why)
    {
        var item = new ReadItem(IfexList.Store.ItemKind.Workshop, "Safe e-mail", "Come.", new DateOnly(2026, 5, 5), "Lima");
        var read = ItemReader.Changed(item, reply, Today);
        Assert.True(expected == $"{read.Kind.ToString().ToLowerInvariant()} {read.Day:yyyy-MM-dd} {read.Place} {read.Headline}", why);
        Assert.Equal("Come.", read.Text);
    }

    [Fact]
    public void Anything_else_is_added_to_its_text() => Assert.Equal(
        "Come.\n\nTravel is paid.", ItemReader.Changed(new ReadItem(IfexList.Store.ItemKind.Workshop, "Safe e-mail", "Come.", null, null), "Travel is paid.\n", Today).Text);

    [Theory]
    [InlineData("workshop ")]
    [InlineData("5 May 2026 in A ")]
    [InlineData("deadline: ")]
    [InlineData("Date: 1-2-3 ")]
    public void Hostile_text_is_no_burden(string piece)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        ItemReader.Read(Post(string.Concat(Enumerable.Repeat(piece, 40)), string.Concat(Enumerable.Repeat(piece, 20_000))), Desk.Alerts, Today);
        ItemReader.Read(Post("Workshop", string.Concat(Enumerable.Repeat(piece + "\n", 20_000))), Desk.Alerts, Today);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }

    private static CleanPost Post(string subject, string text) => new(subject, text, [], IsEncrypted: false, IsCut: false, SignedPart: null, Language: null, Date: null);
}
