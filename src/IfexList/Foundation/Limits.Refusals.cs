namespace IfexList.Foundation;

public static partial class Limits
{
    // ---- Refusals ------------------------------------------------------------------------------------------------------

    /// <summary>Characters of a refusal that are read: its reason stands at its start, and the longest replies of large providers have some 700.</summary>
    public const int RefusalCharacters = 2000;

    /// <summary>Characters between two parts of a phrase: room for a name, too little for another sentence.</summary>
    public const int RefusalGapCharacters = 50;
}
