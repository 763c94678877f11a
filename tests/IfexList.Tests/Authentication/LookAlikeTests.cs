using IfexList.Authentication;

namespace IfexList.Tests.Authentication;

public sealed class LookAlikeTests
{
    private static readonly string[] Registered = ["horria.example", "gmail.com", "rsf.example", "голос.example", "médias.example", "modern-press.example"];

    [Theory]
    [InlineData("horrіa.example", "horria.example", "a Cyrillic і")]
    [InlineData("xn--horra-q2e.example", "horria.example", "the same in ASCII")]
    [InlineData("hоrriа.example", "horria.example", "a Cyrillic о and а")]
    [InlineData("hοrria.example", "horria.example", "a Greek ο")]
    [InlineData("horrla.example", "horria.example", "an l for an i")]
    [InlineData("horr1a.example", "horria.example", "a one for an i")]
    [InlineData("h0rria.example", "horria.example", "a zero")]
    [InlineData("rnodem-press.example", "modern-press.example", "rn for m, and m for rn")]
    [InlineData("hórria.example", "horria.example", "an accent more")]
    [InlineData("medias.example", "médias.example", "an accent less")]
    [InlineData("horiria.example", "horria.example", "a letter more")]
    [InlineData("horia.example", "horria.example", "a letter less")]
    [InlineData("horrin.example", "horria.example", "another letter")]
    [InlineData("horrai.example", "horria.example", "two letters that have changed places")]
    [InlineData("HORRlA.example", "horria.example", "capitals")]
    [InlineData("horria.example.evil.example", "horria.example", "the registered one only begins it")]
    [InlineData("gmai1.com", "gmail.com", "a provider's name with a one")]
    [InlineData("г0лос.example", "голос.example", "a zero among Cyrillic letters")]
    public void It_is_taken_for_a_registered_one(string domain, string registered, string why) => Assert.True(registered == LookAlike.Find(domain, Registered), why);

    [Theory]
    [InlineData("horria.example", "itself")]
    [InlineData("Horria.Example", "itself in capitals")]
    [InlineData("xn--c1aqibp.example", "itself in ASCII")]
    [InlineData("mail.horria.example", "one of its own below it")]
    [InlineData("ymail.com", "an honest neighbour of a short name")]
    [InlineData("gmail.co", "another country")]
    [InlineData("rsx.example", "a name of three letters")]
    [InlineData("maria.example", "two letters differ")]
    [InlineData("horriable.example", "three letters more")]
    [InlineData("evil.example", "another one")]
    [InlineData("", "none")]
    [InlineData("xn--", "no name at all")]
    public void It_is_taken_for_itself(string domain, string why) => Assert.True(LookAlike.Find(domain, Registered) is null, why);

    [Fact]
    public void Two_registered_neighbours_are_both_themselves() => Assert.Null(LookAlike.Find("horia.example", ["horria.example", "horia.example"]));
}
