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
public sealed class CommandActs(Database database, ListCatalogue lists, AddressPlan addresses, TokenKey key, Leaving leaving, TextsOnRequest texts, ReaderNotices notices, TimeProvider time)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Done at once: questions, and a reader's changes of his own settings, which he is always told of. Null for what is no such command.</summary>
    public Act? AtOnce(Command command, Asking on) => command switch
    {
        Command.Set set => Changed(on, set.List, s => s with { Choices = s.Choices.With(set.Wish) }, (tx, s) => Adjust(tx, s, set.Wish)),
        Command.Pause { Until: var day } pause => Changed(
            on, pause.List, s => s with { State = SubscriptionState.Paused, PausedUntil = End(day, on.List) is { } end ? Instant.Time(end - 1) : null },
            (tx, s) => Subscriptions.Pause(tx, s.List, on.Asker.Person!.Value, End(day, on.List))),
        Command.Resume resume => Changed(
            on, resume.List, s => s with { State = SubscriptionState.Active, PausedUntil = null }, (tx, s) => Subscriptions.Resume(tx, s.List, on.Asker.Person!.Value)),
        Command.ShowSettings => new Act(notices.Settings(on.Asker.Subscriptions, on.List, on.Language, changed: false)),
        Command.ShowLists => new Act(notices.ReadableLists(on.Language)),
        Command.Help => new Act(notices.Help(on.List, on.Language)),
        Command.Get get => Texts(on, db => texts.Find(db, on.List, on.Asker.Person, get.Numbers, on.Answered)),
        Command.Last last => Texts(on, db => texts.Last(db, on.List, on.Asker.Person, last.Count)),
        Command.Index index => new Act(notices.Index(
            database.Read(db => texts.Index(db, on.List, on.Asker.Person, index.About, index.Month)), index, on.List, on.Language)),
        _ => null,
    };

    /// <summary>Done because the address itself has said yes.</summary>
    public Act Confirmed(Command command, Asker asker, MailingList list, Language language, string wording) => command switch
    {
        Command.Subscribe subscribe => Subscribed(subscribe, asker, language, wording),
        Command.Unsubscribe unsubscribe => leaving.Act(unsubscribe.List, asker, list, language),
        Command.ForgetMe => new Act(
            notices.Goodbye(Lists(asker.Subscriptions), list, language, erased: true, asker.IsRegistered), tx => Erasure.Begin(tx, asker.Person!.Value, time.Now())),
        Command.MyData => new Act(notices.MyData(database.Read(db => PersonalData.Of(db, asker.Address, asker.Person!.Value, time.Now())), list, language)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private Act Subscribed(Command.Subscribe subscribe, Asker asker, Language language, string wording)
    {
        var to = subscribe.List;
        var known = asker.Subscriptions.FirstOrDefault(s => s.List == to.Name);
        var choices = (known?.Choices ?? new Choices([language])).With(subscribe.Wish);
        void Change(Connection tx)
        {
            Adjust(tx, to, asker.Address, subscribe.Wish with { Languages = choices.Languages }, wording);
            if (known?.State == SubscriptionState.Paused)
                Subscriptions.Resume(tx, to.Name, asker.Person!.Value);
        }
        if (known is not null)
            return new Act(notices.Settings([known with { Choices = choices, State = SubscriptionState.Active, PausedUntil = null }], to, choices.Languages[0], changed: true), Change);
        var mails = database.Read(db => Posts.CountSince(db, to.Name, time.Now() - (long)Week.TotalMilliseconds));
        return new Act(notices.Welcome(to, choices, LeaveAddress(to, asker.Person!.Value), mails), Change);
    }

    private Act Changed(Asking on, MailingList? named, Func<Subscriber, Subscriber> become, Action<Connection, Subscriber> change)
    {
        var meant = on.Asker.Meant(named, on.List);
        return new Act(notices.Settings([.. meant.Select(become)], on.List, on.Language, changed: meant.Count > 0), tx =>
        {
            // Who has left since we looked stays away.
            foreach (var subscription in meant.Where(s => Enrolment.Find(tx, s.List, on.Asker.Person!.Value) is not null))
                change(tx, subscription);
        });
    }

    private Act Texts(Asking on, Func<Connection, RequestedTexts> find) => new(notices.Texts(database.Read(find), on.List, on.Language));

    private void Adjust(Connection tx, Subscriber subscription, Preferences wish)
    {
        if (lists.Find(subscription.List) is { } list)
            Adjust(tx, list, subscription.Address, wish, subscription.Wording);
    }

    private void Adjust(Connection tx, MailingList list, Address address, Preferences wish, string wording) =>
        Enrolment.Enter(tx, list, address, wish, wording, time.Now());

    // The last day of a pause is a day of it.
    private static long? End(DateOnly? lastDay, MailingList list) => lastDay is { } day ? list.Begin(day.AddDays(1)).ToUnixTimeMilliseconds() : null;

    private string LeaveAddress(MailingList list, long person) => addresses.Unsubscribe(list.Name, key.Derive(TokenPurpose.Unsubscribe, list.Name, person, 0));

    private IReadOnlyList<MailingList> Lists(IEnumerable<Subscriber> subscriptions) => [.. subscriptions.Select(s => lists.Find(s.List)).OfType<MailingList>()];
}
