using System.Text;
using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>
/// One rendering ready for the wire: recoded once where a hop takes no 8-bit text (RFC 6152), hashed once for our signatures, dot-stuffed once, then copied as it is for every
/// reader.
/// </summary>
public sealed class PreparedText
{
    private readonly Lazy<WireForm> _asIs;
    private readonly Lazy<WireForm> _sevenBit;

    public PreparedText(RenderingText text, DkimSigner signer)
    {
        Raw = text.Bytes;
        List = text.List;
        IsLetter = text.IsLetter;
        var isEightBit = !Ascii.IsValid(Raw);
        _asIs = new Lazy<WireForm>(() => Form(Raw, signer, isEightBit));
        _sevenBit = isEightBit ? new Lazy<WireForm>(() => Form(SevenBit.Recode(Raw), signer, isEightBit: false)) : _asIs;
    }

    public string List { get; }

    public bool IsLetter { get; }

    /// <summary>As the database holds it, for a file.</summary>
    public byte[] Raw { get; }

    public WireForm ForWire(bool eightBitMime) => (eightBitMime ? _asIs : _sevenBit).Value;

    // Dots are doubled behind the signature: the receiver takes them out before he checks it.
    private WireForm Form(byte[] text, DkimSigner signer, bool isEightBit) =>
        new(DotStuffing.Apply(text), text.Length > Limits.WireBufferOctets ? null : DotStuffing.EndLines(text), signer.Prepare(text, PersonalHeaders.Names(IsLetter)), isEightBit);
}
