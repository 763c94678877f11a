using System.Globalization;
using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>
/// One line, read as a command: a verb, or a choice such as "weekly text" without one. It is a command only if all its words are understood, so that
/// no sentence that merely begins with "stop" or "help" does anything.
/// </summary>
internal sealed partial class CommandLine
{
    private const int MostNames = 4;

    private readonly LineWords _words;
    private readonly Occasion _occasion;
    private List<Command>? _commands = [];

    private CommandLine(LineWords words, Occasion occasion) => (_words, _occasion) = (words, occasion);

    /// <summary>Several where a line names several lists; none if it is no command.</summary>
    public IReadOnlyList<Command> Commands => _commands ?? [];

    /// <summary>No line behind this one is read.</summary>
    public bool IsEnd { get; private set; }

    /// <summary>Choices without a verb, such as "weekly text".</summary>
    public bool IsBare { get; private set; }

    /// <summary>The languages that all its words have which English hasn't.</summary>
    public Tongues Foreign => _words.Foreign;

    public bool SawEnglish => _words.SawEnglish;

    /// <summary>Null where the line is too long, or says nothing.</summary>
    public static CommandLine? Read(string line, Occasion occasion)
    {
        if (LineWords.Of(line) is not { } words)
            return null;
        var read = new CommandLine(words, occasion);
        read._commands = read.Read();
        return read;
    }

    private List<Command>? Read()
    {
        var start = _words.Here;
        if (TakeVerbBehindFiller() is { } verb)
        {
            var commands = ByVerb(verb);
            // "I want to receive only news from Tunisia" asks for no text by its number.
            if (commands is not null || verb.Sense != Sense.Get)
                return commands;
        }
        _words.Return(start);
        IsBare = true;
        return Choices();
    }

    // "I would like to subscribe", "please help": the verb may stand behind words that say nothing.
    private CommandWord? TakeVerbBehindFiller()
    {
        do
        {
            if (_words.TakeVerb() is { } verb)
                return verb;
        }
        while (_words.TakeFiller());
        return null;
    }

    private List<Command>? ByVerb(CommandWord verb) => verb.Sense switch
    {
        Sense.Subscribe => Subscribe(),
        Sense.Unsubscribe => Unsubscribe(),
        Sense.Set => Set(),
        Sense.Pause => Pause(new WishReader(_words, _occasion)),
        Sense.Resume => Resume(new WishReader(_words, _occasion)),
        Sense.ShowSettings => Plain(new Command.ShowSettings()),
        Sense.ShowLists => Plain(new Command.ShowLists()),
        Sense.Help => Plain(new Command.Help()),
        Sense.MyData => Plain(new Command.MyData()),
        Sense.ForgetMe => Plain(new Command.ForgetMe()),
        Sense.Stay => Plain(new Command.Stay()),
        Sense.Confirm => Confirm(),
        Sense.Cancel => Cancel(),
        Sense.Get => Get(),
        Sense.Case => TakeSplit() is var split && TakeCases() is { Cases: [var number] } ? [new Command.Case(number.Code, split)] : null,
        Sense.Search => Search(),
        Sense.Withdraw => Withdraw(),
        Sense.Follow => TakeCases() is { } follow ? [.. follow.Lists.Select(list => new Command.Follow(list, follow.Cases))] : null,
        Sense.Unfollow => TakeCases() is { } unfollow ? [.. unfollow.Lists.Select(list => new Command.Unfollow(list, unfollow.Cases))] : null,
        Sense.Index => Index(),
        Sense.Last => Last(),
        Sense.End => End(),
        _ => null,
    };

    private List<Command>? Subscribe()
    {
        var start = _words.Here;
        var wish = new WishReader(_words, _occasion);
        if (!wish.ReadAll())
            wish = BehindPassword(start) ?? BehindNames(start);
        return wish is null || wish.AllLists ? null : [.. ListsOf(wish).Select(list => new Command.Subscribe(list, wish.Wish))];
    }

    private List<Command>? Unsubscribe()
    {
        var start = _words.Here;
        var wish = new WishReader(_words, _occasion);
        if (!wish.ReadAll())
            wish = BehindPassword(start);
        if (wish is not { IsEmpty: true } || wish.AllLists && wish.Lists.Count > 0)
            return null;
        return wish.AllLists ? [new Command.Unsubscribe(null)] : [.. ListsOf(wish).Select(list => new Command.Unsubscribe(list))];
    }

    // Mailman 2: "unsubscribe PASSWORD address=…". We have no passwords, and need none from him.
    private WishReader? BehindPassword(LineWords.Mark start)
    {
        _words.Return(start);
        _words.Skip();
        var wish = new WishReader(_words, _occasion);
        return wish.ReadAll() && wish.NamesSender ? wish : null;
    }

