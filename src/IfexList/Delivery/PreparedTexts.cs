using IfexList.Authentication;
using IfexList.Foundation;
using IfexList.Store;

namespace IfexList.Delivery;

/// <summary>The prepared texts last used, read from the database when first wanted. Bounded by count and by octets.</summary>
public sealed class PreparedTexts(Database database, DkimSigner signer)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, LinkedListNode<(long Rendering, PreparedText Text)>> _byRendering = [];
    private readonly LinkedList<(long Rendering, PreparedText Text)> _byUse = [];
    private long _octets;

    /// <summary>Null where the rendering has no text (any more).</summary>
    public PreparedText? Find(long rendering)
    {
        lock (_gate)
        {
            if (_byRendering.TryGetValue(rendering, out var known))
            {
                if (known != _byUse.First)
                    MoveToFront(known);
                return known.Value.Text;
            }
            return database.Read(db => Deliveries.Text(db, rendering)) is { } text ? Keep(rendering, new PreparedText(text, signer)) : null;
        }
    }

    private void MoveToFront(LinkedListNode<(long, PreparedText)> node)
    {
        _byUse.Remove(node);
        _byUse.AddFirst(node);
    }

    private PreparedText Keep(long rendering, PreparedText text)
    {
        _byRendering.Add(rendering, _byUse.AddFirst((rendering, text)));
        _octets += text.Raw.Length;
        while (_byUse.Count > 1 && (_byUse.Count > Limits.PreparedTexts || _octets > Limits.PreparedOctets))
        {
            var (oldest, dropped) = _byUse.Last!.Value;
            _byUse.RemoveLast();
            _byRendering.Remove(oldest);
            _octets -= dropped.Raw.Length;
        }
        return text;
    }
}
