using IfexList.Store;

namespace IfexList.Tests.Moderation;

/// <summary>Nothing that a suspended moderator has in hand stays with her, and nothing that she approved goes out by itself.</summary>
public sealed class SuspensionTests
{
    private const string Marie = "marie@clearinghouse.example";
    private const string Kofi = "kofi@pressfreedom.example";

    [Fact]
    public async Task A_suspended_moderator_gives_back_what_she_has_in_hand()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        await desk.AppointAsync(Kofi);
        var (taken, waiting, seconding, kofis) = (await desk.PostAsync("1"), await desk.PostAsync("2"), await desk.PostAsync("3"), await desk.PostAsync("4"));
        const string approve = "UPDATE held SET verdict = @verdict, orders = 'ok', approved_by = @by, edited_subject = 'x', edited_text = 'y' WHERE id = @id";
        await desk.ExecuteAsync("UPDATE held SET taken_by = @by WHERE id = @id", ("@by", desk.Person(Marie)), ("@id", taken));
        await desk.ExecuteAsync(approve, ("@verdict", "waiting"), ("@by", desk.Person(Marie)), ("@id", waiting));
        await desk.ExecuteAsync(approve, ("@verdict", "seconding"), ("@by", desk.Person(Marie)), ("@id", seconding));
        await desk.ExecuteAsync(approve, ("@verdict", "waiting"), ("@by", desk.Person(Kofi)), ("@id", kofis));
        await desk.ExecuteAsync("INSERT INTO due (kind, subject, at) SELECT 'release', CAST(id AS TEXT), 0 FROM held WHERE verdict = 'waiting'");
        Assert.Equal(3, await desk.House.Database.WriteAsync(tx => Appointments.Suspend(tx, "alerts", DutyHouse.Parse(Marie), Now(desk))));
        foreach (var post in new[] { waiting, seconding })
            Assert.Equal((HeldState.Open, 2, null, null), (desk.Held(post).State, desk.Held(post).Version, desk.Held(post).Approval, desk.Held(post).Edited));
        Assert.Equal((null, 1), (desk.Held(taken).TakenBy, desk.Held(taken).Version));
        Assert.Equal((HeldState.Waiting, 1), (desk.Held(kofis).State, desk.Held(kofis).Version));
        Assert.Equal([HeldTime.Subject(kofis)], desk.House.Database.Read(db => db.All("SELECT subject FROM due WHERE kind = 'release'", r => r.GetString(0))));
        Assert.Empty(desk.BrokenInvariants());

        await desk.ExecuteAsync("DELETE FROM due WHERE kind = 'release'");
        await desk.PassAsync(TimeSpan.Zero);
        var reminder = desk.House.LetterTo(Kofi);
        Assert.Equal("[alerts] 3 posts wait for a decision", reminder.Subject);
        var token = reminder.ReplyTo.Mailboxes.Single().Address;
        await desk.House.SendAsync(TestHouse.Mail(Kofi, token, "Re: x", "discard 1 2 3"), Kofi, token);
        Assert.Equal(kofis, Assert.Single(desk.House.Database.Read(HeldPosts.All)).Id);
    }

    [Fact]
    public async Task A_strangers_post_that_a_suspended_moderator_approved_comes_in_the_next_digest()
    {
        await using var desk = new DutyHouse();
        await desk.AppointAsync(Marie);
        await desk.AppointAsync(Kofi);
        await desk.House.SendAsync(TestHouse.Mail("s@mail.example", "alerts-en@lists.example.org", "News", "Something has happened."), "s@mail.example", "alerts-en@lists.example.org");
        await desk.PassHoursAsync(4);
        await desk.ExecuteAsync("UPDATE held SET verdict = 'waiting', orders = 'ok', approved_by = @by", ("@by", desk.Person(Marie)));
        await desk.House.Database.WriteAsync(tx => Appointments.Suspend(tx, "alerts", DutyHouse.Parse(Marie), Now(desk)));
        await desk.PassAsync(TimeSpan.Zero);
        Assert.Equal("[alerts] 1 mail from strangers [alerts] 1 mail from strangers", desk.Had(Kofi));
        Assert.Equal("[alerts] 1 mail from strangers", desk.Had(Marie));
    }

    private static long Now(DutyHouse desk) => desk.House.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
