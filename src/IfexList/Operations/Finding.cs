namespace IfexList.Operations;

/// <summary>How bad a finding of <c>check</c> is; a failure makes its exit code 1.</summary>
public enum Grade
{
    Ok,
    Warn,
    Fail,
}

/// <summary>One line of <c>check</c>: what was looked at, what was found, and what to do about it.</summary>
public sealed record Finding(Grade Grade, string What, string Reason)
{
    public static Finding Ok(string what, string reason) => new(Grade.Ok, what, reason);
    public static Finding Warn(string what, string reason) => new(Grade.Warn, what, reason);
    public static Finding Fail(string what, string reason) => new(Grade.Fail, what, reason);

    public override string ToString() => $"{Grade.ToString().ToLowerInvariant(),-4}  {What}: {Reason}";
}
