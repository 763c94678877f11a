using System.Globalization;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Notices;
using IfexList.Scenarios.Actors;
using IfexList.Store;

namespace IfexList.Scenarios.Week;

/// <summary>The week as the file and the next hop tell it, laid side by side.</summary>
internal sealed class Books
{
    private static readonly string[] Deciding = ["taken", "putoff", "questioned", "original", "approved", "scheduled", "recalled", "released", "widened", "corrected", "rejected", "discarded", "suspended"];
    private static readonly string[] Approving = ["approved", "scheduled", "released"];

    private readonly Script _script;
    private readonly Database _database;
    private readonly NoticeTexts _texts = new(null);
    private readonly IReadOnlyList<Entry> _log;
    private readonly IReadOnlyList<Fate> _fates;
    private readonly Dictionary<long, Story> _held;

    public Books(Script script)
    {
        (_script, _database) = (script, script.Daemon.Database);
        _log = _database.Read(db => db.All("SELECT held, deed, coalesce(address, ''), detail, desk_log.at FROM desk_log LEFT JOIN person ON person.id = desk_log.person ORDER BY desk_log.id",
            r => new Entry(r.GetInt64(0), r.GetString(1), r.GetString(2), r.GetString(3), DateTimeOffset.FromUnixTimeMilliseconds(r.GetInt64(4)))));
        _fates = _database.Read(db => db.All("SELECT held, verdict, (SELECT message_id FROM edition WHERE edition.release = decision.release) FROM decision ORDER BY at, held",
            r => new Fate(r.GetInt64(0), r.GetString(1), r.IsDBNull(2) ? null : r.GetString(2).Trim('<', '>'))));
        _held = _script.Stories.SelectMany(story => story.DeskLetters.Select(letter => (Number: NumberIn(letter.Mail.Subject), story))).DistinctBy(of => of.Number).ToDictionary(of => of.Number, of => of.story);
    }

    private sealed record Entry(long Held, string Deed, string Who, string Detail, DateTimeOffset At);

    private sealed record Fate(long Held, string Verdict, string? MessageId);

    public static IReadOnlyList<string> Broken(Database database) =>
    [
        .. Invariants.All.Where(invariant => database.Read(db => Invariants.CountViolations(db, invariant)) > 0).Select(invariant => invariant.Sentence),
        .. database.Read(Invariants.Damage),
    ];

    /// <summary>Every post has come to one end, and no other.</summary>
    public void EachPostHasOneFate()
    {
        var received = _log.Where(entry => entry.Deed == "received").Select(entry => entry.Held).ToList();
        // An answer that comes when its post is decided is a post of its own.
        Assert.Equal(_script.Stories.Count() + _script.Additions - _log.Count(entry => entry.Deed == "added"), received.Count);
        Assert.Equal(received.Order(), _fates.Select(fate => fate.Held).Order());
        Assert.Equal(0, Count("SELECT count(*) FROM held WHERE verdict IS NOT 'returned'"));
        Assert.Equal(0, Count("SELECT count(*) FROM inbox"));
        Assert.Equal(0, Count("SELECT count(*) FROM deliveries"));
        Assert.Equal(0, Count("SELECT count(*) FROM due WHERE kind NOT IN ('sweep', 'parcel', 'summary', 'weigh', 'handover', 'chase')"));
    }

