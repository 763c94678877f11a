using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Store;

/// <summary>Who translates into which language for a list: rows of <c>translator</c>.</summary>
public static class Translators
{
    /// <summary>All translators of a list, each with all his desks.</summary>
    public static IReadOnlyList<Translator> Of(Connection db, string list) => db.All("""
        SELECT translator.person, address, min(letters), group_concat(translator.language, ';') FROM translator JOIN person ON person.id = translator.person
        WHERE list = @list GROUP BY translator.person ORDER BY person.key
        """, r => new Translator(
            r.GetInt64(0), list, Address.TryParse(r.GetString(1), out var address) ? address : default, Languages.Parse(r.GetString(2)), Languages.Split(r.GetString(3))), ("@list", list));

    /// <summary>Enters a translator, or changes what isn't null.</summary>
    /// <param name="desks">Of a new one at least one.</param>
    /// <param name="letters">Null of a new one: the language of his first desk, which he reads for certain.</param>
    /// <returns>True when he is new.</returns>
    public static bool Enter(Connection tx, string list, Address address, IReadOnlyList<Language>? desks, Language? letters, long now)
    {
        var person = Person.Know(tx, address, now);
        var known = Of(tx, list).FirstOrDefault(translator => translator.Person == person);
        var serves = desks ?? known?.Desks ?? throw new ArgumentException("a new translator has a desk", nameof(desks));
        tx.Execute("DELETE FROM translator WHERE list = @list AND person = @person", ("@list", list), ("@person", person));
        foreach (var desk in serves)
            tx.Execute("INSERT INTO translator (list, person, language, letters) VALUES (@list, @person, @language, @letters)",
                ("@list", list), ("@person", person), ("@language", desk.Code()), ("@letters", (letters ?? known?.Letters ?? serves[0]).Code()));
        return known is null;
    }

    /// <summary>He translates for that list no more; what he had in hand is anybody's.</summary>
    /// <returns>False where he was none.</returns>
    public static bool Remove(Connection tx, string list, Address address)
    {
        if (Person.Find(tx, address) is not { } person)
            return false;
        if (tx.Execute("DELETE FROM translator WHERE list = @list AND person = @person", ("@list", list), ("@person", person)) == 0)
            return false;
        tx.Execute("UPDATE translation SET taken_by = NULL WHERE taken_by = @person AND release IN (SELECT id FROM release WHERE list = @list)", ("@list", list), ("@person", person));
        return true;
    }
}
