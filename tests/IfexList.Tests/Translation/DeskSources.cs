using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Store;
using IfexList.Tests.Moderation;
using IfexList.Translation;
using MimeKit;
using static IfexList.Tests.Translation.TranslationHouse;

namespace IfexList.Tests.Translation;

/// <summary>What a translator gets is what his mail is read against: the Subject first, without our own lines.</summary>
public sealed class DeskSources
{
    private const string Title = "ALERTE - TUNISIE";

    [Fact]
    public async Task A_correction_is_told_by_paragraph_without_our_own_line_in_it()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.CorrectAsync(English.Replace("11 March 2026 at nine", "12 March 2026 at ten", StringComparison.Ordinal));
        var text = string.Join(' ', house.House.LetterTo(Nadia).TextBody!.Split((char[])[' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("- [2] The police of Gafsa summoned Sami Trabelsi on 11 March 2026 at nine. + [2] The police of Gafsa summoned Sami Trabelsi on 12 March 2026 at ten. Below", text, StringComparison.Ordinal);
        Assert.Contains("[1] ALERT - TUNISIA [2] The police", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[5]", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translation_under_each_paragraph_between_the_markers_loses_the_whole_source()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        var call = house.House.LetterTo(Nadia);
        var shown = call.TextBody!.ReplaceLineEndings("\n").Split("[begin text]\n")[1].Split("\n[end text]")[0];
        foreach (var (number, paragraph) in French.ReplaceLineEndings("\n").Split("\n\n").Prepend(Title).Index())
            shown = shown.Contains($"\n\n[{number + 2}]", StringComparison.Ordinal) ? shown.Replace($"\n\n[{number + 2}]", $"\n\n{paragraph}\n\n[{number + 2}]", StringComparison.Ordinal) : $"{shown}\n\n{paragraph}";
        var to = call.ReplyTo.Mailboxes.Single().Address;
        await house.House.SendAsync(TestHouse.Mail(Nadia, to, "Re: " + call.Subject, $"[begin text]\n{shown}\n[end text]"), Nadia, to);
        // An address line that is the same in both languages is the source's.
        Assert.Equal((Title, French.Replace("Fax :", "Fax:", StringComparison.Ordinal).ReplaceLineEndings("\n").Trim()), (house.Wanted().Subject, house.Wanted().Text?.Trim()));
    }

    [Fact]
    public async Task A_draft_that_an_editor_sends_back_unchanged_with_ok_goes_out_as_it_was()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        var shown = house.House.LetterTo(Lucie).TextBody!.ReplaceLineEndings("\n").Split("[begin text]\n")[1].Split("\n[end text]")[0];
        await house.SayAsync(Lucie, $"ok\n\n[begin text]\n{shown}\n[end text]");
        var copy = Assert.Single(house.House.OwedTo(Awa));
        Assert.Contains(Title, copy.Subject, StringComparison.Ordinal);
        Assert.StartsWith("La police de Gafsa", copy.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(house.Subjects(Nadia), subject => subject.Contains("Corrected", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_document_is_not_read_and_its_sender_hears_that_text_is_wanted()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        var call = house.House.LetterTo(Nadia);
        var to = call.ReplyTo.Mailboxes.Single().Address;
        var mail = new MimeMessage { Subject = "Re: " + call.Subject };
        mail.From.Add(MailboxAddress.Parse(Nadia));
        mail.To.Add(MailboxAddress.Parse(to));
        // An older word processor's file begins so.
        var file = new MimePart("application", "msword") { Content = new MimeContent(new MemoryStream([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0])), ContentDisposition = new ContentDisposition("attachment"), FileName = "alerte.doc", ContentTransferEncoding = ContentEncoding.Base64 };
        mail.Body = new Multipart("mixed") { new TextPart("plain") { Text = "" }, file };
        await house.House.SendAsync(mail.ToString(), Nadia, to);
        Assert.Contains("please send the text itself in the mail", house.Desk.Last(Nadia), StringComparison.Ordinal);
        Assert.Equal(WantedState.Wanted, house.Wanted().State);
        await house.SayAsync(Nadia, "How sad.", call);
        Assert.DoesNotContain(house.House.OwedTo(Nadia).Skip(2), letter => letter.TextBody!.Contains("text itself", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Spellings_beside_an_ok_that_decides_nothing_are_kept()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.SayAsync(Nadia, $"{Title}\n\n{French}");
        await house.SayAsync(Nadia, "ok\n\nTrabelsi = Trabelssi");
        Assert.Equal(WantedState.Drafted, house.Wanted().State);
        Assert.Equal(1, house.House.Count("glossary", "term = 'Trabelsi' AND spelling = 'Trabelssi'"));
        Assert.Contains("These spellings", house.Desk.Last(Nadia), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_serves_the_desk_the_owners_hear_that_a_language_is_missing()
    {
        await using var house = new TranslationHouse();
        await house.ReleaseAsync();
        await house.House.Database.WriteAsync(tx =>
        {
            tx.Execute("DELETE FROM translation");
            tx.Execute("DELETE FROM due WHERE kind = 'chase'");
            tx.Execute("DELETE FROM translator");
            tx.Execute("DELETE FROM moderator");
            Handover.PlanAll(tx, house.House.Get<ListCatalogue>(), house.House.Time.GetUtcNow());
        });
        await house.CallAsync(house.House.Database.Read(db => db.Number("SELECT max(id) FROM release"))!.Value);
        Assert.Equal(WantedState.Wanted, house.Wanted().State);
        await house.Desk.PassAsync(TimeSpan.FromHours(14));
        Assert.Contains(house.Subjects(DutyHouse.Owner), subject => subject.Contains("still missing", StringComparison.Ordinal));
        Assert.DoesNotContain(house.Subjects(DutyHouse.Owner), subject => subject.Contains("Handover", StringComparison.Ordinal));
        Assert.Equal(1, house.House.Count("due", "kind = 'handover' AND subject = 'alerts'"));
    }
}
