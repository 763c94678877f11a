namespace IfexList.Reception;

/// <summary>Notices that the machine's clock was set back, by the time that has passed since the last look and can't run backwards.</summary>
public sealed class ClockWatch(TimeProvider time)
{
    private DateTimeOffset _wall = time.GetUtcNow();
    private long _stamp = time.GetTimestamp();

    /// <summary>How far it stands behind what it should show; where it was set ahead, or the machine slept, less than nothing.</summary>
    public TimeSpan Back => _wall + time.GetElapsedTime(_stamp) - time.GetUtcNow();

    /// <summary>From here on what it shows now is right.</summary>
    public void Trust() => (_wall, _stamp) = (time.GetUtcNow(), time.GetTimestamp());
}
