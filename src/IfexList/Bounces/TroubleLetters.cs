using IfexList.Lists;
using IfexList.Notices;
using IfexList.Store;

namespace IfexList.Bounces;

/// <summary>
/// What owners hear of mail that doesn't arrive: figures and codes of a provider, never a reader. Of a moderator they hear who, since they must ask her. Each is
/// written now; what is returned owes it in the transaction.
/// </summary>
public sealed class TroubleLetters(ListCatalogue lists, LetterWriter letters, TimeProvider time)
{
    /// <param name="provider">Empty: all together.</param>
    public Action<Connection> ProviderFails(string provider, long persons, long tried, string codes) =>
        Write(First, Facts("provider", provider, persons, tried, codes, "", ""));

    /// <param name="words">The other side's, without an address.</param>
    public Action<Connection> PolicyRefuses(string provider, long persons, string codes, string words) =>
        Write(First, Facts("policy", provider, persons, 0, codes, words, ""));

    public Action<Connection> ModeratorUnreachable(string list, string who) =>
        Write(lists.Find(list), Facts("moderator", "", 1, 0, "", "", who));

    // Providers are the house's affair: its first list's people run the house.
    private MailingList? First => lists.All.FirstOrDefault(list => list.Owners.Count > 0);

    private static Dictionary<string, object?> Facts(string what, string provider, long persons, long tried, string codes, string words, string who) => new()
    {
        ["event"] = what,
        ["provider"] = provider,
        ["persons"] = (int)persons,
        ["tried"] = (int)tried,
        ["codes"] = codes,
        ["words"] = words,
        ["who"] = who,
    };

    private Action<Connection> Write(MailingList? list, Dictionary<string, object?> facts)
    {
        if (list is null)
            return _ => { };
        facts["list"] = list.Name;
        var letter = letters.Write(NoticeCatalogue.MailTrouble, list.Languages[0], list, facts);
        return tx =>
        {
            foreach (var owner in list.Owners.DistinctBy(owner => owner.Key))
                Letters.Owe(tx, list.Name, Person.Know(tx, owner, time.Now()), letter, time.Now());
        };
    }
}
