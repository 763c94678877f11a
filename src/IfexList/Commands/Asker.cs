using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Commands;

/// <summary>Who wrote, and what he reads.</summary>
/// <param name="Person">Null: nobody whom we know.</param>
/// <param name="IsRegistered">A member organisation's or a desk's person: those registrations are not his own to end.</param>
public sealed record Asker(Address Address, long? Person, IReadOnlyList<Subscriber> Subscriptions, bool IsRegistered)
{
    public bool IsReader => Subscriptions.Count > 0;

    public static Asker Of(Connection db, Address address)
    {
        var person = Store.Person.Find(db, address);
        return new Asker(address, person, person is null ? [] : Enrolment.Of(db, address), person is { } id && Roster.IsRegistered(db, id));
    }

    /// <summary>Null where that person is gone.</summary>
    public static Asker? Of(Connection db, long person) => Store.Person.AddressOf(db, person) is { } address ? Of(db, address) : null;

    /// <summary>His subscription to that list; null where he doesn't read it.</summary>
    public Subscriber? On(MailingList list) => Subscriptions.FirstOrDefault(s => s.List == list.Name);

    /// <summary>His subscriptions that a command means: the one named; else that of the list he wrote to; else all.</summary>
    public IReadOnlyList<Subscriber> Meant(MailingList? named, MailingList writtenTo)
    {
        if (named is not null)
            return [.. Subscriptions.Where(s => s.List == named.Name)];
        var here = Subscriptions.Where(s => s.List == writtenTo.Name).ToList();
        return here.Count > 0 ? here : Subscriptions;
    }

    /// <summary>As he will be once that is done: who leaves his lists one by one has left them all.</summary>
    public Asker Behind(Command command) => command is Command.Unsubscribe leaves
        ? this with { Subscriptions = [.. Subscriptions.Where(s => leaves.List is { } list && s.List != list.Name)] }
        : this;

    /// <summary>The language in which he is written to: as he reads this list, else any.</summary>
    public Language? LanguageOn(MailingList list) =>
        (Subscriptions.FirstOrDefault(s => s.List == list.Name) ?? (IsReader ? Subscriptions[0] : null))?.Choices.Languages[0];
}
