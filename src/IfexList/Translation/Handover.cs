#pragma warning disable CS9113, CA1822 // A sketch.
using IfexList.Store;

namespace IfexList.Translation;

/// <summary>The desk's daily handover: what is missing in which language, and what waits for an <c>ok</c>.</summary>
public sealed class Handover(Database database, TimeProvider time)
{
    public Task SendAsync(string list) => throw new NotImplementedException();
}
