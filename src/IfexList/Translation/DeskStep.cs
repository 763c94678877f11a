using IfexList.Store;

namespace IfexList.Translation;

/// <summary>What a release, or the correction of its original, means for one language.</summary>
/// <param name="Was">What is to be renewed; null where its desk is called for the first time.</param>
internal sealed record DeskStep(TranslationCase Of, WantedEdition? Was, DateTimeOffset Deadline, IReadOnlyList<Action<Connection, long>> Letters)
{
    public void Carry(Connection tx, long now)
    {
        var id = Was?.Id;
        if (Was is not null)
            WantedEditions.Renew(tx, Was, Of.Original.Id, Deadline.ToUnixTimeMilliseconds());
        else
            id = WantedEditions.Want(tx, Of.Original.Release, Of.Desk.Language, Of.Original.Id, Deadline.ToUnixTimeMilliseconds(), now);
        foreach (var owe in id is null ? [] : Letters)
            owe(tx, id!.Value);
    }
}
