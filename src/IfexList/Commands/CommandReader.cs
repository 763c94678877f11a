using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>
/// Reads a mail to the commands' address: the Subject first, then what its writer wrote himself, line by line. Commands end at "end", at the
/// signature, at the quotation, and, once there is one, at the first line that is none, so that no sentence further down does anything.
/// </summary>
public sealed class CommandReader
{
    // A line as long as this goes on in the next one: what follows it is the rest of a sentence, no command.
    private const int FullLineCharacters = 50;

    // Shorter than this is a failed command or a name, and goes to nobody.
    private const int SentenceWords = 5;

    // The Subject and the first line: who fails to write a command does it there.
    private const int LinesOfCommand = 2;

    // For whom only asks whether a line is a command: no day that is named lies before it, and months of the year before it exist.
    private static readonly DateOnly SomeDay = new(1901, 1, 1);

    private readonly Occasion _occasion;
    private readonly List<Command> _commands = [];
    private Tongues _foreign = Tongues.All;
    private bool _sawEnglish;
    private int _notUnderstood;
    private int _proseWords;
    private string? _suggestion;
    private bool _isMisspelt;

    private CommandReader(Occasion occasion) => _occasion = occasion;

    /// <param name="text">As <see cref="PlainText.Of"/> gives it.</param>
    /// <param name="list">The one written to.</param>
    /// <param name="today">In that list's zone.</param>
    public static CommandMail Read(string subject, string text, MailingList list, ListCatalogue lists, Address sender, DateOnly today)
    {
        var own = OwnText.Of(text).Answer.Take(Limits.CommandLines).ToList();
        var reader = new CommandReader(new Occasion(list, lists, sender, today));
        reader.ReadSubject(subject, own.All(line => !OwnText.IsWritten(line) || IsCourtesy(line)));
        var inSubject = reader._commands.Count;
        reader.ReadText(own);
        if (reader._commands.Count == inSubject && reader._proseWords >= SentenceWords)
            reader.LeaveTitle();
        return reader.Result();
    }

    /// <summary>Whether a line, by itself, is a command.</summary>
    public static bool IsCommand(string line, MailingList list, ListCatalogue lists) =>
        CommandLine.Read(line, new Occasion(list, lists, null, SomeDay)) is { Commands.Count: > 0 };

    // Behind a reply prefix the Subject is ours, or that of a release: it counts only where nothing else was written, as phones do it.
    private void ReadSubject(string subject, bool isAlone)
    {
        var peeled = Words.PeelReplyPrefixes(subject);
        var isReply = peeled.Length != subject.Trim().Length;
        if (peeled.StartsWith('[') || isReply && !isAlone || !OwnText.IsWritten(peeled) || IsCourtesy(peeled))
            return;
        if (CommandLine.Read(peeled, _occasion) is { Commands.Count: > 0 } line)
            Take(line);
        else if (!isReply)
            Miss(peeled);
    }

    // "The Daily" right below a name is where somebody works: choices without a verb belong to what stands above them.
    private void ReadText(List<string> lines)
    {
        var (goesOn, ended, began, missed) = (false, false, false, false);
        for (var at = 0; at < lines.Count; at++)
        {
            var text = lines[at];
            if (!OwnText.IsWritten(text) || IsCourtesy(text))
            {
                (goesOn, missed) = (false, false);
                continue;
            }
            var line = goesOn || ended ? null : CommandLine.Read(text, _occasion);
            var isCommand = line is { Commands.Count: > 0 } && !(line.IsBare && missed);
            if (began && !isCommand && line is not { IsEnd: true } && IsHeading(lines, at))
                Withdraw();
            if (line is { IsEnd: true } || began && !isCommand)
                return;
            if (isCommand)
                Take(line!);
            else
                Miss(text);
            began |= isCommand;
            missed = !isCommand;
            ended = _commands.Count > 0 && !isCommand;
            goesOn = !isCommand && text.Length >= FullLineCharacters;
        }
    }

    // "Vacation" or "Weekly digest" over a letter: what would be done without a question is its title.
    private void LeaveTitle() => _commands.RemoveAll(command => command is Command.Set or Command.Pause);

    // "INDEX" between the masthead and the body of a newsletter that somebody sends on.
    private bool IsHeading(List<string> lines, int behind) =>
        _proseWords >= Limits.ProseWords && lines.Skip(behind).Sum(WordsIn) >= Limits.ProseWords;

    private void Withdraw()
    {
        _commands.Clear();
        (_foreign, _sawEnglish) = (Tongues.All, false);
    }

    private void Take(CommandLine line)
    {
        foreach (var command in line.Commands)
            Add(command);
        _foreign &= line.Foreign;
        _sawEnglish |= line.SawEnglish;
    }

    // The same command twice, in the Subject and in the text, is one; so are two subscriptions to one list.
    private void Add(Command command)
    {
        var before = command is Command.Subscribe subscribe
            ? _commands.FindIndex(known => known is Command.Subscribe other && other.List.Name == subscribe.List.Name)
            : _commands.FindIndex(known => known.ToString() == command.ToString());
        if (before >= 0 && command is Command.Subscribe again)
            _commands[before] = again with { Wish = ((Command.Subscribe)_commands[before]).Wish.With(again.Wish) };
        else if (before < 0 && _commands.Count < Limits.Commands)
            _commands.Add(command);
    }

    // Below a command in the Subject the text is no failed command, but may be a letter.
    private void Miss(string text)
    {
        var failed = _commands.Count == 0 && ++_notUnderstood <= LinesOfCommand;
        var near = failed || text.Contains('@') ? NearMiss.Of(text, _occasion.List) : null;
        if (failed && _suggestion is null && near is not null)
            (_suggestion, _isMisspelt) = (near.Suggestion, near.IsMisspelt);
        // "subscribe alerts somebody@else.example" is a command that we refuse, however many of them there are.
        if (near is null || !text.Contains('@'))
            _proseWords += WordsIn(text);
    }

    private static int WordsIn(string text) => text.Split((char[]?)null, Limits.ProseWords + 1, StringSplitOptions.RemoveEmptyEntries).Length;

    private CommandMail Result()
    {
        var one = Languages.All.Where(language => _foreign.HasFlag((Tongues)(1 << (int)language))).ToList();
        var prose = _proseWords >= Limits.ProseWords || _commands.Count == 0 && !_isMisspelt && _proseWords >= SentenceWords;
        return new CommandMail(
            _commands, one is [var language] ? language : null, _foreign == Tongues.All && _sawEnglish,
            _notUnderstood, _commands.Count == 0 ? _suggestion : null, prose);
    }

    // A greeting or thanks is passed over wherever it stands. So is the line by which Mailman's users say who they are.
    private static bool IsCourtesy(string line) => line.Length <= Limits.CommandCharacters && Words.Split(line) is var words
        && !LineWords.IsQuestionMark(line)
        && (words.All(CommandWords.IsCourtesy) || words is ["set", "authenticate", ..]);
}
