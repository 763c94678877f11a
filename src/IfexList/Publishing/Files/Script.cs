namespace IfexList.Publishing;

/// <summary>A document holds something that a reader may see and we can't carry over, or hidden things that would show: it is withheld.</summary>
internal sealed class DoubtException : Exception
{
    public DoubtException(string message) : base(message) { }
    public DoubtException(string message, Exception inner) : base(message, inner) { }
    public DoubtException() { }
}

/// <summary>What of a text document its reader is meant to see. Nothing else is read, so nothing else can be written.</summary>
internal abstract record Block
{
    public sealed record Paragraph(ParagraphLook Look, IReadOnlyList<Inline> Content) : Block;

    public sealed record Table(IReadOnlyList<IReadOnlyList<IReadOnlyList<Block>>> Rows) : Block;
}

/// <summary>How a paragraph stands.</summary>
/// <param name="Heading">1 to 6; 0 where it is none.</param>
/// <param name="ListLevel">0 to 8; -1 outside of a list.</param>
internal sealed record ParagraphLook(int Heading = 0, int ListLevel = -1, bool IsNumbered = false, string Align = "", bool IsRightToLeft = false);

/// <summary>What stands in a paragraph.</summary>
internal abstract record Inline
{
    public sealed record Text(string Words, TextLook Look) : Inline;

    public sealed record Tab : Inline;

    public sealed record Break : Inline;

    /// <param name="Width">And height, in English Metric Units: 914,400 to the inch.</param>
    public sealed record Image(byte[] Bytes, string Extension, long Width, long Height) : Inline;
}

/// <summary>How words are set.</summary>
/// <param name="Raised">1 above the line, -1 below it.</param>
internal sealed record TextLook(bool Bold = false, bool Italic = false, bool Underlined = false, int Raised = 0);
