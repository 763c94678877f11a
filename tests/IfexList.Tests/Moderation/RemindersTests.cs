using IfexList.Lists;
using IfexList.Mail;
using IfexList.Moderation;
using IfexList.Reception;
using IfexList.Store;
using IfexList.Tests.Notices;
using Microsoft.Extensions.DependencyInjection;

namespace IfexList.Tests.Moderation;

/// <summary>A post that nobody decides, hour by hour. The house's clock begins on a Thursday at 08:00 UTC.</summary>
public sealed class RemindersTests
{
    private const string Marie = "marie@clearinghouse.example";
    private const string Kofi = "kofi@pressfreedom.example";
    private const string Hala = "hala@freepen.example";

    [Fact]
    public async Task First_those_asked_are_reminded_and_the_next_is_asked_then_all_then_the_owners_hear_of_it()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie, desks: "en");
        await desk.AppointAsync(Kofi, desks: "ru");
        await desk.AppointAsync(Hala, desks: "ar");
        var post = await desk.PostAsync();
        await desk.PassHoursAsync(3.5);
        Assert.Equal(("asked", "", ""), (desk.Had(Marie), desk.Had(Hala), desk.Had(Kofi)));
        await desk.PassHoursAsync(0.5);
        Assert.Equal(("asked reminded", "asked", ""), (desk.Had(Marie), desk.Had(Hala), desk.Had(Kofi)));
        await desk.PassHoursAsync(4);
        Assert.Equal(("asked reminded reminded", "asked reminded", "asked"), (desk.Had(Marie), desk.Had(Hala), desk.Had(Kofi)));
        Assert.Equal("", desk.Had(DutyHouse.Owner));
        await desk.PassHoursAsync(4);
        Assert.Equal(("asked reminded reminded reminded", "asked reminded reminded", "asked reminded"), (desk.Had(Marie), desk.Had(Hala), desk.Had(Kofi)));
        Assert.Equal("told", desk.Had(DutyHouse.Owner));
        await desk.PassHoursAsync(20);
        Assert.Equal("told", desk.Had(DutyHouse.Owner));
        await desk.PassHoursAsync(4);
        Assert.Equal("told told", desk.Had(DutyHouse.Owner));
        Assert.Equal(9, desk.Held(post).Reminded);
        Assert.Equal(0, desk.House.Count("release"));
        Assert.Equal(3, desk.House.Count("desk_log", "deed = 'asked'"));
        Assert.Equal(9, desk.House.Count("desk_log", $"deed = 'reminded' AND person = {desk.Person(Marie)}"));
        Assert.Empty(desk.BrokenInvariants());
    }

    [Fact]
    public async Task The_owners_read_how_many_wait_and_since_when_but_not_whose_posts_they_are()
    {
        await using var desk = new DutyHouse();
        await desk.PostAsync("Arrest in Gafsa");
        await desk.PassHoursAsync(4);
        var letter = Assert.Single(desk.House.OwedTo(DutyHouse.Owner)).ToString();
        Assert.Contains("1 post waits. The oldest has waited for 4 hours.", letter, StringComparison.Ordinal);
        Assert.All(["Gafsa", "Amel", "OHPL", "horria"], word => Assert.DoesNotContain(word, letter, StringComparison.OrdinalIgnoreCase));
        await desk.PassHoursAsync(20);
        Assert.Equal("told", desk.Had(DutyHouse.Owner));
    }

    [Fact]
    public async Task What_comes_due_within_an_hour_is_one_letter_urgent_posts_first_and_is_decided_by_number()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        await desk.House.ReaderAsync("grace@daily.example");
        await desk.PostAsync("First");
        await desk.PassAsync(TimeSpan.FromMinutes(20));
        var urgent = await desk.PostAsync("Second");
        await desk.ExecuteAsync("UPDATE held SET urgent = 1 WHERE id = @id", ("@id", urgent));
        await desk.PassAsync(TimeSpan.FromMinutes(70));
        var third = await desk.PostAsync("Third");
        await desk.PassHoursAsync(2.5);
        Assert.Equal("asked asked asked reminded", desk.Had(Marie));
        var reminder = desk.House.LetterTo(Marie);
        Assert.Contains($"1. [{urgent}] URGENT: Second\nUNSURE. Waiting for 4 hours.\n\n2. [", reminder.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("Third", reminder.TextBody, StringComparison.Ordinal);
        Assert.Equal(0, desk.Held(third).Reminded);

        var token = reminder.ReplyTo.Mailboxes.Single().Address;
        await desk.House.SendAsync(TestHouse.Mail(Marie, token, "Re: x", "ok 1\nreject 2: no second source"), Marie, token);
        Assert.Equal([third], desk.House.Database.Read(HeldPosts.All).Select(post => post.Id));
        Assert.Equal(1, desk.House.Count("release"));
        Assert.Empty(desk.BrokenInvariants());
    }

    [Fact]
    public async Task An_urgent_post_is_reminded_of_every_hour()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        var post = await desk.PostAsync();
        await desk.ExecuteAsync("UPDATE held SET urgent = 1; UPDATE due SET at = at - 3 * 3600000 WHERE kind = 'remind'");
        await desk.PassHoursAsync(3);
        Assert.Equal(3, desk.Held(post).Reminded);
        Assert.Equal("asked reminded reminded reminded", desk.Had(Marie));
        Assert.Equal("told", desk.Had(DutyHouse.Owner));
    }

    [Fact]
    public async Task Nobody_is_reminded_or_asked_outside_her_hours_and_the_reminder_waits_for_the_first_who_wakes()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie, "08:00-18:00 Europe/Paris");
        await desk.AppointAsync(Hala, "06:00-08:30 UTC");
        await desk.PassAsync(TimeSpan.FromHours(7));
        var post = await desk.PostAsync();
        await desk.PassHoursAsync(14);
        Assert.Equal(("asked", ""), (desk.Had(Marie), desk.Had(Hala)));
        await desk.PassHoursAsync(1);
        // Six by UTC: Marie, in Paris, sleeps for an hour more.
        Assert.Equal(("asked", "asked"), (desk.Had(Marie), desk.Had(Hala)));
        Assert.Equal(1, desk.Held(post).Reminded);
        await desk.PassHoursAsync(4);
        Assert.Equal(("asked reminded", "asked"), (desk.Had(Marie), desk.Had(Hala)));
    }

    [Fact]
    public async Task Who_has_no_hours_is_left_alone_in_the_lists_quiet_ones_but_owners_are_told()
    {
        await using var desk = new DutyHouse(list => list with { QuietHours = "22:00-07:00", Zone = "UTC" });
        await desk.AppointAsync(Marie);
        await desk.PassAsync(TimeSpan.FromHours(5));
        var post = await desk.PostAsync();
        await desk.PassHoursAsync(8);
        Assert.Equal("asked reminded reminded", desk.Had(Marie));
        await desk.PassHoursAsync(8);
        Assert.Equal("asked reminded reminded", desk.Had(Marie));
        Assert.Equal("told", desk.Had(DutyHouse.Owner));
        await desk.PassHoursAsync(2);
        Assert.Equal("asked reminded reminded reminded", desk.Had(Marie));
        Assert.Equal("told", desk.Had(DutyHouse.Owner));
        Assert.Equal(4, desk.Held(post).Reminded);
    }

    [Fact]
    public async Task Who_has_taken_a_post_is_reminded_alone_once_and_then_the_others_go_on()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        await desk.AppointAsync(Kofi);
        await desk.AppointAsync(Hala, desks: "ar");
        var post = await desk.PostAsync();
        await desk.House.Database.WriteAsync(tx =>
        {
            HeldPosts.Take(tx, post, desk.Person(Kofi));
            DeskLog.Note(tx, desk.Held(post), desk.Person(Kofi), Deed.Taken, 0);
        });
        await desk.PassHoursAsync(4);
        Assert.Equal(("asked", "asked reminded", ""), (desk.Had(Marie), desk.Had(Kofi), desk.Had(Hala)));
        await desk.PassHoursAsync(4);
        Assert.Equal(("asked reminded", "asked reminded reminded", "asked"), (desk.Had(Marie), desk.Had(Kofi), desk.Had(Hala)));
        Assert.Contains($"Taken by {Kofi}.", desk.House.LetterTo(Marie).TextBody, StringComparison.Ordinal);
        Assert.Equal(1, desk.Held(post).Reminded);
    }

    [Theory]
    [InlineData("seconding", "asked", "asked reminded", "who approved waits for the other")]
    [InlineData("waiting", "asked", "asked", "it is approved")]
    public async Task A_post_that_somebody_approved_is_no_reminder_for_her(string verdict, string approver, string other, string reason)
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        await desk.AppointAsync(Kofi);
        var post = await desk.PostAsync();
        await desk.ExecuteAsync("UPDATE held SET verdict = @verdict, orders = 'ok', approved_by = @marie", ("@verdict", verdict), ("@marie", desk.Person(Marie)));
        await desk.PassHoursAsync(5);
        Assert.True((approver, other) == (desk.Had(Marie), desk.Had(Kofi)), reason);
        Assert.True(desk.DueAt(Due.Remind, post) > desk.House.Time.GetUtcNow().ToUnixTimeMilliseconds(), "should it be recalled, it is reminded of again");
    }

    [Theory]
    [InlineData(Deed.Questioned, "The sender has been asked a question.")]
    [InlineData(Deed.Added, "The sender has added something.")]
    public async Task A_reminder_says_what_has_happened(Deed deed, string said)
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        var post = await desk.PostAsync();
        await desk.House.Database.WriteAsync(tx => DeskLog.Note(tx, desk.Held(post), null, deed, 0));
        await desk.PassHoursAsync(4);
        Assert.Contains(said, desk.House.LetterTo(Marie).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_due_while_the_daemon_was_down_is_reminded_of_once()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        await desk.PostAsync("First");
        await desk.PassAsync(TimeSpan.FromHours(2));
        await desk.PostAsync("Second");
        desk.House.Time.Advance(TimeSpan.FromHours(30));
        var restarted = ActivatorUtilities.CreateInstance<Clock>(desk.House.Get<IServiceProvider>());
        await restarted.TickAsync();
        await restarted.TickAsync();
        Assert.Equal("asked asked reminded", desk.Had(Marie));
        Assert.Equal(2, desk.House.Count("held", "reminded = 1"));
    }

    [Fact]
    public async Task Who_is_suspended_while_letters_are_written_gets_none()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        await desk.AppointAsync(Kofi);
        var post = await desk.PostAsync();
        desk.House.Time.Advance(TimeSpan.FromHours(4));
        await MeanwhileAsync(desk, Marie, () => desk.House.Get<Reminders>().RemindAsync(HeldTime.Subject(post)));
        Assert.Equal(("asked", "asked reminded"), (desk.Had(Marie), desk.Had(Kofi)));

        await desk.House.TakeInAsync(System.Text.Encoding.UTF8.GetBytes(TestHouse.Mail(DutyHouse.Amel, "alerts-en@lists.example.org", "Second", "The police arrested another journalist.")), DutyHouse.Amel, "alerts-en@lists.example.org");
        var mail = (await desk.House.Database.WriteAsync(tx => Inbox.ClaimNew(tx, desk.House.Time.GetUtcNow().ToUnixTimeMilliseconds())))[0];
        var message = RawMessage.Parse(desk.House.Database.Read(db => Inbox.Body(db, mail.Body))!);
        var to = new Recipient.Post(desk.House.Get<ListCatalogue>().Find("alerts")!, Language.En);
        await desk.AppointAsync(Hala);
        await MeanwhileAsync(desk, Hala, () => desk.House.Get<PostDesk>().HandleAsync(mail, to, message, Automation.Of(message, false, TestHouse.Domain, _ => false)));
        Assert.Equal("", desk.Had(Hala));
        Assert.Equal(1, desk.House.Count("asked", $"held = {mail.Id}"));
    }

    // The writer stands still while the work reads and renders, and then suspends her before the work's own commit.
    private static async Task MeanwhileAsync(DutyHouse desk, string suspended, Func<Task> work)
    {
        using var gate = new ManualResetEventSlim();
        var suspension = desk.House.Database.WriteAsync(tx =>
        {
            gate.Wait(TimeSpan.FromSeconds(20));
            Appointments.Suspend(tx, "alerts", DutyHouse.Parse(suspended), desk.House.Time.GetUtcNow().ToUnixTimeMilliseconds());
        });
        var working = work();
        gate.Set();
        await Task.WhenAll(suspension, working);
    }

    [Fact]
    public async Task Strangers_posts_come_in_the_digest_of_those_on_duty_and_are_not_reminded_of()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        await desk.AppointAsync(Kofi, "20:00-21:00 UTC");
        await desk.House.SendAsync(TestHouse.Mail("s@mail.example", "alerts-en@lists.example.org", "News", "Something has happened."), "s@mail.example", "alerts-en@lists.example.org");
        await desk.PassHoursAsync(20);
        Assert.Equal(("[alerts] 1 mail from strangers", ""), (desk.Had(Marie), desk.Had(Kofi)));
        Assert.Empty(desk.BrokenInvariants());
    }

    [Theory]
    [InlineData(Language.En)]
    [InlineData(Language.Fr)]
    [InlineData(Language.Es)]
    [InlineData(Language.Ru)]
    [InlineData(Language.Ar)]
    public void The_words_that_a_reminder_offers_are_understood(Language language)
    {
        var offered = new TemplateSource("reminder", language).Lines.Where(line => line.Length > 0).TakeLast(3).ToList();
        Assert.Equal([1, 2, 3], DigestReply.Read(string.Join('\n', offered), "", Desk.Alerts, 3).Answers.SelectMany(answer => answer.Numbers));
    }
}