    /// <summary>Every mail that was written has left, and once.</summary>
    public void EachMailLeftOnce()
    {
        Assert.Empty(_script.Arrived.GroupBy(arrival => (arrival.Mail.Message.MessageId, arrival.Mail.Recipient)).Where(same => same.Count() > 1).Select(same => same.Key));
        var known = Cast.Editors.Select(editor => editor.Address).Concat(Cast.Reporters.Select(reporter => reporter.Address)).ToHashSet();
        Assert.Equal(Count("SELECT count(*) FROM rendering WHERE format = 'letter'"), _script.Arrived.Count(arrival => arrival.Mail.IsLetter && known.Contains(arrival.Mail.Recipient)) + Count("SELECT coalesce(sum(times), 0) FROM setback"));
        var served = _database.Read(db => db.All(
            "SELECT message_id, address FROM served JOIN edition ON edition.id = served.edition JOIN person ON person.id = served.person WHERE outcome = 'delivered'",
            r => (r.GetString(0).Trim('<', '>'), r.GetString(1))));
        Assert.Equal(served.Order(), Copies().Select(copy => (copy.Mail.Message.MessageId!, copy.Mail.Recipient)).Order());
        Assert.DoesNotContain(_script.Arrived, arrival => arrival.Mail.Recipient == Cast.Stranger);
    }

    /// <summary>Each poster hears once what became of his post, and it is true.</summary>
    public void EachPosterHeardOnce()
    {
        foreach (var fate in _fates.Where(fate => _held.ContainsKey(fate.Held)))
        {
            var alert = _held[fate.Held].Alert;
            var letters = _script.Arrived.Where(arrival => arrival.Mail.Recipient == alert.By.Address).Select(arrival => arrival.Mail.Subject);
            var heard = letters.SelectMany(subject => Outcomes(fate.Held, alert).Where(outcome => subject.StartsWith(outcome.Opening, StringComparison.Ordinal)).Select(outcome => outcome.Verdict));
            Assert.Equal(fate.Verdict == "discarded" || alert.Course is Course.Robot or Course.Stranger ? [] : [fate.Verdict], heard);
        }
    }

    public void NobodyIsRemindedTwiceInAnHour()
    {
        var reminders = Languages.All.SelectMany(language => Enumerable.Range(1, _script.Stories.Count()).Select(waiting =>
            Subject(NoticeCatalogue.Reminder, language, ("waiting", waiting)))).ToHashSet();
        var reminded = _script.Arrived.Where(arrival => reminders.Contains(arrival.Mail.Subject)).ToLookup(arrival => arrival.Mail.Recipient, arrival => arrival.Mail.Message.Date);
        Assert.NotEmpty(reminded);
        Assert.All(reminded, letters => Assert.All(letters.Zip(letters.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromHours(1), $"{letters.Key} at {pair.First} and {pair.Second}")));
    }

    /// <summary>What went out was approved by whom it had to be, and at its time.</summary>
    public void NothingLeftUnapproved()
    {
        foreach (var fate in _fates.Where(fate => fate.Verdict == "approved"))
        {
            var approvers = _log.Where(entry => entry.Held == fate.Held && Approving.Contains(entry.Deed)).Select(entry => entry.Who).Distinct().ToList();
            Assert.NotEmpty(approvers);
            Assert.All(approvers, who => Assert.NotNull(Cast.EditorAt(who)));
            if (IsFirst(fate))
                Assert.True(approvers.Count > 1, $"{_held[fate.Held].Alert} was approved by {approvers[0]} alone");
            var copies = Copies().Where(copy => copy.Mail.Message.MessageId == fate.MessageId).ToList();
            if (_log.LastOrDefault(entry => entry.Held == fate.Held && entry.Deed == "scheduled") is { } scheduled)
                Assert.All(copies, copy => Assert.True(copy.At >= Leaves(scheduled), $"{copy.Mail.Subject} left at {copy.At}, not at {Leaves(scheduled)}"));
        }
        Assert.Empty(Copies().Select(copy => copy.Mail.Message.MessageId).Except(_fates.Select(fate => fate.MessageId)));
    }

