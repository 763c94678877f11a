using IfexList.Foundation;

namespace IfexList.Authentication;

/// <summary>
/// Our signatures on all that leaves (RFC 6376, RFC 8463), with each key that is configured. Made on the way out, so that nothing is signed that isn't released, and a copy
/// that is tried again days later has a fresh one.
/// </summary>
public sealed class DkimSigner(IReadOnlyList<DkimKey> keys, TimeProvider time)
{
    /// <exception cref="SettingsException">A key can't be used.</exception>
    public static DkimSigner Open(IReadOnlyList<DkimSettings> settings, TimeProvider time) => new([.. settings.Select(Read)], time);

    /// <summary>The part of the work that is done once for all copies; null where we have no key.</summary>
    /// <param name="text">As it leaves, before dots are doubled.</param>
    /// <param name="personal">The names of the fields that each copy will have above it.</param>
    public CommonSignature? Prepare(ReadOnlySpan<byte> text, IReadOnlyList<string> personal) => keys.Count == 0 ? null : new CommonSignature(keys, text, personal, time);

    private static DkimKey Read(DkimSettings settings, int index)
    {
        try
        {
            return DkimKey.Read(settings);
        }
        catch (SettingsException e)
        {
            throw new SettingsException($"Dkim[{index}].KeyFile: {e.Message}", e);
        }
    }
}
