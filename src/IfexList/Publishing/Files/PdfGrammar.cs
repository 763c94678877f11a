namespace IfexList.Publishing;

/// <summary>What a stream holds, and how it is written anew.</summary>
internal enum PdfStream
{
    None,
    Painting,
    Calculation,
    Data,
    Font,
    Image,
}

/// <summary>What may stand in a dictionary of a PDF that we write: each key with the shape of its value. What isn't here isn't carried over.</summary>
/// <param name="Every">The shape of all values, where the keys are names that the document gives.</param>
internal sealed record PdfShape(PdfStream Stream, IReadOnlyDictionary<string, string> Keys, string? Every = null);

/// <summary>All shapes, by name. The keys are those of ISO 32000-1 that paint something; titles, dates, actions and metadata aren't among them.</summary>
internal static class PdfGrammar
{
    /// <summary>Numbers, names, truth values, and arrays of them.</summary>
    public const string Plain = "plain";

    public static readonly IReadOnlyDictionary<string, PdfShape> Shapes = new Dictionary<string, PdfShape>
    {
        ["page"] = Of(PdfStream.None, "Rotate UserUnit", "Resources:resources Group:group"),
        ["resources"] = Of(PdfStream.None, "", "Font:fonts XObject:xobjects ColorSpace:colours ExtGState:states Pattern:patterns Shading:shadings"),
        ["fonts"] = Map("font"),
        ["xobjects"] = Map("xobject"),
        ["colours"] = Map("colour"),
        ["states"] = Map("state"),
        ["patterns"] = Map("pattern"),
        ["shadings"] = Map("shading"),
        ["glyphs"] = Map("glyph"),
        ["glyph"] = Of(PdfStream.Painting, ""),
        ["form"] = Of(PdfStream.Painting, "Type Subtype FormType BBox Matrix", "Resources:resources Group:group"),
        ["group"] = Of(PdfStream.None, "Type S I K", "CS:colour"),
        ["font"] = Of(
            PdfStream.None, "Type Subtype BaseFont FirstChar LastChar Widths W DW W2 DW2 FontBBox FontMatrix",
            "Encoding:encoding FontDescriptor:descriptor ToUnicode:map DescendantFonts:font CIDSystemInfo:characters CIDToGIDMap:data CharProcs:glyphs Resources:resources"),
        ["encoding"] = Of(PdfStream.Calculation, "Type BaseEncoding Differences CMapName WMode", "CIDSystemInfo:characters UseCMap:map"),
        ["map"] = Of(PdfStream.Calculation, "Type CMapName WMode", "CIDSystemInfo:characters UseCMap:map"),
        ["characters"] = Of(PdfStream.None, "Supplement", "Registry:word Ordering:word"),
        ["descriptor"] = Of(
            PdfStream.None, "Type FontName FontStretch FontWeight Flags FontBBox ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth MissingWidth",
            "FontFile:fontfile FontFile2:fontfile FontFile3:fontfile"),
        ["fontfile"] = Of(PdfStream.Font, "Subtype Length1 Length2 Length3"),
        ["data"] = Of(PdfStream.Data, ""),
        ["image"] = Of(PdfStream.Image, "Type Subtype Width Height BitsPerComponent Decode ImageMask Interpolate Matte", "ColorSpace:colour Mask:mask SMask:image"),
        ["mask"] = Of(PdfStream.Image, "Type Subtype Width Height BitsPerComponent Decode ImageMask Interpolate"),
        ["state"] = Of(PdfStream.None, "Type LW LC LJ ML D RI BM CA ca AIS TK OP op OPM SA", "SMask:softmask Font:font"),
        ["softmask"] = Of(PdfStream.None, "Type S BC", "G:form"),
        ["pattern"] = Of(PdfStream.Painting, "Type PatternType PaintType TilingType BBox XStep YStep Matrix", "Resources:resources Shading:shading ExtGState:state"),
        ["shading"] = Of(
            PdfStream.Data, "ShadingType Background BBox AntiAlias Coords Domain Extend Matrix BitsPerCoordinate BitsPerComponent BitsPerFlag Decode VerticesPerRow",
            "ColorSpace:colour Function:function"),
        ["function"] = Of(PdfStream.Data, "FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N Bounds", "Functions:function"),
        ["calculator"] = Of(PdfStream.Calculation, "FunctionType Domain Range"),
        ["calibrated"] = Of(PdfStream.None, "WhitePoint BlackPoint Gamma Matrix Range"),
    };

    private static PdfShape Map(string every) => new(PdfStream.None, new Dictionary<string, string>(), every);

    private static PdfShape Of(PdfStream stream, string plain, string shaped = "") => new(stream, plain.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(key => (key, Plain))
        .Concat(shaped.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => (pair.Split(':')[0], pair.Split(':')[1]))).ToDictionary(pair => pair.Item1, pair => pair.Item2));
}
