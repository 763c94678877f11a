using System.Globalization;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Commands;

/// <summary>
/// What a reader may ask for by mail: the closed set that <see cref="CommandReader"/> reads. Each writes itself as one line of English that is
/// read as the same command again, which is how requests rest until they are confirmed.
/// </summary>
public abstract record Command
{
    private Command() { }

    /// <summary>Must be confirmed by the address itself.</summary>
    public sealed record Subscribe(MailingList List, Preferences Wish) : Command
    {
        public override string ToString() => $"subscribe {List.Name}{Written(Wish)}";
    }

    /// <param name="List">Null means every list.</param>
    public sealed record Unsubscribe(MailingList? List) : Command
    {
        public override string ToString() => $"unsubscribe {List?.Name ?? "all"}";
    }

    /// <summary>A change of what he reads already, done at once.</summary>
    /// <param name="List">Null: the list that the mail was written to, or all that he reads.</param>
    public abstract record Change(MailingList? List) : Command;

    public sealed record Set(MailingList? List, Preferences Wish) : Change(List)
    {
        public override string ToString() => $"set{(List is null ? "" : " " + List.Name)}{Written(Wish)}";
    }

    /// <param name="Until">The last day of the pause; null means until he resumes.</param>
    public sealed record Pause(MailingList? List, DateOnly? Until) : Change(List)
    {
        public override string ToString() =>
            $"pause{(List is null ? "" : " " + List.Name)}{(Until is { } day ? day.ToString(" yyyy-MM-dd", CultureInfo.InvariantCulture) : "")}";
    }

    public sealed record Resume(MailingList? List) : Change(List)
    {
        public override string ToString() => $"resume{(List is null ? "" : " " + List.Name)}";
    }

    /// <summary>These cases, too: a subscription to nothing else where he doesn't read the list, no change where he reads all of it.</summary>
    public sealed record Follow(MailingList On, IReadOnlyList<Topic> Cases) : Change(On)
    {
        public override string ToString() => $"follow {On.Name} {string.Join(' ', Cases)}";
    }

    /// <summary>These cases no more: the end of a subscription to nothing else.</summary>
    public sealed record Unfollow(MailingList On, IReadOnlyList<Topic> Cases) : Change(On)
    {
        public override string ToString() => $"unfollow {On.Name} {string.Join(' ', Cases)}";
    }

    public sealed record ShowSettings : Command
    {
        public override string ToString() => "settings";
    }

    public sealed record ShowLists : Command
    {
        public override string ToString() => "lists";
    }

    public sealed record Help : Command
    {
        public override string ToString() => "help";
    }

    /// <summary>Everything that we know of him; must be confirmed.</summary>
    public sealed record MyData : Command
    {
        public override string ToString() => "my data";
    }

    /// <summary>Out of every list and out of the database; must be confirmed.</summary>
    public sealed record ForgetMe : Command
    {
        public override string ToString() => "forget me";
    }

    /// <summary>Mail reaches him: the answer to a probe. It clears what is held against him and wakes what we paused.</summary>
    public sealed record Stay : Command
    {
        public override string ToString() => "stay";
    }

    /// <param name="Token">Null: the one of the address that was written to.</param>
    public sealed record Confirm(string? Token) : Command
    {
        public override string ToString() => $"confirm{(Token is null ? "" : " " + Token)}";
    }

    /// <summary>No to a request for confirmation.</summary>
    public sealed record Cancel(string? Token) : Command
    {
        public override string ToString() => $"cancel{(Token is null ? "" : " " + Token)}";
    }

    /// <summary>
    /// Texts of releases by number: whole (<c>2026-0312-01</c>), or as an entry of the parcel that is answered (<c>3</c>); in the best of his languages, or in one
    /// (<c>2026-0312-01/fr</c>).
    /// </summary>
    /// <param name="Split">In parts of so many kilobytes; null: as much as fits one mail.</param>
    public sealed record Get(IReadOnlyList<string> Numbers, int? Split = null) : Command
    {
        public override string ToString() => $"get {string.Join(' ', Numbers)}{Parts(Split)}";
    }

    /// <summary>A file that came out with a release.</summary>
    /// <param name="Place">From 1.</param>
    public sealed record GetFile(string Number, int Place) : Command
    {
        public override string ToString() => $"get {Number} file {Place}";
    }

    /// <summary>Texts in which these words stand, in the words of its writer: they are looked for, and nothing else is done with them.</summary>
    /// <param name="Kilobytes">Of the answer; null: what its reader takes otherwise.</param>
    public sealed record Search(string Words, int? Kilobytes = null) : Command
    {
        public override string ToString() => $"search {Words}{(Kilobytes is { } size ? $" size {size}k" : "")}";
    }

    /// <summary>A release is taken off the record, in one language or in all; an editor's, and must be confirmed.</summary>
    /// <param name="Reason">Which everybody may read from then on.</param>
    public sealed record Withdraw(string Number, Language? Language, string Reason) : Command
    {
        public override string ToString() => $"withdraw {(Language is { } one ? ReleaseNumbers.Of(Number, one) : Number)} {Reason}";
    }

    /// <summary>All texts of the case that a release belongs to.</summary>
    public sealed record Case(string Number, int? Split = null) : Command
    {
        public override string ToString() => $"case {Number}{Parts(Split)}";
    }

    /// <summary>What came out, newest first: about a country or region, or in a month.</summary>
    public sealed record Index(Topic? About, DateOnly? Month) : Command
    {
        public override string ToString() =>
            $"index{(About is { } topic ? " " + topic.Code : "")}{(Month is { } month ? month.ToString(" yyyy-MM", CultureInfo.InvariantCulture) : "")}";
    }

    /// <summary>The newest releases.</summary>
    public sealed record Last(int Count, int? Split = null) : Command
    {
        public override string ToString() => $"last {Count}{Parts(Split)}";
    }

    private static string Parts(int? split) => split is { } kilobytes ? $" split {kilobytes}k" : "";

    // Keys in one order, so that the same wish is the same text.
    private static string Written(Preferences wish) => string.Concat(
        wish.Languages is { } languages ? $" lang={string.Join(',', languages.Select(language => language.Code()))}" : "",
        wish.Topics is { } topics ? $" {TopicKey(topics)}={(topics.Count > 0 ? string.Join(',', topics) : "all")}" : "",
        wish.Rhythm is { } rhythm ? $" delivery={rhythm.Code()}" : "",
        wish.Format is { } format ? $" format={format.Code()}" : "",
        wish.Cap is { } cap ? $" cap={cap}" : "",
        wish.Wait is { } wait ? $" wait={(wait == Timeout.InfiniteTimeSpan ? "never" : $"{wait.TotalHours:0}h")}" : "",
        // "topics=all editions" would be read as all editions.
        wish.AllEditions is { } all ? $" edition={(all ? Enrolment.AllEditions : Enrolment.OneEdition)}" : "");

    private static string TopicKey(IReadOnlyList<Topic> topics) =>
        topics.Count > 0 && topics.All(topic => Regions.All.Contains(topic.Code)) ? "region" : "topics";
}
