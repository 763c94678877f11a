using System.Text;
using IfexList.Mail;

namespace IfexList.Tests.Mail;

public sealed class HouseSealTests
{
    private static readonly byte[] Clear = Encoding.UTF8.GetBytes("Received: from [203.0.113.99]\r\n\r\nThey came at dawn.\r\n");

    private readonly HouseSeal _seal = new(new TokenKey(new byte[32]));

    [Fact]
    public void What_is_closed_opens_with_the_same_key_and_with_no_other()
    {
        var closed = _seal.Close(Clear);
        Assert.Equal(Clear, new HouseSeal(new TokenKey(new byte[32])).Open(closed));
        Assert.Null(new HouseSeal(new TokenKey([1, .. new byte[31]])).Open(closed));
        Assert.NotEqual(closed, _seal.Close(Clear));
        Assert.DoesNotContain("203.0.113.99", Encoding.Latin1.GetString(closed), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_changed_anywhere_or_isnt_whole_doesnt_open()
    {
        var closed = _seal.Close(Clear);
        for (var i = 0; i < closed.Length; i++)
        {
            closed[i] ^= 1;
            Assert.Null(_seal.Open(closed));
            closed[i] ^= 1;
        }
        Assert.Null(_seal.Open(closed[..^1]));
        Assert.Null(_seal.Open(closed[..10]));
    }
}
