namespace IfexList.Delivery;

/// <summary>
/// Lets what was put off together come back apart. Up to a fifth later and never earlier: greylisting is often exactly five minutes long. The same seed gives
/// the same wait, so that nothing here is left to chance.
/// </summary>
internal static class Jitter
{
    public static TimeSpan Later(TimeSpan wait, long seed) => wait * (1 + 0.2 * Fraction((ulong)seed));

    public static long Seed(string name, int times) => name.Aggregate((long)times, (seed, c) => unchecked(seed * 31 + c));

    // SplitMix64's last step: neighbours among the seeds end far apart.
    private static double Fraction(ulong x)
    {
        unchecked
        {
            x += 0x9E3779B97F4A7C15;
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return ((x ^ (x >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
