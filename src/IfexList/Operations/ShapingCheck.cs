using IfexList.Delivery;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>The shaping file: whether it can be used, and whether it holds us back today.</summary>
public static class ShapingCheck
{
    public static Finding Run(Settings settings, TimeProvider time)
    {
        try
        {
            var shaping = Shaping.Open(settings.Relay.Shaping);
            var today = time.GetUtcNow().UtcDay();
            return Finding.Ok("Relay.Shaping", shaping.WarmUp.CeilingOn(today) is { } ceiling
                ? $"{shaping.Named.Count} providers; our address is being warmed up: {ceiling} messages today to each"
                : $"{shaping.Named.Count} providers");
        }
        catch (SettingsException e)
        {
            return Finding.Fail("Relay.Shaping", e.Message);
        }
    }
}
