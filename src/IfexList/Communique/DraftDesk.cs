#pragma warning disable CS9113, CA1822 // A sketch.
using IfexList.Store;

namespace IfexList.Communique;

/// <summary>Each week at its hour the editor of each language gets the draft of the newsletter's next number.</summary>
public sealed class DraftDesk(Database database, TimeProvider time)
{
    public Task DraftAsync(string subject) => throw new NotImplementedException();
}
