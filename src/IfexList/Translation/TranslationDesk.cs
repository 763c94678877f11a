#pragma warning disable CS9113, CA1822 // A sketch.
using IfexList.Store;

namespace IfexList.Translation;

/// <summary>Calls the language desks for a release, tells them what a correction changed, and reminds them.</summary>
public sealed class TranslationDesk(Database database, TimeProvider time)
{
    /// <summary>A release is out, or its original was corrected.</summary>
    public Task CallAsync(string subject) => database.WriteAsync(tx => Due.Done(tx, Due.Translate, subject, null));

    public Task ChaseAsync(string subject) => throw new NotImplementedException();
}