    // LISTSERV and Sympa: "SUB alerts Grace Banda". A name is of no use to us and is forgotten at once.
    private WishReader? BehindNames(LineWords.Mark start)
    {
        _words.Return(start);
        if (_words.SawEnglish && _occasion.Lists.Find(_words.Next) is { } list)
        {
            _words.Skip();
            for (var names = 0; names < MostNames && IsName(); names++)
            {
                _words.Skip();
                var behind = _words.Here;
                var wish = new WishReader(_words, _occasion);
                wish.Name(list);
                if (wish.ReadAll())
                    return wish;
                _words.Return(behind);
            }
        }
        return null;
    }

    private bool IsName() => _words.NextRaw is [var first, .. var rest] && (char.IsUpper(first) || char.GetUnicodeCategory(first) == UnicodeCategory.OtherLetter)
        && rest.All(c => char.IsLetter(c) || c is '-' or '\'' or '’' or '.' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
        && !CommandWords.IsFiller(_words.Next) && CommandWords.Verb(_words.Next) is null && CommandWords.Other(_words.Next) is null;

    // LISTSERV and Sympa set all things: "SET alerts NOMAIL", "SET alerts MAIL", "SET alerts INDEX".
    private List<Command>? Set()
    {
        var wish = new WishReader(_words, _occasion);
        wish.ReadTargets(beforeVerb: true);
        var start = _words.Here;
        if (_words.TakeVerb() is { } verb)
            switch (verb.Sense)
            {
                case Sense.Pause:
                    return Pause(wish);
                case Sense.Resume:
                    return Resume(wish);
                case Sense.ShowSettings when _words.AtEnd:
                    return [new Command.ShowSettings()];
                case Sense.Index when _words.AtEnd:
                    return ForLists(wish, list => new Command.Set(list, new Preferences(Rhythm: Rhythm.Headlines)));
                default:
                    _words.Return(start);
                    break;
            }
        return ReadChoices(wish);
    }

    // "weekly text", "only Tunisia". A topic alone is no choice: too many mails have a country as their Subject.
    private List<Command>? Choices()
    {
        // The first line of every post comes by here, and names of topics are a large table.
        if (!_words.HasChoice())
            return null;
        var start = _words.Here;
        var isWished = _words.Has(Sense.Wish);
        _words.SkipFiller();
        if (!isWished && _words.TryTopic(_occasion.List, asked: false, first: false, out _))
            return null;
        _words.Return(start);
        var wish = new WishReader(_words, _occasion);
        return ReadChoices(wish) is { } commands && (isWished || !wish.IsTitle) ? commands : null;
    }

    private static List<Command>? ReadChoices(WishReader wish) =>
        wish.ReadAll() && !wish.IsEmpty ? ForLists(wish, list => new Command.Set(list, wish.Wish)) : null;

    private List<Command>? Pause(WishReader wish)
    {
        wish.ReadTargets();
        var until = CalendarWords.TakeDay(_words, _occasion.Today);
        if (until is null && CalendarWords.TakeHours(_words, bareIsHours: false) is { } hours)
            until = _occasion.Today.AddDays((hours + 23) / 24);
        wish.ReadTargets();
        return _words.AtEnd && !(until < _occasion.Today) ? ForLists(wish, list => new Command.Pause(list, until)) : null;
    }

    private List<Command>? Resume(WishReader wish)
    {
        wish.ReadTargets();
        return _words.AtEnd ? ForLists(wish, list => new Command.Resume(list)) : null;
    }

    // A list or his own address behind it changes nothing: he is told of all that is his.
    private List<Command>? Plain(Command command)
    {
        new WishReader(_words, _occasion).ReadTargets();
        return _words.AtEnd ? [command] : null;
    }

    private List<Command>? Confirm()
    {
        var token = TakeToken();
        return Plain(new Command.Confirm(token));
    }

    // "cancelar" alone is no to a request; "cancelar alertas" is to leave.
    private List<Command>? Cancel()
    {
        var token = TakeToken();
        var wish = new WishReader(_words, _occasion);
        wish.ReadTargets();
        if (!_words.AtEnd)
            return null;
        return token is null && wish.Lists.Count > 0 ? [.. wish.Lists.Select(list => new Command.Unsubscribe(list))] : [new Command.Cancel(token)];
    }

    private string? TakeToken()
    {
        _words.SkipFiller();
        if (!Token.IsWellFormed(_words.Next))
            return null;
        var token = _words.Next;
        _words.Skip();
        return token;
    }

    // All that stands behind the verb is what he looks for. A whole sentence is none.
    private List<Command>? Search()
    {
        var size = _words.TakeLast(Sense.CapKey, word => KilobytesOf(word) is not null) is { } last ? KilobytesOf(last) : null;
        var words = _words.TakeRest();
        return words.Length > 0 && !words.EndsWith('.')
            ? [new Command.Search(words, size is { } kilobytes ? Math.Clamp(kilobytes, 1, Limits.AnswerKilobytes) : null)] : null;
    }

    // "withdraw 2026-0312-01 a person is in danger": no number, no reason, no command.
    private List<Command>? Withdraw()
    {
        var (found, language) = ReleaseNumbers.Split(_words.Next);
        if (ReleaseNumbers.Find(found) is not { } number)
            return null;
        _words.Skip();
        if (language is null && _words.TryLanguage(out var named))
            language = named;
        var reason = _words.TakeRest();
        return reason.Length > 0 ? [new Command.Withdraw(number, language, reason)] : null;
    }

    // "split 50k", at the end.
    private int? TakeSplit() => _words.TakeLast(Sense.SplitKey) is { } size && KilobytesOf(size) is { } kilobytes ? Math.Clamp(kilobytes, Limits.LeastPartKilobytes, Limits.AnswerKilobytes) : null;

    private static int? KilobytesOf(string word) =>
        Kilobytes().Match(word) is { Success: true } match && int.TryParse(match.Groups[1].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : null;

    private List<Command>? Get()
    {
        var split = TakeSplit();
        var numbers = new List<string>();
        var wish = new WishReader(_words, _occasion);
        while (!_words.AtEnd)
        {
            wish.ReadTargets();
            if (_words.AtEnd)
                break;
            if (numbers.Count == 1 && _words.TakeOther(Sense.FileKey))
                return EntryNumber().IsMatch(_words.Next) && _words.IsLast ? [new Command.GetFile(numbers[0], int.Parse(_words.Next, CultureInfo.InvariantCulture))] : null;
            if (numbers.Count > 0 && _words.TryLanguage(out var language))
            {
                numbers = [.. numbers.Select(number => number.Contains('/') ? number : ReleaseNumbers.Of(number, language))];
                continue;
            }
            if (EditionOf(_words.Next) is not { } edition)
                return null;
            numbers.Add(edition);
            _words.Skip();
        }
        return numbers.Count > 0 ? [new Command.Get([.. numbers.Distinct()], split)] : null;
    }

    // "follow 2026-0312-01", "suivre l'affaire 2026-0312-01".
    private (IEnumerable<MailingList> Lists, IReadOnlyList<Topic> Cases)? TakeCases()
    {
        var cases = new List<Topic>();
        var wish = new WishReader(_words, _occasion);
        wish.ReadTargets();
        while (!_words.AtEnd)
        {
            if (!_words.TryTopic(_occasion.List, asked: true, first: false, out var topic) || !topic.IsCase)
                return null;
            cases.Add(topic);
            wish.ReadTargets();
        }
        return cases.Count > 0 && !wish.AllLists ? (ListsOf(wish), [.. cases.Distinct()]) : null;
    }

    // "2026-0312-01", "3", "2026-0312-01/fr".
    private static string? EditionOf(string word) => ReleaseNumbers.Split(word) is (var number, var language) && NumberOf(number) is { } found
        ? language is { } named ? ReleaseNumbers.Of(found, named) : found : null;

    private static string? NumberOf(string word)
    {
        if (EntryNumber().IsMatch(word))
            return word.TrimStart('0');
        return ReleaseNumbers.Find(word);
    }

    private List<Command>? Index()
    {
        var wish = new WishReader(_words, _occasion);
        Topic? about = null;
        DateOnly? month = null;
        while (!_words.AtEnd)
        {
            if (month is null && CalendarWords.TakeMonth(_words, _occasion.Today) is { } named)
                month = named;
            else if (about is null && _words.TryTopic(_occasion.List, asked: true, first: true, out var topic))
                about = topic;
            else if (!_words.TakeOther(Sense.TopicsKey) && !TakeTarget(wish))
                return null;
        }
        return [new Command.Index(about, month)];
    }

    private bool TakeTarget(WishReader wish)
    {
        var start = _words.Here.At;
        wish.ReadTargets();
        return _words.Here.At > start;
    }

    private List<Command>? Last()
    {
        var wish = new WishReader(_words, _occasion);
        wish.ReadTargets();
        var split = TakeSplit();
        var count = 1;
        if (!_words.AtEnd && int.TryParse(_words.Next, NumberStyles.None, CultureInfo.InvariantCulture, out count))
            _words.Skip();
        wish.ReadTargets();
        return _words.AtEnd && count > 0 ? [new Command.Last(Math.Min(count, Limits.LastReleases), split)] : null;
    }

    private List<Command>? End()
    {
        IsEnd = _words.AtEnd;
        return null;
    }

    private IEnumerable<MailingList> ListsOf(WishReader wish) => wish.Lists.Count > 0 ? wish.Lists : [_occasion.List];

    private static List<Command> ForLists(WishReader wish, Func<MailingList?, Command> command) =>
        wish.Lists.Count > 0 ? [.. wish.Lists.Select(command)] : [command(null)];

    [GeneratedRegex("^0*[1-9][0-9]{0,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex EntryNumber();

    [GeneratedRegex("^([0-9]{1,4})[kкك]?", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Kilobytes();
}
