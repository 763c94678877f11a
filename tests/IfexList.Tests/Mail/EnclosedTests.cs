using IfexList.Mail;

namespace IfexList.Tests.Mail;

public class EnclosedTests
{
    [Theory]
    [InlineData("-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\nComment: laptop\n\nText.\n- - one\n- -- \n-----BEGIN PGP SIGNATURE-----\nVersion: laptop\n\niQHM\n=pm\n-----END PGP SIGNATURE-----\nafter", "\nText.\n- one\n-- \nafter", "PGP SIGNED MESSAGE, PGP SIGNATURE")]
    [InlineData("a\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQEN\n-----END PGP PUBLIC KEY BLOCK-----", "a", "PGP PUBLIC KEY BLOCK")]
    [InlineData("a\n> -----BEGIN PGP SIGNATURE-----\n> Version: laptop\n>\n> iQHM\nThe end is lost.", "a\nThe end is lost.", "PGP SIGNATURE")]
    [InlineData("a\nbegin 644 laptop.jpg\n#0V%T\n`\nend\nb", "a\nb", "laptop.jpg (uuencode)")]
    [InlineData("a\nbegin 755 laptop.jpg\n#0V%T\nThe end is lost.", "a\nThe end is lost.", "laptop.jpg (uuencode)")]
    [InlineData("a\n=ybegin line=128 size=3 name=laptop.jpg\n\u008B\u008C\n=yend size=3\nb", "a\nb", "laptop.jpg (yEnc)")]
    [InlineData("We begin 644 days late.\n- a list\n-----\nend", "We begin 644 days late.\n- a list\n-----\nend", "")]
    public void What_programs_wrote_for_programs_is_taken_out_of_a_text(string text, string expected, string what)
    {
        var (kept, enclosed) = Enclosed.TakenOut(text);
        Assert.Equal(expected, kept);
        Assert.Equal(what, string.Join(", ", enclosed));
    }
}
