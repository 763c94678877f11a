using IfexList.Preflight;

namespace IfexList.Tests.Preflight;

public sealed class SenderShownTests
{
    [Theory]
    [InlineData("Amel Jaziri <amel@horria.example>", "Amel Jaziri <amel@horria.example>", null, "as it is")]
    [InlineData("amel@horria.example", "amel@horria.example", null, "an address alone")]
    [InlineData("amel@horria.example <amel@horria.example>", "amel@horria.example <amel@horria.example>", null, "its own address as a name")]
    [InlineData("Amel @ OHPL <amel@horria.example>", "Amel @ OHPL <amel@horria.example>", null, "no address in the name")]
    [InlineData("\"amel@horria.example\" <x@evil.example>", "amel@horria.example <x@evil.example>", HintKind.AddressInName, "another address as a name")]
    [InlineData("\"amel＠horria.example via list\" <x@evil.example>", "amel＠horria.example via list <x@evil.example>", HintKind.AddressInName, "a full-width sign")]
    [InlineData("Amel <amel@horrіa.example>", "Amel <amel@horrіa.example (xn--horra-q2e.example)>", HintKind.MixedScripts, "a Cyrillic і among Latin letters")]
    [InlineData("Amel <amel@xn--horra-q2e.example>", "Amel <amel@horrіa.example (xn--horra-q2e.example)>", HintKind.MixedScripts, "the same in ASCII")]
    [InlineData("Rédaction <info@médias.example>", "Rédaction <info@médias.example (xn--mdias-bsa.example)>", null, "accents are Latin")]
    [InlineData("Голос <info@голос.example>", "Голос <info@голос.example (xn--c1aqibp.example)>", null, "all of a label in Cyrillic")]
    [InlineData("Amel \u202Egpj.exe\u202C\u2066 <amel@horria.example>", "Amel gpj.exe <amel@horria.example>", null, "overrides and isolates")]
    [InlineData("Amel <a\u200Bmel@horria.example>", "Amel <amel@horria.example>", null, "what can't be seen")]
    [InlineData("nobody at all", "nobody at all", null, "no address")]
    [InlineData("", "", null, "nothing")]
    public void A_sender_is_shown_as_he_is(string from, string shown, HintKind? warning, string because)
    {
        var sender = SenderShown.Of(from);
        Assert.True(shown == sender.Text, $"{because}: {sender.Text}");
        Assert.True(warning == sender.Warning?.Kind, $"{because}: {sender.Warning}");
    }
}
