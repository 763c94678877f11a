using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Preflight;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Communique;

/// <summary>What an item says of itself.</summary>
public sealed record ReadItem(ItemKind Kind, string Headline, string Text, DateOnly? Day, string? Place);

/// <summary>
/// Reads from a member's mail to a newsletter what it announces: kind, day, place. Only what is clearly an announcement is one. An alert that came to the wrong address must
/// not end among next week's workshops, so all that is in doubt is held like a post.
/// </summary>
public static partial class ItemReader
{
    // "Workshop: …", "New report on …", "OHPL: Atelier sur …".
    private const int FirstWords = 4;

    // What is headed like this tells what has happened.
    private static readonly HashSet<string> News = ["alert", "update", "capsule", "press-release", "joint-action"];

    /// <returns>Null where it isn't clearly an item.</returns>
    public static ReadItem? Read(CleanPost post, MailingList list, DateOnly today)
    {
        var text = Shortened.To(WithoutSignature(post.Text), Limits.ItemCharacters);
        var lines = text.Split('\n').Where(OwnText.IsWritten).ToList();
        if (lines.Count == 0 || post.Text.Contains("/IFEX)", StringComparison.Ordinal) || FirstLook.StatedIn(post, list).Kind is { } stated && News.Contains(stated))
            return null;
        var (said, days) = (LabelsIn(lines), DaysIn(post.Subject, lines, today));
        if (KindOf(post.Subject, said) is not var (kind, isFirst))
            return null;
        var day = kind is ItemKind.Award or ItemKind.Job ? days.Deadline ?? days.Day : days.Day ?? days.Deadline;
        // What takes place does so on some day to come; what can be read, applied for or taken says so at its head.
        if (kind == ItemKind.Publication ? !isFirst : day < today || day is null && !isFirst || day is null && kind is ItemKind.Event or ItemKind.Workshop or ItemKind.Conference && !said.ContainsKey(ItemLabel.Kind))
            return null;
        return new ReadItem(kind, Line(said.GetValueOrDefault(ItemLabel.Headline) ?? post.Subject), text, day, PlaceIn(post.Subject, lines, said, today));
    }

    /// <summary>What a reply to our letter changes: its labelled lines. Whatever else it says is added to the text.</summary>
    public static ReadItem Changed(ReadItem item, string reply, DateOnly today)
    {
        var lines = WithoutSignature(reply).Split('\n').Where(OwnText.IsWritten).ToList();
        var said = LabelsIn(lines);
        var more = string.Join('\n', lines.Where(line => ItemWords.Labelled(line) is not { } labelled || said.GetValueOrDefault(labelled.Label) != labelled.Value));
        return item with
        {
            Kind = said.TryGetValue(ItemLabel.Kind, out var named) && ItemWords.KindIn(named, out _) is { } kind ? kind : item.Kind,
            Headline = said.TryGetValue(ItemLabel.Headline, out var headline) ? Line(headline) : item.Headline,
            Day = said.TryGetValue(ItemLabel.Day, out var when) && WrittenDates.In(Shortened.To(when, Limits.ItemLineCharacters), today) is [var first, ..] ? first
                : item.Day ?? DaysIn("", [.. lines], today).Day,
            Place = said.TryGetValue(ItemLabel.Place, out var place) ? Line(place) : item.Place,
            // Thanks alone are no text.
            Text = said.Count > 0 || more.Length == 0 ? item.Text : Shortened.To($"{item.Text}\n\n{more}", Limits.ItemCharacters),
        };
    }

    private static (ItemKind Kind, bool IsFirst)? KindOf(string subject, Dictionary<ItemLabel, string> said) =>
        said.TryGetValue(ItemLabel.Kind, out var named) && ItemWords.KindIn(named, out _) is { } labelled ? (labelled, true)
        : ItemWords.KindIn(subject, out var at) is { } kind ? (kind, at < FirstWords) : null;

    private static Dictionary<ItemLabel, string> LabelsIn(List<string> lines) =>
        lines.Select(line => ItemWords.Labelled(line)).OfType<(ItemLabel Label, string Value)>().DistinctBy(labelled => labelled.Label).ToDictionary(labelled => labelled.Label, labelled => labelled.Value);

    // The first day to come; where there is none the last that is named, so that what is over is known to be.
    private static (DateOnly? Day, DateOnly? Deadline) DaysIn(string subject, List<string> lines, DateOnly today)
    {
        var named = lines.Prepend(subject).Select(line => Shortened.To(line, Limits.ItemCharacters)).SelectMany(line => WrittenDates.In(line, today).Select(day => (Day: day, IsDeadline: ItemWords.IsDeadline(line)))).ToList();
        DateOnly? First(bool isDeadline)
        {
            var days = named.Where(row => row.IsDeadline == isDeadline).Select(row => row.Day).ToList();
            return days.Any(day => day >= today) ? days.First(day => day >= today) : days.Count > 0 ? days[^1] : null;
        }
        return (First(isDeadline: false), First(isDeadline: true));
    }

    private static string? PlaceIn(string subject, List<string> lines, Dictionary<ItemLabel, string> said, DateOnly today)
    {
        if (said.TryGetValue(ItemLabel.Place, out var place))
            return Line(place);
        var near = lines.Prepend(subject).Where(line => line == subject || WrittenDates.In(Shortened.To(line, Limits.ItemCharacters), today).Count > 0);
        return near.Select(line => Where().Match(Shortened.To(line, Limits.ItemCharacters))).Where(match => match.Success && !IsMonth(match.Groups[1].Value)).Select(match => match.Groups[1].Value)
            .FirstOrDefault(found => found.Length <= Limits.ItemPlaceCharacters);
    }

    private static bool IsMonth(string place) => CalendarNames.Month(Words.Fold(place.Split(' ')[0])) is not null;

    private static string WithoutSignature(string text) => text.IndexOf("\n-- \n", StringComparison.Ordinal) is >= 0 and var at ? text[..at] : text;

    private static string Line(string text) => Shortened.To(HeaderText.Clean(text), Limits.ItemLineCharacters);

    // "in Lima, Peru", "à Tunis", "en Quito", "в Алматы", "في القاهرة".
    [GeneratedRegex(
        @"(?:^|[\s,،(])(?:in|at|à|au|en|в|во|في)[ \u00A0]((?:\p{Lu}[\p{L}'’-]{1,30}|\p{Lo}{2,20})(?:,? \p{Lu}[\p{L}'’-]{1,30}){0,2})", RegexOptions.NonBacktracking)]
    private static partial Regex Where();
}
