namespace IfexList.Foundation;

public static partial class Limits
{
    // ---- Translations as text --------------------------------------------------------------------------------------------

    /// <summary>Paragraphs of a translator's mail that are looked at: source and translation of the longest communiqué, one below the other.</summary>
    public const int ReplyPieces = 2000;

    /// <summary>Paragraphs on either side that are held against each other; the table grows with their product, and an alert has thirty.</summary>
    public const int AlignedParagraphs = 300;

    /// <summary>Losses told to a translator: behind twenty the translation is another text.</summary>
    public const int LossesTold = 20;

    /// <summary>Characters of a name in a glossary: the longest organisations have a hundred.</summary>
    public const int SpellingCharacters = 120;

    /// <summary>Spellings that one mail may say, or one edition teach.</summary>
    public const int SpellingsAtOnce = 60;

    /// <summary>Spellings kept of a case in one language: what follows is another case's.</summary>
    public const int SpellingsOfCase = 500;

    /// <summary>Files of a translator's mail that are tried as the translation.</summary>
    public const int TranslationFiles = 4;
}
