using System.Text;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>
/// One rendering ready for the wire: dot-stuffed once, recoded once where a hop takes no 8-bit text (RFC 6152), then copied as it is for every reader.
/// </summary>
public sealed class PreparedText
{
    private readonly Lazy<byte[]> _asIs;
    private readonly Lazy<byte[]> _sevenBit;

    public PreparedText(RenderingText text)
    {
        Raw = text.Bytes;
        List = text.List;
        IsLetter = text.IsLetter;
        IsEightBit = !Ascii.IsValid(Raw);
        _asIs = new Lazy<byte[]>(() => DotStuffing.Apply(Raw));
        _sevenBit = new Lazy<byte[]>(() => DotStuffing.Apply(SevenBit.Recode(Raw)));
    }

    public string List { get; }

    public bool IsLetter { get; }

    /// <summary>What the bytes themselves say: a hop must never get 8-bit text that it didn't offer to take.</summary>
    public bool IsEightBit { get; }

    /// <summary>As the database holds it, for a file.</summary>
    public byte[] Raw { get; }

    /// <summary>With dots doubled, ending in CRLF; the final dot is yet to come.</summary>
    public byte[] ForWire(bool eightBitMime) => IsEightBit && !eightBitMime ? _sevenBit.Value : _asIs.Value;
}
