using IfexList.Store;

namespace IfexList.Tests.Publishing;

/// <summary>What is remembered of a post that came out, to know it again, tells nothing to whoever has the database alone.</summary>
public sealed class KeyedHashes
{
    private const string Amel = "amel@horria.example";
    private const string Marie = "marie@clearinghouse.example";

    [Fact]
    public async Task Without_the_key_nobody_can_try_out_who_wrote_a_text_or_which_mail_it_was()
    {
        var mail = TestHouse.Mail($"Amel <{Amel}>", "alerts-en@lists.example.org", "ALERT - TUNISIA: Journalist arrested", "She was arrested at nine.");
        var (one, other) = (await RememberedAsync(mail), await RememberedAsync(mail));
        Assert.Equal((2, 2), (one.Count, other.Count));
        Assert.Empty(one.Intersect(other));
    }

    // Both houses have the same rows, and keys of their own.
    private static async Task<List<string>> RememberedAsync(string mail)
    {
        await using var house = new TestHouse();
        await house.MemberAsync(Amel, "Observatoire Horria");
        await house.ModeratorAsync(Marie);
        await house.ReaderAsync("reader@x.example");
        await house.SendAsync(mail, Amel, "alerts-en@lists.example.org");
        var to = house.LetterTo(Marie).ReplyTo.Mailboxes.Single().Address;
        await house.SendAsync(TestHouse.Mail(Marie, to, "Re: x", "ok"), Marie, to);
        return house.Database.Read(db => db.All("SELECT hex(hash) FROM seen UNION ALL SELECT hex(hash) FROM message_map", r => r.GetString(0))).ToList();
    }
}
