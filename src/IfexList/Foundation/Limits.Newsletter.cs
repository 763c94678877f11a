namespace IfexList.Foundation;

public static partial class Limits
{
    // ---- Newsletters -----------------------------------------------------------------------------------------------

    /// <summary>Lines at the top of a newsletter in which its number is looked for: a note of the editor's or the word of a correction may stand above it.</summary>
    public const int MastheadLines = 20;

    /// <summary>Characters of such a line that are read: the longest that was seen has eighty.</summary>
    public const int MastheadCharacters = 300;

    /// <summary>Lines in which a newsletter's table of contents is looked for: it stands below the masthead.</summary>
    public const int ContentsLines = 80;

    /// <summary>Lines of it that a request shows: enough to know the number by, and it stays on one screen.</summary>
    public const int ContentsShown = 5;

    /// <summary>How far the day of a newsletter may lie from today before it is remarked on: desks are some days late, and date ahead.</summary>
    public static readonly TimeSpan IssueDays = TimeSpan.FromDays(7);

    /// <summary>How long ago a language's last number may be on the day that its next is looked for: late in one week is not early in the next.</summary>
    public static readonly TimeSpan IssueGap = TimeSpan.FromDays(6);

    /// <summary>Characters of a member's item: three pages. What goes on longer is cut, and its editor knows whom to ask.</summary>
    public const int ItemCharacters = 6000;

    /// <summary>Characters of an item's headline or place: a long line.</summary>
    public const int ItemLineCharacters = 200;

    /// <summary>Characters of a place that is guessed from a sentence: the name of a city and a country.</summary>
    public const int ItemPlaceCharacters = 60;

    /// <summary>How long an item is kept from the day on which it came: half a year, in which it was printed or will never be.</summary>
    public static readonly TimeSpan ItemTime = TimeSpan.FromDays(180);
}
