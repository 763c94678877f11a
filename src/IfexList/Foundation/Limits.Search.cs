namespace IfexList.Foundation;

/// <content>What people look for in the archive.</content>
public static partial class Limits
{
    /// <summary>Characters of a question: a line of a mail.</summary>
    public const int SearchCharacters = 200;

    /// <summary>Words of a question; each costs a look into the index.</summary>
    public const int SearchWords = 12;

    /// <summary>Letters of a word that is also found at the beginning of longer ones: plurals, cases of Russian nouns.</summary>
    public const int SearchPrefixLetters = 4;

    /// <summary>Found editions that are counted; beyond them nobody reads on, and counting all would read all.</summary>
    public const int SearchMatches = 1_000;

    /// <summary>Characters around what was found: two lines on a phone.</summary>
    public const int SnippetCharacters = 160;

    /// <summary>Characters of an edition in which words are looked for to show them.</summary>
    public const int SnippetReach = 50_000;

    /// <summary>Editions of before there was a search that are indexed in one commit: some tenths of a second, in which mail waits.</summary>
    public const int IndexedAtOnce = 50;

    /// <summary>How long the indexing rests between two commits.</summary>
    public static readonly TimeSpan IndexingPause = TimeSpan.FromSeconds(1);

    /// <summary>Questions to the archive that one mail may ask, all lines that get texts being one: each may read a hundred thousand rows.</summary>
    public const int ArchiveQuestions = 5;

    /// <summary>Octets of an index's entry besides its title and snippet: date, size, the line that gets it, and blanks, in Cyrillic or Arabic.</summary>
    public const int IndexLineOctets = 100;

    /// <summary>Octets of answers that one mailbox gets in a day, the one that goes beyond it included: some newsletters' worth of files; who forges its owner fills no mailbox.</summary>
    public const int AnswerOctets = 20_000_000;

    /// <summary>Kilobytes of the parts of one long answer together.</summary>
    public const int SplitKilobytes = 1_000;

    /// <summary>Parts of one long answer.</summary>
    public const int SplitParts = 20;

    /// <summary>The smallest part that may be asked for, in kilobytes.</summary>
    public const int LeastPartKilobytes = 5;
}
