namespace IfexList.Preflight;

/// <summary>Looks for one post's names in many texts, each of which is read once.</summary>
internal sealed class NameSearch(IReadOnlyList<PersonName> names)
{
    // By its first two words: a text that says one first name a thousand times is asked no oftener.
    private readonly ILookup<ulong, PersonName> _byBeginning = names.ToLookup(name => TextWords.Together(name.Stems[0], name.Stems[1]));
    private readonly List<TextWord> _words = [];

    public IReadOnlySet<PersonName> FoundIn(string text)
    {
        var found = new HashSet<PersonName>();
        if (names.Count == 0)
            return found;
        TextWords.Read(text, _words);
        _words.RemoveAll(PersonNames.IsParticle);
        for (var i = 0; i + 1 < _words.Count; i++)
            foreach (var name in _byBeginning[TextWords.Together(_words[i].Stem, _words[i + 1].Stem)])
                if (IsHere(name, i))
                    found.Add(name);
        return found;
    }

    private bool IsHere(PersonName name, int at)
    {
        for (var i = 2; i < name.Stems.Count; i++)
            if (at + i >= _words.Count || _words[at + i].Stem != name.Stems[i])
                return false;
        return true;
    }
}
