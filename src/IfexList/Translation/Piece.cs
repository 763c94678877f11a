namespace IfexList.Translation;

/// <summary>Where a paragraph of a reply stands.</summary>
internal enum PieceOrigin
{
    /// <summary>Outside any quotation: he wrote it.</summary>
    Own,

    /// <summary>Behind quotation signs.</summary>
    Quoted,

    /// <summary>Behind quotation signs, and outside the marker lines: our letter's words.</summary>
    Letter,

    /// <summary>Between the marker lines, where no program put signs before the lines: the source, what he wrote into it, or a draft.</summary>
    Returned,
}

/// <summary>A paragraph of a translator's reply.</summary>
/// <param name="Number">The number that it bears; 0 for none.</param>
/// <param name="Source">The source's paragraph that it is; 0 where it is none.</param>
/// <param name="Written">As it stood, with its number.</param>
internal sealed record Piece(PieceOrigin Origin, string Text, int Number, int Source, string Written);
