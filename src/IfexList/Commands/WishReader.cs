using System.Globalization;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>
/// Reads what is asked for a subscription off the words behind a verb, in any order, with or without keys: "alertes fr afrique hebdomadaire texte",
/// "lang=fr region=africa delivery=weekly". Two values for one thing are a contradiction, and what is contradictory is not understood.
/// </summary>
internal sealed class WishReader(LineWords words, Occasion occasion)
{
    private const int HoursInYear = 366 * 24;

    private readonly List<MailingList> _lists = [];
    private readonly List<Language> _languages = [];
    private readonly List<Topic> _topics = [];
    private CopyFormat? _format;
    private Rhythm? _rhythm;
    private bool _digest;
    private bool _allTopics;
    private bool _topicKey;
    private int? _cap;
    private TimeSpan? _wait;
    private bool? _allEditions;
    private bool _contradicts;

    /// <summary>Those that are named, each once.</summary>
    public IReadOnlyList<MailingList> Lists => _lists;

    /// <summary>Whether every list is meant.</summary>
    public bool AllLists { get; private set; }

    /// <summary>Whether his own address stands on the line: what Mailman's users write behind a password.</summary>
    public bool NamesSender { get; private set; }

    public bool IsEmpty => _languages.Count == 0 && _topics.Count == 0 && !_allTopics && _format is null && _rhythm is null && !_digest && _cap is null && _wait is null && _allEditions is null;

    /// <summary>Whether nothing is named but places or themes, and no key before them.</summary>
    public bool IsTitle => !_topicKey && _topics.Count > 0 && _languages.Count == 0 && _format is null && _rhythm is null && !_digest && _cap is null && _wait is null && _allEditions is null;

    public Preferences Wish => new(
        _languages.Count > 0 ? [.. _languages.Distinct()] : null, _format, _rhythm ?? (_digest ? Rhythm.Daily : null),
        _allTopics ? [] : _topics.Count > 0 ? [.. _topics.Distinct()] : null, _cap, _wait, _allEditions);

    /// <summary>A list that stood elsewhere on the line.</summary>
    public void Name(MailingList list)
    {
        if (!_lists.Contains(list))
            _lists.Add(list);
    }

    /// <summary>Reads to the end of the line; false at what is not understood.</summary>
    public bool ReadAll()
    {
        while (!words.AtEnd)
            if (!ReadTarget() && !ReadChoice() && !words.TakeFiller())
                return false;
        return !_contradicts && !(_allTopics && _topics.Count > 0);
    }

    /// <summary>Reads lists, addresses and filler only, up to what is none of them.</summary>
    /// <param name="beforeVerb">Whether a verb follows: "mail" is filler, and LISTSERV's word for the end of a pause.</param>
    public void ReadTargets(bool beforeVerb = false)
    {
        while (ReadTarget() || !IsChoice() && !(beforeVerb && CommandWords.Verb(words.Next) is not null) && words.TakeFiller()) { }
    }

    /// <summary>A list, all of them, or the sender's own address.</summary>
    private bool ReadTarget()
    {
        if (words.NextRaw.Contains('@'))
            return ReadAddress();
        if (occasion.Lists.Find(words.Next) is { } list)
            return Take(list);
        if (words.TakeOther(Sense.AddressKey))
            return words.NextRaw.Contains('@') && ReadAddress();
        return words.TakeOther(Sense.All) && (AllLists = true);
    }

    // Another's address makes the line no command: nobody subscribes anybody else.
    private bool ReadAddress()
    {
        if (!Address.TryParse(words.NextRaw, out var address))
            return false;
        if (occasion.Lists.Domain.Equals(address.Domain, StringComparison.OrdinalIgnoreCase) && occasion.Lists.Find(address.LocalPart) is { } list)
            return Take(list);
        if (address.Key != occasion.Sender?.Key)
            return false;
        words.Skip();
        return NamesSender = true;
    }

    private bool Take(MailingList list)
    {
        Name(list);
        words.Skip();
        return true;
    }

    // "edition" says nothing by itself; "editions all" does.
    private bool IsChoice()
    {
        var at = words.Here;
        var isChoice = words.TryLanguage(out _) || words.TakeOther(Sense.EditionsKey) && ReadsOf(Sense.All, Sense.One);
        words.Return(at);
        return isChoice;
    }

    private bool ReadsOf(params ReadOnlySpan<Sense> values)
    {
        foreach (var value in values)
            if (words.TakeOtherBehindFiller(value))
                return true;
        return false;
    }

    // "en" is English, and also French and Spanish for "in": before a topic it is that.
    private bool ReadChoice()
    {
        var start = words.Here;
        if (words.Next is "en" && IsPreposition())
            return true;
        if (words.TryLanguage(out var language))
        {
            _languages.Add(language);
            return true;
        }
        if (words.TakeOther() is { } word)
        {
            if (Apply(word.Sense))
                return true;
            words.Return(start);
        }
        return ReadTopic(asked: false, first: false);
    }

    private bool IsPreposition()
    {
        var start = words.Here;
        words.Skip();
        words.SkipFiller();
        var behind = words.Here;
        if (words.Foreign != Tongues.All && words.TryTopic(occasion.List, asked: false, first: false, out _))
        {
            words.Return(behind);
            return true;
        }
        words.Return(start);
        return false;
    }

