using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Moderation;

/// <summary>
/// What stands behind a word of approval, in any order and in five languages mixed: <c>fr</c>, <c>urgent</c>, <c>edited</c>, <c>kind=update</c>,
/// <c>country=TN</c>, <c>topics=women,africa</c>, <c>case=2026-0312-01</c>, <c>to=members</c>, <c>by=name</c>, <c>at 18:00 UTC</c>, and thanks at
/// the end. One word that isn't understood, or says a second time what was said, makes the line no decision.
/// </summary>
public sealed class ApprovalLine
{
    private const int LanguageWords = 3;

    private static readonly HashSet<string> Urgent = Folded("urgent urgente urgently срочно срочное عاجل عاجلة");
    private static readonly HashSet<string> Kind = Folded("kind type genre tipo género вид тип نوع النوع");
    private static readonly HashSet<string> Country = Folded("country pays país страна بلد البلد");
    private static readonly HashSet<string> Topics = Folded("topics topic themes theme thèmes thème sujets temas tema темы тема مواضيع موضوع المواضيع");
    private static readonly HashSet<string> Case = Folded("case affaire dossier caso дело قضية القضية ملف الملف");
    private static readonly HashSet<string> NewCase = Folded("new nouveau nouvelle nuevo nueva новое новая جديد جديدة");
    private static readonly HashSet<string> To = Folded("to for à pour a para кому для إلى");
    private static readonly HashSet<string> Members = Folded("members membres miembros членам членов участникам участников الأعضاء أعضاء للأعضاء");
    private static readonly HashSet<string> Everyone = Folded("all everyone everybody tous todos все всем всех الجميع");
    private static readonly HashSet<string> At = Folded("at à a в الساعة");
    private static readonly HashSet<string> By = Folded("by par por автор بقلم");
    private static readonly HashSet<string> Name = Folded("name nom nombre имя اسم الاسم");

    private readonly MailingList _list;
    private readonly List<string> _words;
    private int _at;
    private bool _saysTo;

    private ApprovalLine(MailingList list, List<string> words) => (_list, _words) = (list, words);

    /// <summary>What is to be done with the release.</summary>
    public ModeratorReply.Approve Orders { get; private set; } = new(null);

    /// <summary>An edit word stands among the others.</summary>
    public bool SaysEdited { get; private set; }

    /// <returns>Null where anything isn't understood.</returns>
    public static ApprovalLine? Read(string rest, MailingList list)
    {
        var words = WordsOf(rest);
        // A thumb pointing down is no punctuation.
        if (words.Count == 0 && DecisionLine.HasSign(rest))
            return null;
        while (words.Count > 0 && DecisionWords.IsCourtesy(Words.Fold(words[^1])))
            words.RemoveAt(words.Count - 1);
        var line = new ApprovalLine(list, words);
        while (line._at < words.Count)
            if (!line.Take())
                return null;
        return line;
    }

    /// <summary>The orders of an approval that waits, as they are stored: one line for <see cref="Read"/>, without the time and the text that came back.</summary>
    public static string Write(ModeratorReply.Approve orders) => string.Join(' ', new[]
    {
        orders.Language?.Code(),
        orders.IsUrgent ? "urgent" : null,
        orders.Kind is { } kind ? $"kind={kind}" : null,
        orders.Countries is { Count: > 0 } countries ? $"country={countries}" : null,
        orders.Topics is { Count: > 0 } topics ? $"topics={topics}" : null,
        orders.Case is { } number ? $"case={number}" : null,
        orders.ToMembers ? "to=members" : null,
        orders.NamesAuthor ? "by=name" : null,
    }.OfType<string>());