    /// <summary>Neither a program nor a stranger nor a suspended editor decides anything.</summary>
    public void OnlyThoseWhoMayDecided()
    {
        Assert.Contains(_log, entry => entry is { Deed: "suspended" } && entry.Who == Cast.Nora.Address);
        Assert.DoesNotContain(_log, entry => entry.Who == Cast.Lucia.Address && entry.At > _script.SuspendedAt.AddMinutes(5) && Deciding.Contains(entry.Deed));
        foreach (var fate in _fates.Where(fate => _held.ContainsKey(fate.Held)))
            Assert.True(_held[fate.Held].Alert.Course switch
            {
                Course.Vacation or Course.Receipt or Course.Forwarded => fate.Verdict is "rejected" or "returned",
                Course.Silence or Course.Suspended => fate.Verdict == "returned",
                _ => true,
            }, $"{_held[fate.Held].Alert} {fate.Verdict}");
        Assert.Contains(_log, entry => entry.Deed == "forged");
    }

    /// <summary>No reader can tell from a copy who sent it.</summary>
    public void NoSourceIsShown() => Assert.All(Copies(), copy => Assert.All(Cast.Reporters, reporter =>
        Assert.DoesNotContain(reporter.Address, copy.Mail.Headers + copy.Mail.Text, StringComparison.OrdinalIgnoreCase)));

    /// <summary>A week without these would have tried little.</summary>
    public void EverythingHappened()
    {
        foreach (var deed in (string[])[.. Deciding.Except(["widened", "corrected"]), "added", "withdrawn", "returned", "undeliverable", "escalated"])
            Assert.True(_log.Any(entry => entry.Deed == deed), $"nothing was {deed}");
        Assert.True(_script.Races > 1);
        // Two Mondays: the week in figures, with its picture.
        Assert.Equal(2, _script.Arrived.Count(arrival => arrival.Mail.Recipient == Cast.Owner && arrival.Mail.Message.Attachments.Any()));
        Assert.Contains(Copies(), copy => copy.Mail.Text.Contains(Speech.MoreText, StringComparison.Ordinal));
        Assert.Contains(_script.Arrived, arrival => arrival.Mail.Subject == Subject(NoticeCatalogue.PostTrouble, Twice.Language, ("subject", Twice.Subject)));
    }

    /// <summary>How many came to which end.</summary>
    public string Summary() => string.Join(", ", _fates.CountBy(fate => fate.Verdict).Select(count => $"{count.Value} {count.Key}"));

    private Alert Twice => _script.Stories.Single(story => story.Alert.Course == Course.Twice).Alert;

    private IEnumerable<(DateTimeOffset At, TakenMail Mail)> Copies() => _script.Arrived.Where(arrival => arrival.Mail.IsCopy);

    // Whom nothing was released of before; of programs and strangers that isn't kept.
    private bool IsFirst(Fate fate) => _held[fate.Held].Alert is var alert
        && _fates.First(other => other.Verdict == "approved" && _held[other.Held].Alert is { } of && of.By.Address == alert.By.Address && of.Course != Course.Robot).Held == fate.Held;

    // How the Subjects begin that tell the poster of an end.
    private IEnumerable<(string Verdict, string Opening)> Outcomes(long held, Alert alert) => new[]
    {
        ("approved", NoticeCatalogue.Released), ("rejected", NoticeCatalogue.Rejected), ("returned", NoticeCatalogue.ReturnedToPoster), ("withdrawn", NoticeCatalogue.PosterNote),
    }.Select(outcome => (outcome.Item1, Subject(outcome.Item2, alert.Language, ("number", held), ("event", "withdrawn")).Split(':')[0] + ":"));

    private string Subject(NoticeKind kind, Language language, params IEnumerable<(string Name, object? Value)> facts) =>
        _texts.Render(kind, language, new Dictionary<string, object?>(facts.Select(fact => KeyValuePair.Create(fact.Name, fact.Value))) { ["list"] = "alerts" }).Subject;

    // "fr urgent at 2026-03-24 18:00 UTC"
    private static DateTimeOffset Leaves(Entry scheduled) =>
        DateTimeOffset.ParseExact(scheduled.Detail[^20..], "yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static long NumberIn(string subject) => long.Parse(subject.Split(' ', ']')[1], CultureInfo.InvariantCulture);

    private int Count(string sql) => (int)_database.Read(db => db.Number(sql))!.Value;
}
