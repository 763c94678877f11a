using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Tests.Moderation;

/// <summary>What becomes of a post that nobody decides in all its time: it goes back, and never out.</summary>
public sealed class LastDayTests
{
    private const string Marie = "marie@clearinghouse.example";

    [Fact]
    public async Task After_two_weeks_the_poster_has_his_text_again_the_owners_a_number_and_the_moderators_nothing_new()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        await desk.House.ReaderAsync("grace@daily.example");
        var post = await desk.PostAsync("Arrest in Gafsa");
        await desk.PassHoursAsync(14 * 24 - 1);
        Assert.Equal(HeldState.Open, desk.Held(post).State);
        await desk.PassHoursAsync(1);
        Assert.Equal(["asked", "reminded"], desk.Had(Marie).Split(' ').Distinct());

        var letter = desk.House.LetterTo(DutyHouse.Amel);
        Assert.Equal($"[alerts {post}] Not decided, returned to you: Arrest in Gafsa", letter.Subject);
        Assert.Contains("waited for 14 days", letter.TextBody, StringComparison.Ordinal);
        Assert.Contains("\nalerts@lists.example.org\n", letter.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("The police arrested a journalist: Arrest in Gafsa.", letter.TextBody, StringComparison.Ordinal);
        var owners = desk.House.LetterTo(DutyHouse.Owner);
        Assert.Contains($"\n- {post}\n", owners.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("Gafsa", owners.ToString(), StringComparison.Ordinal);

        Assert.Equal(HeldState.Returned, desk.Held(post).State);
        Assert.Equal(1, desk.House.Count("decision", "verdict = 'returned' AND release IS NULL AND moderator IS NULL"));
        Assert.Equal(1, desk.House.Count("desk_log", "deed = 'returned'"));
        Assert.Equal(0, desk.House.Count("due", "kind IN ('remind', 'return')"));
        Assert.Equal((0L, 0L), (desk.House.Count("release"), desk.House.Database.Read(db => Census.Take(db, 0)).HeldPosts.Count));
        Assert.Empty(desk.BrokenInvariants());
    }

    [Fact]
    public async Task Letters_that_moderators_still_have_decide_nothing_after_the_last_day()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        var post = await desk.PostAsync();
        await desk.PassHoursAsync(14 * 24);
        foreach (var (letter, answer) in new[] { (desk.House.OwedTo(Marie)[0], "ok"), (desk.House.LetterTo(Marie), "ok 1") })
        {
            var token = letter.ReplyTo.Mailboxes.Single().Address;
            await desk.House.SendAsync(TestHouse.Mail(Marie, token, "Re: x", answer), Marie, token);
        }
        Assert.Equal(HeldState.Returned, desk.Held(post).State);
        Assert.Equal(0, desk.House.Count("release"));
    }

    [Fact]
    public async Task The_copy_is_kept_a_month_and_then_goes_with_its_text()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        var post = await desk.PostAsync();
        await desk.PassHoursAsync(14 * 24);
        await desk.House.Database.WriteAsync(tx => Sweeping.Run(tx, desk.House.Get<IfexList.Lists.ListCatalogue>(), Now(desk) + Days(30)));
        Assert.NotNull(desk.House.Database.Read(db => Inbox.Body(db, desk.Held(post).Body)));
        await desk.House.Database.WriteAsync(tx => Sweeping.Run(tx, desk.House.Get<IfexList.Lists.ListCatalogue>(), Now(desk) + Days(30) + 1));
        Assert.Equal((0L, 0L), (desk.House.Count("held"), desk.House.Count("body")));
        Assert.Equal(1, desk.House.Count("decision"));
        Assert.Empty(desk.BrokenInvariants());
    }

    [Fact]
    public async Task Posts_of_strangers_are_kept_and_told_in_one_letter_and_their_writers_hear_nothing()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        foreach (var n in new[] { 1, 2 })
            await desk.House.SendAsync(
                TestHouse.Mail($"s{n}@mail.example", "alerts-en@lists.example.org", $"News {n}", $"Something has happened, number {n}."), $"s{n}@mail.example", "alerts-en@lists.example.org");
        await desk.PassHoursAsync(14 * 24);
        Assert.Equal(2, desk.House.Count("held", "verdict = 'returned'"));
        Assert.Equal("[alerts] Nobody has decided about 2 posts: the last day is over", Assert.Single(desk.House.OwedTo(DutyHouse.Owner)).Subject);
        Assert.Equal(0, desk.House.Count("person", "domain = 'mail.example'"));
        Assert.Equal(0, desk.House.Database.Read(db => Census.Take(db, 0)).HeldStrangers.Count);
        Assert.Empty(desk.BrokenInvariants());
    }

    [Fact]
    public async Task What_is_encrypted_is_not_written_back()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        var post = await desk.PostAsync();
        await desk.ExecuteAsync("UPDATE held SET kind = 'encrypted'");
        await desk.PassHoursAsync(14 * 24);
        Assert.Equal(HeldState.Returned, desk.Held(post).State);
        Assert.Single(desk.House.OwedTo(DutyHouse.Amel));
    }

    [Fact]
    public async Task An_approved_post_is_not_returned_but_has_its_last_day_should_it_be_recalled()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        var post = await desk.PostAsync();
        await desk.ExecuteAsync("UPDATE held SET verdict = 'waiting', orders = 'ok'");
        await desk.PassHoursAsync(15 * 24);
        Assert.Equal(HeldState.Waiting, desk.Held(post).State);
        await desk.House.Database.WriteAsync(tx => HeldPosts.Reopen(tx, desk.Held(post), keepsText: true));
        await desk.PassHoursAsync(24);
        Assert.Equal(HeldState.Returned, desk.Held(post).State);
    }

    [Fact]
    public async Task A_poster_gets_his_own_text_not_what_an_editor_made_of_it()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        await desk.PostAsync();
        await desk.ExecuteAsync("UPDATE held SET verdict = 'seconding', orders = 'ok', edited_subject = 'Edited', edited_text = 'An editor wrote this.'");
        await desk.PassHoursAsync(14 * 24);
        Assert.Contains("The police arrested a journalist: Arrest.", desk.House.LetterTo(DutyHouse.Amel).TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("editor wrote this", desk.House.LetterTo(DutyHouse.Amel).TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decided_post_has_no_last_day()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        await desk.PostAsync();
        var token = desk.House.LetterTo(Marie).ReplyTo.Mailboxes.Single().Address;
        await desk.House.SendAsync(TestHouse.Mail(Marie, token, "Re: x", "discard"), Marie, token);
        Assert.Equal(0, desk.House.Count("due", "kind IN ('remind', 'return')"));
    }

    private static long Now(DutyHouse desk) => desk.House.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private static long Days(int days) => (long)TimeSpan.FromDays(days).TotalMilliseconds;
}
