using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>What the commands of one mail come to when they are taken together: what has to be asked back, what is changed at once, what is asked.</summary>
/// <param name="Leaves">What is left at once, since it is shown who asks for it.</param>
public sealed record Wishes(
    IReadOnlyList<Command> ToConfirm, IReadOnlyList<Command.Change> Changes, IReadOnlyList<Command> Questions, IReadOnlyList<Command.Unsubscribe> Leaves)
{
    /// <param name="language">For subscriptions that name none.</param>
    /// <param name="isProven">His domain has shown that he wrote it.</param>
    public static Wishes Of(CommandMail read, Language language, Asker asker, bool isProven)
    {
        var wishes = Of(read, language, asker);
        // Together with something else that must be asked back it is one question.
        var leaves = wishes.ToConfirm.OfType<Command.Unsubscribe>().Where(unsubscribe => asker.Subscriptions.Any(s => unsubscribe.List is null || unsubscribe.List.Name == s.List)).ToList();
        return isProven && leaves.Count == wishes.ToConfirm.Count ? wishes with { ToConfirm = [], Leaves = leaves } : wishes;
    }

    private static Wishes Of(CommandMail read, Language language, Asker asker)
    {
        var commands = (read with { Commands = Meant(read.Commands, asker) }).InLanguage(language).Select(Possible).ToList();
        var joining = commands.OfType<Command.Subscribe>().ToList();
        var settings = commands.OfType<Command.Set>().ToLookup(set => joining.Any(subscribe => Concerns(set, subscribe)));
        return new Wishes(
            [.. commands.Where(MustBeConfirmed).Select(command => command is Command.Subscribe subscribe ? With(subscribe, settings[true]) : command)],
            [.. commands.OfType<Command.Change>().Except(settings[true])],
            Asked([.. commands.Where(command => !MustBeConfirmed(command) && command is not Command.Change)]),
            []);
    }

    // Whoever sends several lines of an index back gets one answer, of the size of one. Of what reads the archive he gets so much that one mail keeps us busy for a moment at most.
    private static IReadOnlyList<Command> Asked(IReadOnlyList<Command> questions)
    {
        var gets = questions.OfType<Command.Get>().ToList();
        var whole = gets.Count > 1 ? new Command.Get([.. gets.SelectMany(get => get.Numbers).Distinct()], gets.Select(get => get.Split).FirstOrDefault(split => split is not null)) : null;
        var left = Limits.ArchiveQuestions;
        return [.. questions.Where(command => whole is null || command is not Command.Get || command == gets[0]).Select(command => whole is not null && command is Command.Get ? whole : command)
            .Where(command => !ReadsArchive(command) || left-- > 0)];
    }

    /// <summary>Whether it is a question to the archive: their answers are large.</summary>
    public static bool ReadsArchive(Command command) => command is Command.Search or Command.Get or Command.GetFile or Command.Case or Command.Last or Command.Index;

    // To follow a case is to subscribe, for whom doesn't read the list; to follow his last one no more is to leave.
    private static List<Command> Meant(IReadOnlyList<Command> commands, Asker asker)
    {
        var meant = new List<Command>();
        foreach (var command in commands)
            if (command is Command.Follow follow && asker.On(follow.On) is null)
                Join(meant, follow);
            else if (command is Command.Unfollow unfollow && EndsAll(commands, unfollow.On, asker))
                meant.Add(new Command.Unsubscribe(unfollow.On));
            else
                meant.Add(command);
        // One case for another, in whichever order: he keeps one throughout.
        return [.. meant.DistinctBy(command => command.ToString()).OrderBy(command => command is Command.Unfollow)];
    }

    private static bool EndsAll(IReadOnlyList<Command> commands, MailingList list, Asker asker)
    {
        var followed = commands.OfType<Command.Follow>().Where(follow => follow.On == list).SelectMany(follow => follow.Cases);
        var ended = commands.OfType<Command.Unfollow>().Where(unfollow => unfollow.On == list).SelectMany(unfollow => unfollow.Cases);
        return asker.On(list)?.Choices.Following([.. followed]).AreOnly(ended) == true;
    }

    // "subscribe alerts TN" above it: one subscription, and it has both.
    private static void Join(List<Command> meant, Command.Follow follow)
    {
        var at = meant.FindIndex(command => command is Command.Subscribe subscribe && subscribe.List == follow.On);
        if (at < 0)
            meant.Add(new Command.Subscribe(follow.On, new Preferences(Topics: follow.Cases)));
        else if (meant[at] is Command.Subscribe { Wish: { Topics.Count: > 0 } wish } known)
            meant[at] = known with { Wish = wish with { Topics = [.. wish.Topics.Union(follow.Cases)] } };
    }

    private static bool MustBeConfirmed(Command command) => command is Command.Subscribe or Command.Unsubscribe or Command.ForgetMe or Command.MyData or Command.Withdraw;

    // "subscribe", and below it "format text": a setting of what is only being asked for.
    private static Command.Subscribe With(Command.Subscribe subscribe, IEnumerable<Command.Set> settings) =>
        subscribe with { Wish = settings.Where(set => Concerns(set, subscribe)).Aggregate(subscribe.Wish, (wish, set) => wish.With(set.Wish)) };

    private static bool Concerns(Command.Set set, Command.Subscribe subscribe) => set.List is null || set.List == subscribe.List;

    // A desk's list has no readers, and those of a members' list are the registered ones: what can be read is told instead.
    private static Command Possible(Command command) => command is Command.Subscribe { List.Kind: not ListKind.Broadcast } ? new Command.ShowLists() : command;
}
