using IfexList.Authentication;
using IfexList.Foundation;

namespace IfexList.Operations;

/// <summary>The keys that originals are sealed with: whether they can be, and for how long.</summary>
public static class DeskKeyCheck
{
    public static IEnumerable<Finding> Run(Settings settings, TimeProvider time) =>
        settings.Lists.Where(list => list.Value.DeskKeyFile.Length > 0).Select(list => Look($"Lists.{list.Key}.DeskKeyFile", list.Value.DeskKeyFile, time));

    private static Finding Look(string setting, string file, TimeProvider time)
    {
        try
        {
            var key = new DeskKey(file, setting, time);
            return key.Ends <= time.GetUtcNow()
                ? Finding.Warn(setting, $"the key {key.Fingerprint} ended on {key.Ends:yyyy-MM-dd}: originals are still sealed with it; name the desk's new one")
                : Finding.Ok(setting, $"originals are sealed with the key {key.Fingerprint}");
        }
        catch (SettingsException e)
        {
            return Finding.Fail(setting, e.Message[(setting.Length + 2)..]);
        }
    }
}
