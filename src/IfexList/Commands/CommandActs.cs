using IfexList.Foundation;
using IfexList.Ledger;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Commands;

/// <summary>
/// What each command does. Everything is read and rendered here, before the transaction; the changes run inside it. What needs a confirmation is
/// found among <see cref="Confirmed"/> only.
/// </summary>
public sealed class CommandActs(Database database, ListCatalogue lists, AddressPlan addresses, TokenKey key, Leaving leaving, TextsOnRequest texts, ReaderNotices notices, LetterWriter letters, TimeProvider time)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>All changes of one mail, of which one letter tells: how his choices stand behind the last of them. Null where there is none.</summary>
    public Act? Changed(IReadOnlyList<Command.Change> changes, Asking on)
    {
        if (changes.Count == 0)
            return null;
        var meant = changes.SelectMany(change => on.Asker.Meant(change.List, on.List)).Distinct().ToList();
        var after = meant.Select(s => changes.Where(change => Means(change, s, on)).Aggregate(s, (sofar, change) => Behind(change, sofar, on.List))).ToList();
        return new Act(notices.Settings(after, on.List, on.Language, changed: meant.Count > 0), tx =>
        {
            // Who has left since we looked stays away.
            foreach (var subscription in meant.Where(s => Enrolment.Find(tx, s.List, on.Asker.Person!.Value) is not null))
                foreach (var change in changes.Where(change => Means(change, subscription, on)))
                    Carry(tx, change, subscription, on);
        });
    }

    /// <summary>What a question is answered with. Null for what is none.</summary>
    public Act? Answered(Command command, Asking on) => command switch
    {
        Command.Stay when on.Asker is { Person: { } person, IsReader: true } => Stays(on.Asker, person, on.List, on.Language),
        Command.Stay => new Act(notices.Settings([], on.List, on.Language, changed: false)),
        Command.ShowSettings => new Act(notices.Settings(on.Asker.Subscriptions, on.List, on.Language, changed: false)),
        Command.ShowLists => new Act(notices.ReadableLists(on.Language)),
        Command.Help => new Act(notices.Help(on.List, on.Language)),
        Command.Get get => Texts(on, get.Split, (db, kilobytes) => texts.Find(db, on.List, on.Asker.Person, get.Numbers, on.Answered, kilobytes)),
        Command.Case whole => Texts(on, whole.Split, (db, kilobytes) => texts.Case(db, on.List, on.Asker.Person, whole.Number, kilobytes)),
        Command.Last last => Texts(on, last.Split, (db, kilobytes) => texts.Last(db, on.List, on.Asker.Person, last.Count, kilobytes)),
        Command.GetFile file => File(on, file),
        Command.Search search => new Act(notices.Found(database.Read(db => texts.Search(db, on.List, on.Asker.Person, search.Words, search.Kilobytes)), on.List, on.Language)),
        Command.Index index => new Act(notices.Index(
            database.Read(db => texts.Index(db, on.List, on.Asker.Person, index.About, index.Month)), index, on.List, on.Language)),
        _ => null,
    };

    /// <summary>Lists that he leaves at once, one behind the other.</summary>
    public IEnumerable<Act> Left(IReadOnlyList<Command.Unsubscribe> leaves, Asking on)
    {
        var asker = on.Asker;
        foreach (var unsubscribe in leaves)
        {
            yield return leaving.Act(unsubscribe.List, asker, on.List, on.Language);
            asker = asker.Behind(unsubscribe);
        }
    }

    /// <summary>Done because the address itself has said yes.</summary>
    public Act Confirmed(Command command, Asker asker, MailingList list, Language language, string wording) => command switch
    {
        Command.Subscribe subscribe => Subscribed(subscribe, asker, language, wording),
        Command.Unsubscribe unsubscribe => leaving.Act(unsubscribe.List, asker, list, language),
        Command.ForgetMe => leaving.Act(leaves: null, asker, list, language),
        Command.Stay => Stays(asker, asker.Person!.Value, list, language),
        Command.Withdraw withdraw => Withdrawn(withdraw, asker, list, language),
        // The request for it is carried out with this answer.
        Command.MyData when database.Read(db => PersonalData.Of(db, asker.Address, asker.Person!.Value, time.Now())) is var data =>
            new Act(notices.MyData(data with { Requests = data.Requests - 1 }, list, language)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Whether he is an editor of the list that a release came out on: nobody else can withdraw it.</summary>
    public bool MayWithdraw(Command.Withdraw withdraw, Address author) =>
        database.Read(db => Releases.ListOf(db, withdraw.Number) is { } name && Roster.ModeratorsOf(db, name, author).Any(editor => !editor.Suspended));

    // His fellow editors hear of it. He may have ceased to be one since he asked.
    private Act Withdrawn(Command.Withdraw withdraw, Asker asker, MailingList list, Language language)
    {
        var texts = MayWithdraw(withdraw, asker.Address) ? database.Read(db => Retractions.Count(db, withdraw.Number, withdraw.Language)) : 0;
        var own = database.Read(db => Releases.ListOf(db, withdraw.Number) is { } name ? Roster.ModeratorsOf(db, name, asker.Address) : []).Select(editor => editor.Person).ToList();
        var others = texts == 0 ? [] : database.Read(db => Roster.ActiveModerators(db, Releases.ListOf(db, withdraw.Number)!)).Where(editor => !own.Contains(editor.Person))
            .Select(editor => (editor.Person, Letter: letters.Write(notices.Withdrawn(withdraw, texts, asker.Address.ToString(), list, editor.Language), list))).ToList();
        return new Act(notices.Withdrawn(withdraw, texts, "", list, language), tx =>
        {
            if (texts == 0 || Retractions.Withdraw(tx, withdraw.Number, withdraw.Language, withdraw.Reason, asker.Person, time.Now()) == 0)
                return;
            foreach (var (person, letter) in others)
                Letters.Owe(tx, list.Name, person, letter, time.Now());
        });
    }

    // What we had paused is as it was; what he paused himself stays so.
    private Act Stays(Asker asker, long person, MailingList list, Language language)
    {
        var woken = database.Read(db => Failing.PausedLists(db, person));
        var after = asker.Subscriptions.Select(s => woken.Contains(s.List) ? s with { State = SubscriptionState.Active, PausedUntil = null } : s).ToList();
        return new Act(notices.Settings(after, list, language, changed: woken.Count > 0), tx => BounceLedger.Forgive(tx, person));
    }

    private Act Subscribed(Command.Subscribe subscribe, Asker asker, Language language, string wording)
    {
        var to = subscribe.List;
        var known = asker.Subscriptions.FirstOrDefault(s => s.List == to.Name);
        var choices = (known?.Choices ?? new Choices([language])).With(subscribe.Wish);
        void Change(Connection tx)
        {
            Enrolment.Enter(tx, to, asker.Address, subscribe.Wish with { Languages = choices.Languages }, wording, time.Now());
            if (known?.State == SubscriptionState.Paused)
                Subscriptions.Resume(tx, to.Name, asker.Person!.Value);
        }
        if (known is not null)
            return new Act(notices.Settings([known with { Choices = choices, State = SubscriptionState.Active, PausedUntil = null }], to, choices.Languages[0], changed: true), Change);
        var mails = database.Read(db => Posts.CountSince(db, to.Name, time.Now() - (long)Week.TotalMilliseconds));
        return new Act(notices.Welcome(to, choices, LeaveAddress(to, asker.Person!.Value), mails), Change);
    }

    private static bool Means(Command.Change change, Subscriber subscription, Asking on) => on.Asker.Meant(change.List, on.List).Contains(subscription);

    private static Subscriber Behind(Command.Change change, Subscriber s, MailingList list) => change switch
    {
        Command.Set set => s with { Choices = s.Choices.With(set.Wish) },
        Command.Follow follow => s with { Choices = s.Choices.Following(follow.Cases) },
        Command.Unfollow unfollow => s with { Choices = s.Choices.NotFollowing(unfollow.Cases) },
        Command.Pause { Until: var day } => s with { State = SubscriptionState.Paused, PausedUntil = End(day, list) is { } end ? Instant.Time(end - 1) : null },
        Command.Resume => s with { State = SubscriptionState.Active, PausedUntil = null },
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private void Carry(Connection tx, Command.Change change, Subscriber s, Asking on)
    {
        switch (change)
        {
            case Command.Set set:
                Adjust(tx, s, set.Wish);
                break;
            case Command.Follow or Command.Unfollow when Enrolment.Find(tx, s.List, on.Asker.Person!.Value) is { } now:
                Adjust(tx, s, new Preferences(Topics: Behind(change, now, on.List).Choices.Topics));
                break;
            case Command.Pause pause:
                // Who pauses means to come back.
                BounceLedger.Forgive(tx, on.Asker.Person!.Value);
                Subscriptions.Pause(tx, s.List, on.Asker.Person!.Value, End(pause.Until, on.List));
                break;
            case Command.Resume:
                Subscriptions.Resume(tx, s.List, on.Asker.Person!.Value);
                BounceLedger.Forgive(tx, on.Asker.Person!.Value);
                break;
        }
    }

    private Act Texts(Asking on, int? split, Func<Connection, int?, RequestedTexts> find)
    {
        // In parts is ten times as much: not for whoever may be another than he says.
        split = on.IsTrusted ? split : null;
        var found = database.Read(db => find(db, split is null ? null : Limits.SplitKilobytes));
        var parts = split is { } kilobytes ? TextsInParts.Of(found, 1000 * kilobytes) : [found];
        var answers = parts.Select(part => notices.Texts(part, on.List, on.Language)).ToList();
        if (answers.Count > 1)
            answers = [.. answers.Select((answer, index) => answer with { Subject = $"{answer.Subject} [{index + 1}/{answers.Count}]" })];
        return new Act(answers[0]) { Parts = answers[1..] };
    }

    // Without the file the answer says that there is none for him: a large one would be sent to whomever somebody names.
    private Act File(Asking on, Command.GetFile asked)
    {
        var file = database.Read(db => texts.File(db, on.Asker.Person, asked.Number, asked.Place));
        if (!on.IsTrusted && file?.Bytes.Length > 1000 * Limits.AnswerKilobytes)
            file = null;
        var answer = notices.File(file, asked, on.List, on.Language);
        return new Act(answer) { Attached = file is null ? null : Attachment.Of(file) };
    }

    private void Adjust(Connection tx, Subscriber subscription, Preferences wish)
    {
        if (lists.Find(subscription.List) is { } list)
            Enrolment.Enter(tx, list, subscription.Address, wish, subscription.Wording, time.Now());
    }

    // The last day of a pause is a day of it.
    private static long? End(DateOnly? lastDay, MailingList list) => lastDay is { } day ? list.Begin(day.AddDays(1)).ToUnixTimeMilliseconds() : null;

    private string LeaveAddress(MailingList list, long person) => addresses.Unsubscribe(list.Name, key.Derive(TokenPurpose.Unsubscribe, list.Name, person, 0));
}
