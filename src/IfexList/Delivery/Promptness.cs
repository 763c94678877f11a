using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>How far a commit has brought one text that readers get.</summary>
/// <param name="Copy">One of its copies.</param>
/// <param name="HasArrived">Whether any of them was delivered.</param>
/// <param name="IsLast">No copy of it is owed any more.</param>
internal sealed record TextProgress(OwedCopy Copy, bool HasArrived, bool IsLast);

/// <summary>Measures how long the first and the last copy of each text took since the decision. Of a text that was decided on before we began nobody knows whether some copy had arrived.</summary>
internal sealed class Promptness(TimeProvider time)
{
    private readonly long _began = time.Now();
    private readonly HashSet<long> _underWay = [];

    public void Note(IEnumerable<TextProgress> committed)
    {
        foreach (var (copy, hasArrived, isLast) in committed)
        {
            var passed = TimeSpan.FromMilliseconds(Math.Max(0, time.Now() - copy.Since));
            if (hasArrived && copy.Since >= _began && _underWay.Add(copy.Rendering))
                Measures.FirstDelivery(passed);
            if (!isLast)
                continue;
            Measures.LastDelivery(passed);
            _underWay.Remove(copy.Rendering);
        }
    }
}
