namespace IfexList.Ledger;

/// <summary>Which three characters stand beside each other in a text: most phrases of the table aren't in it, and need not be searched for.</summary>
internal sealed class Trigrams
{
    private const int Bits = 1 << 14;
    private readonly ulong[] _seen = new ulong[Bits / 64];

    public Trigrams(string text)
    {
        for (var i = 0; i + 3 <= text.Length; i++)
        {
            var bit = Bit(text, i);
            _seen[bit / 64] |= 1UL << (bit % 64);
        }
    }

    /// <returns>False where the text surely doesn't hold the word.</returns>
    public bool MayHave(string word)
    {
        if (word.Length < 3)
            return true;
        // Not its first three: many words begin with a space and the same two letters.
        var bit = Bit(word, Math.Min(1, word.Length - 3));
        return (_seen[bit / 64] & (1UL << (bit % 64))) != 0;
    }

    private static int Bit(string text, int at) => (int)(((text[at] * 31u + text[at + 1]) * 31u + text[at + 2]) * 2654435761u >> 18);
}
