namespace IfexList.Foundation;

public static partial class Limits
{
    // ---- Translation ---------------------------------------------------------------------------------------------------

    /// <summary>How long letters about a translation can be answered: corrections come weeks later, and an answer to the letter at hand still finds its release.</summary>
    public static readonly TimeSpan TranslationTokenTime = TimeSpan.FromDays(60);

    /// <summary>What a desk has at least, however late it was called: after a day of downtime nobody is reminded within the minute.</summary>
    public static readonly TimeSpan TranslationLeastTime = TimeSpan.FromHours(2);

    /// <summary>How long nobody is reminded of a translation again: once a day is read, more often is filtered away.</summary>
    public static readonly TimeSpan ChasePause = TimeSpan.FromDays(1);

    /// <summary>Reminders of one translation at most: what nobody has translated after a week is news no more.</summary>
    public const int Chases = 7;

    /// <summary>How old a release may be whose missing languages stand in the handover: as long as its desks are reminded, and two days more for the weekend.</summary>
    public static readonly TimeSpan HandoverTime = TimeSpan.FromDays(9);

    /// <summary>Missing editions named in one handover: what a person reads on one morning.</summary>
    public const int HandoverEditions = 40;

    /// <summary>Held posts named on top of a handover; each has letters of its own.</summary>
    public const int HandoverPosts = 20;

    /// <summary>Characters of a changed paragraph that a desk is shown: longer ones stand in the source below.</summary>
    public const int ChangeCharacters = 1500;

    /// <summary>Changed paragraphs that a desk is shown: a text that differs in more is another text.</summary>
    public const int ChangesShown = 30;

    /// <summary>Spellings of a case in one letter: more than that nobody looks through.</summary>
    public const int SpellingsShown = 40;

    /// <summary>Losses of a translation that are pointed out: after so many it is read anew in any case.</summary>
    public const int LossesShown = 15;

    /// <summary>Characters of the first line in which a release's number is looked for, and of the line that is left out for it: a heading, not a paragraph.</summary>
    public const int NamingLine = 100;
}