    // What is only punctuation says nothing; what phones put around an equals sign neither.
    private static List<string> WordsOf(string rest)
    {
        var seen = string.Concat(rest.Where(c => !Words.IsInvisible(c))).Replace('＝', '=');
        var joined = string.Join('=', seen.Split('=').Select(part => part.Trim()));
        return [.. joined.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word.Contains('=') || Words.Fold(word).Length > 0)];
    }

    private static HashSet<string> Folded(string words) => [.. words.Split(' ').Select(Words.Fold)];

    private bool Take()
    {
        var word = _words[_at];
        var sign = word.IndexOf('=');
        if (sign >= 0)
            return TakeValue(Words.Fold(word[..sign]), word[(sign + 1)..]);
        var folded = Words.Fold(word);
        if (Urgent.Contains(folded) && !Orders.IsUrgent)
            return Took(1, Orders with { IsUrgent = true });
        if (DecisionWords.Read(folded) == DecisionWord.Edited && !SaysEdited)
            return SaysEdited = Took(1, Orders);
        return Orders.Language is null && TakeLanguage() || TakeTime(_words.Skip(_at), opened: false);
    }

    // "in French" before "in", "en anglais" before "en".
    private bool TakeLanguage()
    {
        for (var count = Math.Min(LanguageWords, _words.Count - _at); count > 0; count--)
            if (DecisionWords.TryLanguage(_words.Skip(_at).Take(count).Select(Words.Fold), out var language))
                return Took(count, Orders with { Language = language });
        return false;
    }

    private bool TakeValue(string key, string value)
    {
        if (Kind.Contains(key) && Orders.Kind is null)
            return TakeLongest(value, ReleaseKinds.MostWords, ReleaseKinds.Find, kind => Orders with { Kind = kind });
        if (Country.Contains(key) && Orders.Countries is null)
            return TakeLongest(value, Limits.CommandWords, names => Found(names, countries: true), countries => Orders with { Countries = countries });
        if (Topics.Contains(key) && Orders.Topics is null)
            return TakeLongest(value, Limits.CommandWords, names => Found(names, countries: false), topics => Orders with { Topics = topics });
        if (Case.Contains(key) && Orders.Case is null)
            return CaseOf(Words.Fold(value)) is { } number && Took(1, Orders with { Case = number });
        if (To.Contains(key) && !_saysTo && (Members.Contains(Words.Fold(value)) || Everyone.Contains(Words.Fold(value))))
            return _saysTo = Took(1, Orders with { ToMembers = Members.Contains(Words.Fold(value)) });
        if (At.Contains(key))
            return TakeTime(_words.Skip(_at + 1).Prepend(value), opened: true);
        return By.Contains(key) && Name.Contains(Words.Fold(value)) && !Orders.NamesAuthor && Took(1, Orders with { NamesAuthor = true });
    }

    private static string? CaseOf(string value) => NewCase.Contains(value) ? ModeratorReply.NewCase : ReleaseNumbers.Find(value);

    private bool TakeTime(IEnumerable<string> words, bool opened) =>
        Orders.At is null && EmbargoWords.Read(words, opened) is { } embargo && Took(embargo.Words, Orders with { At = embargo.Time });

    // A value may have several words ("South Africa"); as many as make sense together are its own.
    private bool TakeLongest<T>(string value, int most, Func<string, T?> find, Func<T, ModeratorReply.Approve> order) where T : class
    {
        var further = _words.Skip(_at + 1).Take(most - 1).TakeWhile(word => !word.Contains('=')).ToList();
        for (var count = further.Count; count >= 0; count--)
            if (find(string.Join(' ', further.Take(count).Prepend(value))) is { } found)
                return Took(1 + count, order(found));
        return false;
    }

    private TopicSet? Found(string names, bool countries)
    {
        var topics = names.Split([',', '،', ';', '؛'], StringSplitOptions.RemoveEmptyEntries).Select(name => TopicNames.Find(name, _list)).ToList();
        return topics.Count > 0 && topics.All(topic => topic is { } known && (known.IsCountry || !countries)) ? new TopicSet(topics.OfType<Topic>()) : null;
    }

    private bool Took(int words, ModeratorReply.Approve orders)
    {
        (_at, Orders) = (_at + words, orders);
        return true;
    }
}
