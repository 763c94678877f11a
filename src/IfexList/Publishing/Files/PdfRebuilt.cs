using System.Globalization;
using System.Text;
using IfexList.Foundation;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace IfexList.Publishing;

/// <summary>
/// A PDF written anew from what its pages paint, by <see cref="PdfGrammar"/>: PdfPig reads, nothing of its is written. Earlier versions, titles, dates,
/// notes, attached files, forms, scripts and metadata are reached from no page that we write. Locked ones, forms and layers are withheld.
/// </summary>
internal sealed class PdfRebuilt(PdfDocument document)
{
    private static readonly string[] Hiding = ["AcroForm", "OCProperties", "Collection"];
    private static readonly string[] Passed = ["Resources", "MediaBox", "CropBox", "Rotate"];

    private static readonly HashSet<string> Unpacked = ["FlateDecode", "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "CCITTFaxDecode", "Fl", "LZW", "A85", "AHx", "RL", "CCF"];

    private readonly PdfObjects _objects = new();
    private readonly Dictionary<(long Number, string Shape), int> _known = [];
    private int _room = Limits.DocumentOctets;

    public static byte[] From(byte[] content)
    {
        using var document = PdfDocument.Open(content);
        return new PdfRebuilt(document).Write();
    }

    private byte[] Write()
    {
        var catalog = document.Structure.Catalog.CatalogDictionary;
        if (document.IsEncrypted || Hiding.Any(key => catalog.Data.ContainsKey(key)))
            throw new DoubtException("a form, a layer or a lock");
        var (root, pages) = (_objects.Reserve(), _objects.Reserve());
        var kids = Pages(catalog, [], 0).Select(page => Page(page, pages)).ToList();
        _objects.Write(root, $"<</Type /Catalog /Pages {pages} 0 R>>");
        _objects.Write(pages, $"<</Type /Pages /Count {kids.Count} /Kids [{string.Join(' ', kids.Select(kid => $"{kid} 0 R"))}]>>");
        return kids.Count is > 0 and <= Limits.DocumentPages ? _objects.File(root) : throw new DoubtException("no page, or too many");
    }

    /// <summary>Leaves of the page tree, each with what it inherits (ISO 32000-1 §7.7.3.4).</summary>
    private IEnumerable<Dictionary<string, IToken>> Pages(DictionaryToken node, Dictionary<string, IToken> inherited, int depth)
    {
        if (depth > Limits.MimeDepth)
            throw new DoubtException("too deep");
        if (node.Data.TryGetValue("Pages", out var top) && depth == 0)
            return Pages(Dictionary(top), inherited, 1);
        var own = new Dictionary<string, IToken>(inherited);
        foreach (var (key, value) in node.Data)
            own[key] = value;
        if (!node.Data.TryGetValue("Kids", out var kids))
            return [own];
        var passing = own.Where(pair => Passed.Contains(pair.Key)).ToDictionary();
        return ((ArrayToken)Resolve(kids)).Data.Take(Limits.DocumentPages + 1).SelectMany(kid => Pages(Dictionary(kid), passing, depth + 1));
    }

    private int Page(Dictionary<string, IToken> page, int parent)
    {
        var content = new MemoryStream();
        if (page.TryGetValue("Contents", out var contents))
            foreach (var part in Resolve(contents) is ArrayToken parts ? parts.Data : [contents])
            {
                content.Write(Decoded((StreamToken)Resolve(part)));
                content.WriteByte((byte)'\n');
            }
        var (number, painted) = (_objects.Reserve(), _objects.Reserve());
        _objects.Write(painted, "", PdfContent.Painted(content.ToArray()));
        // What lies outside of what is seen isn't offered to be seen.
        var box = page.GetValueOrDefault("CropBox") ?? page["MediaBox"];
        _objects.Write(number, $"<</Type /Page /Parent {parent} 0 R /MediaBox {Plain(box)} /Contents {painted} 0 R{Entries(page, PdfGrammar.Shapes["page"])}>>");
        return number;
    }

    private string Entries(IReadOnlyDictionary<string, IToken> dictionary, PdfShape shape)
    {
        if (dictionary.ContainsKey("OC"))
            throw new DoubtException("a layer");
        var entries = new StringBuilder();
        foreach (var (key, value) in dictionary)
            if ((shape.Every ?? shape.Keys.GetValueOrDefault(key)) is { } kind)
                entries.Append(CultureInfo.InvariantCulture, $" {Name(key)} {Shaped(value, kind)}");
        return entries.ToString();
    }

    private string Shaped(IToken token, string shape) => shape switch
    {
        PdfGrammar.Plain => Plain(token),
        "word" => Resolve(token) is StringToken { Data: var said } && PdfContent.IsName(said) ? $"({said})" : throw new DoubtException("a string"),
        "colour" => Colour(token),
        _ => token switch
        {
            IndirectReferenceToken { Data: var reference } => Reference(reference.ObjectNumber, token, shape),
            DictionaryToken dictionary => $"<<{Entries(dictionary.Data, PdfGrammar.Shapes[Exact(dictionary, shape)])}>>",
            ArrayToken array => $"[{string.Join(' ', array.Data.Select(one => Shaped(one, shape)))}]",
            _ => Plain(token),
        },
    };

    // Referred to before it is written: fonts and forms may refer to what refers to them.
    private string Reference(long number, IToken reference, string shape)
    {
        if (Resolve(reference) is var target && target is not (DictionaryToken or StreamToken or ArrayToken))
            return Plain(target);
        if (!_known.TryGetValue((number, shape), out var known))
        {
            _known[(number, shape)] = known = _objects.Reserve();
            if (_objects.Count > Limits.DocumentObjects)
                throw new DoubtException("too many objects");
            if (target is StreamToken stream)
                Stream(known, stream, Exact(stream.StreamDictionary, shape));
            else
                _objects.Write(known, Shaped(target, shape));
        }
        return string.Create(CultureInfo.InvariantCulture, $"{known} 0 R");
    }

    private void Stream(int number, StreamToken stream, string name)
    {
        var shape = PdfGrammar.Shapes[name];
        var entries = Entries(stream.StreamDictionary.Data, shape);
        if (shape.Stream == PdfStream.Image && Filters(stream) is ["DCTDecode"])
            _objects.Write(number, entries + Turned(stream), JpegSegments.Kept(stream.Data.ToArray()), "DCTDecode");
        else
            _objects.Write(number, entries, shape.Stream switch
            {
                PdfStream.Painting => PdfContent.Painted(Decoded(stream)),
                PdfStream.Calculation => PdfContent.Calculated(Decoded(stream)),
                PdfStream.Data => Decoded(stream),
                PdfStream.Font => FontTables.Kept(Decoded(stream)),
                PdfStream.Image => Pixels(stream),
                _ => throw new DoubtException("a stream in the place of a dictionary"),
            });
    }

    // How a JPEG's colours are turned, where it doesn't say so itself.
    private string Turned(StreamToken stream) =>
        stream.StreamDictionary.Data.TryGetValue("DecodeParms", out var said) && Resolve(said) is DictionaryToken parameters && parameters.Data.TryGetValue("ColorTransform", out var turn)
            ? $" /DecodeParms <</ColorTransform {Plain(turn)}>>"
            : "";

    // As many octets as its lines need: what stands behind them is no picture.
    private byte[] Pixels(StreamToken stream)
    {
        var said = stream.StreamDictionary.Data;
        int Number(string key, int otherwise) => said.TryGetValue(key, out var value) && Resolve(value) is NumericToken number ? number.Int : otherwise;
        var mask = said.TryGetValue("ImageMask", out var isMask) && Resolve(isMask) is BooleanToken { Data: true };
        var parts = mask || !said.TryGetValue("ColorSpace", out var space) ? 1 : Parts(space);
        var line = ((long)Number("Width", 0) * parts * (mask ? 1 : Number("BitsPerComponent", 1)) + 7) / 8;
        var pixels = Decoded(stream);
        return line * Number("Height", 0) is > 0 and var octets && octets <= pixels.Length ? pixels[..(int)octets] : throw new DoubtException("a picture that is too short");
    }

    private byte[] Decoded(StreamToken stream)
    {
        if (Filters(stream).Except(Unpacked).Any())
            throw new DoubtException("a filter");
        var decoded = stream.Decode(document.Structure.FilterProvider, document.Structure.TokenScanner).ToArray();
        return (_room -= decoded.Length) >= 0 ? decoded : throw new DoubtException("it unpacks to too much");
    }

    private string[] Filters(StreamToken stream) => !stream.StreamDictionary.Data.TryGetValue("Filter", out var filter) ? []
        : [.. (Resolve(filter) is ArrayToken several ? several.Data : [filter]).Select(one => ((NameToken)Resolve(one)).Data)];

    // A profile tells of the camera or scanner that it is of; the device's own colours come close.
    private string Colour(IToken token, int depth = 0)
    {
        if (Resolve(token) is not ArrayToken { Length: > 0 } space || depth > Limits.MimeDepth)
            return Plain(token);
        IToken At(int index) => space.Data[index];
        return ((NameToken)Resolve(At(0))).Data switch
        {
            "ICCBased" => Parts(token) switch { 1 => "/DeviceGray", 3 => "/DeviceRGB", 4 => "/DeviceCMYK", _ => throw new DoubtException("a profile") },
            "Indexed" or "I" => $"[/Indexed {Colour(At(1), depth + 1)} {Plain(At(2))} <{Convert.ToHexString(Octets(At(3)))}>]",
            "Separation" => $"[/Separation {Plain(At(1))} {Colour(At(2), depth + 1)} {Shaped(At(3), "function")}]",
            "DeviceN" => $"[/DeviceN {Plain(At(1))} {Colour(At(2), depth + 1)} {Shaped(At(3), "function")}]",
            "CalRGB" or "CalGray" or "Lab" => $"[{Plain(At(0))} {Shaped(At(1), "calibrated")}]",
            "Pattern" => space.Length > 1 ? $"[/Pattern {Colour(At(1), depth + 1)}]" : "/Pattern",
            _ when space.Length == 1 => Plain(At(0)),
            _ => throw new DoubtException("a colour space"),
        };
    }

    private int Parts(IToken space) => Resolve(space) switch
    {
        NameToken { Data: "DeviceGray" or "G" or "CalGray" } => 1,
        NameToken { Data: "DeviceRGB" or "RGB" } => 3,
        NameToken { Data: "DeviceCMYK" or "CMYK" } => 4,
        ArrayToken array => ((NameToken)Resolve(array.Data[0])).Data switch
        {
            "ICCBased" => ((NumericToken)Resolve(((StreamToken)Resolve(array.Data[1])).StreamDictionary.Data["N"])).Int,
            "DeviceN" => ((ArrayToken)Resolve(array.Data[1])).Length,
            "CalRGB" or "Lab" => 3,
            "Indexed" or "Separation" or "CalGray" => 1,
            _ => throw new DoubtException("a colour space"),
        },
        _ => throw new DoubtException("a colour space"),
    };

    private byte[] Octets(IToken token) => Resolve(token) switch
    {
        HexToken hex => hex.Bytes.ToArray(),
        StringToken text => text.GetBytes(),
        StreamToken stream => Decoded(stream),
        _ => throw new DoubtException("a palette"),
    };

    private string Plain(IToken token) => Resolve(token) switch
    {
        NumericToken number => number.Double.ToString("0.#####", CultureInfo.InvariantCulture),
        NameToken name => Name(name.Data),
        BooleanToken value => value.Data ? "true" : "false",
        NullToken => "null",
        ArrayToken array => $"[{string.Join(' ', array.Data.Select(Plain))}]",
        _ => throw new DoubtException("no plain value"),
    };

    // ISO 32000-1 §7.3.5.
    private static string Name(string name) => "/" + string.Concat(Encoding.UTF8.GetBytes(name).Select(c =>
        c is > 32 and < 127 && !"()<>[]{}/%#"u8.Contains(c) ? ((char)c).ToString() : string.Create(CultureInfo.InvariantCulture, $"#{c:X2}")));

    private string Exact(DictionaryToken dictionary, string shape) => shape switch
    {
        "xobject" => dictionary.Data.TryGetValue("Subtype", out var kind) ? Resolve(kind) switch
        {
            NameToken { Data: "Form" } => "form",
            NameToken { Data: "Image" } => "image",
            _ => throw new DoubtException("an object"),
        }
        : throw new DoubtException("an object"),
        "function" when dictionary.Data.TryGetValue("FunctionType", out var type) && Resolve(type) is NumericToken { Int: 4 } => "calculator",
        _ => shape,
    };

    private DictionaryToken Dictionary(IToken token) => Resolve(token) as DictionaryToken ?? throw new DoubtException("no dictionary");

    private IToken Resolve(IToken token)
    {
        for (var steps = 0; token is IndirectReferenceToken reference; steps++)
            token = steps < Limits.MimeDepth ? document.Structure.GetObject(reference.Data)?.Data ?? NullToken.Instance : throw new DoubtException("a circle");
        return token;
    }
}
