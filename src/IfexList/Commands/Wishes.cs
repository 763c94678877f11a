using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;

namespace IfexList.Commands;

/// <summary>What the commands of one mail come to when they are taken together: what has to be asked back, what is changed at once, what is asked.</summary>
public sealed record Wishes(IReadOnlyList<Command> ToConfirm, IReadOnlyList<Command.Change> Changes, IReadOnlyList<Command> Questions)
{
    /// <param name="language">For subscriptions that name none.</param>
    public static Wishes Of(CommandMail read, Language language)
    {
        var commands = read.InLanguage(language).Select(Possible).ToList();
        var joining = commands.OfType<Command.Subscribe>().ToList();
        var settings = commands.OfType<Command.Set>().ToLookup(set => joining.Any(subscribe => Concerns(set, subscribe)));
        return new Wishes(
            [.. commands.Where(MustBeConfirmed).Select(command => command is Command.Subscribe subscribe ? With(subscribe, settings[true]) : command)],
            [.. commands.OfType<Command.Change>().Except(settings[true])],
            [.. commands.Where(command => !MustBeConfirmed(command) && command is not Command.Change)]);
    }

    private static bool MustBeConfirmed(Command command) => command is Command.Subscribe or Command.Unsubscribe or Command.ForgetMe or Command.MyData;

    // "subscribe", and below it "format text": a setting of what is only being asked for.
    private static Command.Subscribe With(Command.Subscribe subscribe, IEnumerable<Command.Set> settings) =>
        subscribe with { Wish = settings.Where(set => Concerns(set, subscribe)).Aggregate(subscribe.Wish, (wish, set) => wish.With(set.Wish)) };

    private static bool Concerns(Command.Set set, Command.Subscribe subscribe) => set.List is null || set.List == subscribe.List;

    // A desk's list has no readers, and those of a members' list are the registered ones: what can be read is told instead.
    private static Command Possible(Command command) => command is Command.Subscribe { List.Kind: not ListKind.Broadcast } ? new Command.ShowLists() : command;
}