    private bool Apply(Sense sense) => sense switch
    {
        Sense.LanguageKey => ReadLanguages(),
        Sense.TopicsKey => ReadTopics(),
        Sense.CapKey => ReadCap(),
        Sense.WaitKey => ReadWait(),
        Sense.EditionsKey => ReadEditions(),
        Sense.AllEditions => Editions(all: true),
        Sense.FormatKey => ReadValue(IsFormat),
        Sense.RhythmKey => ReadValue(IsRhythm),
        Sense.AllTopics => _allTopics = true,
        Sense.Digest => _digest = true,
        Sense.Text => Format(CopyFormat.Text),
        Sense.Full => Format(CopyFormat.Full),
        Sense.Now => Become(Rhythm.Now),
        Sense.Daily => Become(Rhythm.Daily),
        Sense.Weekly => Become(Rhythm.Weekly),
        Sense.Headlines => Become(Rhythm.Headlines),
        _ => false,
    };

    private static bool IsFormat(Sense sense) => sense is Sense.Text or Sense.Full;

    private static bool IsRhythm(Sense sense) => sense is Sense.Now or Sense.Daily or Sense.Weekly or Sense.Headlines or Sense.Digest;

    private bool ReadValue(Func<Sense, bool> fits)
    {
        words.SkipFiller();
        return words.TakeOther() is { } value && fits(value.Sense) && Apply(value.Sense);
    }

    private bool Format(CopyFormat format)
    {
        _contradicts |= _format is { } before && before != format;
        _format = format;
        return true;
    }

    // Headlines come once a day, so "daily headlines" is no contradiction.
    private bool Become(Rhythm rhythm)
    {
        var both = _rhythm is { } before && before != rhythm;
        _contradicts |= both && !(_rhythm is Rhythm.Daily or Rhythm.Headlines && rhythm is Rhythm.Daily or Rhythm.Headlines);
        _rhythm = both ? Rhythm.Headlines : rhythm;
        return true;
    }

    private bool ReadLanguages()
    {
        var count = _languages.Count;
        do
        {
            if (words.TryLanguage(out var language))
                _languages.Add(language);
            else if (!words.TakeFiller())
                break;
        }
        while (!words.AtEnd);
        return _languages.Count > count;
    }

    private bool ReadTopics()
    {
        _topicKey = true;
        var count = _topics.Count;
        if (words.TakeOtherBehindFiller(Sense.All) || words.TakeOtherBehindFiller(Sense.AllTopics))
            return _allTopics = true;
        while (ReadTopic(asked: true, first: _topics.Count == count) || words.Next is "en" && IsPreposition() || !IsChoice() && occasion.Lists.Find(words.Next) is null && words.TakeFiller()) { }
        return _topics.Count > count;
    }

    private bool ReadTopic(bool asked, bool first)
    {
        if (!words.TryTopic(occasion.List, asked, first, out var topic))
            return false;
        _topics.Add(topic);
        return true;
    }

    // "20", "20k", "20 kB", "20 ko", "20 кб", "1 MB"; down to the ladder, so that a mail is never longer than he can bear.
    private bool ReadCap()
    {
        var all = words.TakeOtherBehindFiller(Sense.All) || words.TakeOtherBehindFiller(Sense.Full);
        words.SkipFiller();
        var digits = words.Next.TakeWhile(char.IsAsciiDigit).Count();
        if (!all && (digits is 0 or > 6 || !IsUnit(words.Next[digits..])))
            return false;
        var kilobytes = all ? 0 : int.Parse(words.Next.AsSpan(0, digits), CultureInfo.InvariantCulture) * (words.Next[digits..] is ['m' or 'м', ..] ? 1000 : 1);
        if (!all)
            words.Skip();
        if (!all && words.Next.Length > 0 && IsUnit(words.Next))
        {
            kilobytes *= words.Next is ['m' or 'м', ..] ? 1000 : 1;
            words.Skip();
        }
        var cap = kilobytes == 0 ? 0 : Math.Max(Limits.CapKilobytes.LastOrDefault(step => step <= kilobytes), Limits.CapKilobytes[0]);
        _contradicts |= _cap is { } before && before != cap;
        _cap = cap;
        return true;
    }

    private static bool IsUnit(string word) => word is "" or "k" or "kb" or "kbyte" or "kbytes" or "kilobytes" or "kilobyte" or "ko" or "kio" or "kib" or "kilo" or "kilos"
        or "к" or "кб" or "кбайт" or "килобайт" or "ك" or "كب" or "كيلو" or "كيلوبايت" or "m" or "mb" or "mo" or "м" or "мб";

    private bool ReadEditions() => words.TakeOtherBehindFiller(Sense.All) ? Editions(all: true) : words.TakeOtherBehindFiller(Sense.One) && Editions(all: false);

    private bool Editions(bool all)
    {
        _contradicts |= _allEditions is { } before && before != all;
        _allEditions = all;
        return true;
    }

    private bool ReadWait()
    {
        var hours = words.TakeOtherBehindFiller(Sense.Never) ? int.MaxValue : CalendarWords.TakeHours(words, bareIsHours: true);
        if (hours is not { } found)
            return false;
        var wait = found > HoursInYear ? Timeout.InfiniteTimeSpan : TimeSpan.FromHours(found);
        _contradicts |= _wait is { } before && before != wait;
        _wait = wait;
        return true;
    }
}
