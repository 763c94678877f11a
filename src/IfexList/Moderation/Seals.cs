using IfexList.Authentication;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Moderation;

/// <summary>
/// Closes the untouched original of a post that is being decided: to the desk's OpenPGP key where its list names one, else so that the house can open it again. In clear
/// it goes with the decision.
/// </summary>
public sealed class Seals
{
    private readonly Dictionary<string, DeskKey> _desks;
    private readonly HouseSeal _house;
    private readonly TokenKey _key;
    private readonly TimeProvider _time;

    /// <exception cref="Foundation.SettingsException">A list names a key that nothing can be encrypted to.</exception>
    public Seals(ListCatalogue lists, TokenKey key, TimeProvider time)
    {
        (_house, _key, _time) = (new HouseSeal(key), key, time);
        _desks = lists.All.Where(list => list.Source.DeskKeyFile.Length > 0)
            .ToDictionary(list => list.Name, list => new DeskKey(list.Source.DeskKeyFile, $"Lists.{list.Name}.DeskKeyFile", time));
    }

    public SealedOriginal Close(HeldPost post, byte[] original)
    {
        var (author, desk) = (HeaderText.Author(RawMessage.Parse(original)), _desks.GetValueOrDefault(post.List));
        return new SealedOriginal(
            post.Id, post.List, author is { } address ? HashOf(address) : [], desk is not null, desk?.Close(original) ?? _house.Close(original), _time.Now());
    }

    /// <returns>Null where only the desk can, or where the house's key is another than it was.</returns>
    public byte[]? Open(SealedOriginal original) => original.IsDesks ? null : _house.Open(original.Bytes);

    /// <summary>By which an author's originals are found.</summary>
    public byte[] HashOf(Address author) => _key.Blind($"author {author.Mailbox}");
}
