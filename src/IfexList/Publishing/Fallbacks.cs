#pragma warning disable CS9113, CA1822 // A sketch.
using IfexList.Store;

namespace IfexList.Publishing;

/// <summary>When a wait for a better language is over, its readers get whichever of their languages exists: one due row for a release and wait.</summary>
public sealed class Fallbacks(Database database, TimeProvider time)
{
    public Task ServeAsync(string subject) => throw new NotImplementedException();
}
