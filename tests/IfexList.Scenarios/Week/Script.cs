using IfexList.Scenarios.Actors;
using Microsoft.Extensions.Time.Testing;
using MimeKit;

namespace IfexList.Scenarios.Week;

/// <summary>What the people of the week do, each thing at its time: by plan, by chance, and in answer to what arrives at them.</summary>
internal sealed class Script
{
    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Order)> _agenda = new();
    private readonly Dictionary<int, Story> _stories;
    private readonly Random _chance;
    private readonly FakeTimeProvider _time;
    private readonly NextHop _hop;
    private int _digests;

    public Script(IReadOnlyList<Alert> alerts, Random chance, FakeTimeProvider time, NextHop hop)
    {
        (_chance, _time, _hop) = (chance, time, hop);
        _stories = alerts.ToDictionary(alert => alert.Number, alert => new Story(alert, TurnsOf(alert.Course)));
        foreach (var alert in alerts)
            Plan(alert.At, () => PostAsync(alert));
        var told = _stories.Values.Single(story => story.Alert.Course == Course.Suspended);
        Plan(told.Alert.At + TimeSpan.FromDays(1), () => SuspendAsync(told));
        Plan(told.Alert.At + TimeSpan.FromHours(25), () => SayAsync(Cast.Lucia, told.NewestTo(Cast.Lucia), Speech.Ok(Cast.Lucia.Language)));
    }

    public SteppedDaemon Daemon { get; set; } = null!;

    /// <summary>Everything that left, and when by the daemon's clock.</summary>
    public List<(DateTimeOffset At, TakenMail Mail)> Arrived { get; } = [];

    public IEnumerable<Story> Stories => _stories.Values;

    /// <summary>When Lucia's mailbox fell into strange hands.</summary>
    public DateTimeOffset SuspendedAt { get; private set; }

    /// <summary>How often two editors said different things at the same moment.</summary>
    public int Races { get; private set; }

    /// <summary>How often a poster wrote more about his post.</summary>
    public int Additions { get; private set; }

    /// <summary>Nobody says anything any more.</summary>
    public bool IsOver { get; set; }

    // The minute: what the daemon's clock drifts while it comes to rest would make another week of it.
    private DateTimeOffset Now => _time.GetUtcNow().AddTicks(-(_time.GetUtcNow().Ticks % TimeSpan.TicksPerMinute));

    /// <summary>Does what is to be done by now, and reads what arrives.</summary>
    public async Task StepAsync(bool delivers = true)
    {
        while (!IsOver && _agenda.TryPeek(out _, out var next) && next.At <= Now)
            await DoNextAsync();
        await Daemon.SettleAsync(delivers);
        // In an order that doesn't depend on which connection was faster: save for the races, the same seed is the same week.
        foreach (var mail in _hop.Taken.Skip(Arrived.Count).OrderBy(mail => mail.Recipient, StringComparer.Ordinal).ThenBy(mail => mail.Subject, StringComparer.Ordinal).ToList())
        {
            Arrived.Add((Now, mail));
            See(mail);
        }
    }

    /// <summary>Does the next thing, however early.</summary>
    public Task DoNextAsync() => _agenda.Dequeue()();

    private void Plan(DateTimeOffset at, Func<Task> deed) => _agenda.Enqueue(deed, (at, _agenda.Count));

    private void Plan(int fromMinutes, int toMinutes, Func<Task> deed) => Plan(Now + TimeSpan.FromMinutes(_chance.Next(fromMinutes, toMinutes)), deed);

    private void See(TakenMail mail)
    {
        if (mail.IsCopy)
            return;
        var (editor, story) = (Cast.EditorAt(mail.Recipient), Alert.In(mail.Subject) is { } number ? _stories[number] : null);
        var isForDesk = editor is not null && mail.ReplyTo.Contains("-moderate+", StringComparison.Ordinal);
        if (isForDesk && story is null)
            SeeDigest(editor!, mail);
        else if (isForDesk)
            SeeDeskLetter(story!, editor!, mail);
        else if (story is not null && mail.Recipient == story.Alert.By.Address)
            SeePosterLetter(story, mail);
    }

    private void SeeDeskLetter(Story story, Editor editor, TakenMail mail)
    {
        story.DeskLetters.Add((editor, mail));
        if (story.Alert.IsOpenToAll && _chance.Next(8) == 0)
            Plan(0, _chance.Next(2) == 0 ? 15 : 360, () => SayAsync(editor, mail, Speech.Any(editor.Language, _chance)));
        if (!Story.IsRequest(mail) || story.IsPlanned || story.Alert.Course is Course.Silence or Course.Suspended)
            return;
        story.IsPlanned = true;
        if (story.Turns.Count > 0)
            PlanTurn(story);
        else
            Plan(10, 120, () => ConcludeAsync(story, editor, mail, Speech.Ok(editor.Language)));
    }

    private void SeePosterLetter(Story story, TakenMail mail)
    {
        story.PosterLetters.Add(mail);
        var (course, by) = (story.Alert.Course, story.Alert.By);
        if (course == Course.Withdraw && story.PosterLetters.Count == 1)
            Plan(10, 90, () => ReplyAsync(by.Address, mail, Speech.Withdraw(by.Language)));
        else if (course == Course.Add && story.PosterLetters.Count == 1 || course == Course.Ask && story.PosterLetters.Count == 2)
            Plan(10, 300, () => AddAsync(by, mail));
    }

    private Task AddAsync(Reporter by, TakenMail mail)
    {
        Additions++;
        return ReplyAsync(by.Address, mail, Speech.Addition(by.Language));
    }

    // One editor answers the first line: once with ok, once with discard, once not.
    private void SeeDigest(Editor editor, TakenMail mail)
    {
        var line = _stories.Values.FirstOrDefault(story => story.Alert.Course == Course.Stranger && !story.IsPlanned && mail.Text.Contains(story.Alert.Code, StringComparison.Ordinal));
        if (line is null)
            return;
        line.IsPlanned = true;
        var word = _digests++ switch { 0 => Speech.Ok(editor.Language), 1 => Speech.Discard(editor.Language), _ => null };
        if (word is not null)
            Plan(10, 60, () => ConcludeAsync(line, editor, mail, word + " 1"));
    }

    private Task ConcludeAsync(Story story, Editor editor, TakenMail mail, string text)
    {
        story.IsPlanned = false;
        return SayAsync(editor, mail, text);
    }

    private void PlanTurn(Story story)
    {
        var turn = story.Turns.Dequeue();
        Plan(Now + turn.After, async () =>
        {
            var speaker = story.Speaker ??= story.Asked[_chance.Next(story.Asked.Count)];
            await turn.DoAsync(story, speaker, story.NewestTo(speaker));
            story.IsPlanned = story.Turns.Count > 0;
            if (story.IsPlanned)
                PlanTurn(story);
        });
    }

    private IEnumerable<Turn> TurnsOf(Course course) => course switch
    {
        Course.OkFrUrgent => [Says(e => Speech.Ok(e.Language) + " fr urgent")],
        Course.Embargo => [Says(InSixHours)],
        Course.Edited => [Soon((_, editor, letter) => EditAsync(editor, letter))],
        Course.Reject => [Says(e => Speech.Reject(e.Language))],
        Course.Discard => [Says(e => Speech.Discard(e.Language))],
        Course.TakeThenOk => [Says(e => Speech.Take(e.Language)), Says(e => Speech.Ok(e.Language))],
        Course.PutOffThenOk => [Says(e => Speech.PutOff(e.Language)), Says(e => Speech.Ok(e.Language)) with { After = TimeSpan.FromHours(25) }],
        Course.Ask => [Says(e => Speech.Ask(e.Language))],
        Course.OriginalThenOk => [Says(e => Speech.Original(e.Language)), Says(e => Speech.Ok(e.Language))],
        Course.Race => [Soon((story, _, _) => RaceAsync(story))],
        Course.Vacation => [Soon((_, editor, letter) => VacationAsync(editor, letter)), Says(e => Speech.Reject(e.Language))],
        Course.Receipt => [Soon((_, editor, letter) => ReceiptAsync(editor, letter)), Says(e => Speech.Reject(e.Language))],
        Course.Forwarded => [Soon((_, _, letter) => ReplyAsync(Cast.Stranger, letter, "ok")), Says(e => Speech.Reject(e.Language))],
        Course.Recall => [Says(InSixHours), Says(e => Speech.Recall(e.Language)), Says(e => Speech.Reject(e.Language))],
        Course.Withdraw => [Says(e => Speech.Ok(e.Language)) with { After = TimeSpan.FromHours(3) }],
        _ => [],
    };

    private Turn Soon(Func<Story, Editor, TakenMail, Task> deed) => new(TimeSpan.FromMinutes(_chance.Next(10, 150)), deed);

    private Turn Says(Func<Editor, string> text) => Soon((_, editor, letter) => SayAsync(editor, letter, text(editor)));

    private string InSixHours(Editor editor) => $"{Speech.Ok(editor.Language)} at {Mail.Trace.Minute(Now.AddHours(6))}";

    private async Task PostAsync(Alert alert)
    {
        var to = alert.Course == Course.Stranger ? Newsroom.Alerts : $"alerts-{Mail.Languages.Join([alert.Language])}@{ListHost.Domain}";
        if (alert.Course == Course.Refused)
            RefuseForAMoment(Cast.Lucia.Address);
        await PostAsync(alert, to);
        if (alert.Course == Course.Twice)
            Plan(Now.AddHours(1), () => PostAsync(alert, to));
    }

    private Task PostAsync(Alert alert, string to)
    {
        var message = Sender.Message(alert.By.Address, to, alert.Subject, alert.Text);
        if (alert.Course == Course.Robot)
            message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        return Daemon.Sender.SendAsync(alert.By.Address, to, message);
    }

    private void RefuseForAMoment(string address)
    {
        _hop.Habits = new HopHabits { Refuse = (recipient, _) => recipient == address ? "550 5.1.1 no such mailbox" : null };
        Plan(Now.AddMinutes(1), () =>
        {
            _hop.Habits = new HopHabits();
            return Task.CompletedTask;
        });
    }

    private Task SayAsync(Editor editor, TakenMail letter, string text) =>
        ReplyAsync(editor.Also is { } also && _chance.Next(2) == 0 ? also : editor.Address, letter, text);

    private Task ReplyAsync(string from, TakenMail letter, string text) => Daemon.Sender.ReplyAsync(from, letter, text);

    private async Task RaceAsync(Story story)
    {
        if (story.Asked is not [var one, var other, ..])
        {
            story.Turns.Enqueue(Soon((again, _, _) => RaceAsync(again)));
            return;
        }
        Races++;
        await Task.WhenAll(
            SayAsync(one, story.NewestTo(one), Speech.Ok(one.Language)),
            SayAsync(other, story.NewestTo(other), _chance.Next(2) == 0 ? Speech.Reject(other.Language) : Speech.Discard(other.Language)));
    }

    private Task EditAsync(Editor editor, TakenMail letter)
    {
        var edited = letter.Text.ReplaceLineEndings("\n").Replace(Notices.MarkerLines.EndText, $"{Speech.MoreText}\n\n{Notices.MarkerLines.EndText}", StringComparison.Ordinal);
        return SendAsync(editor, letter, $"{Speech.Ok(editor.Language)} edited\n\n> {edited.Replace("\n", "\n> ", StringComparison.Ordinal)}");
    }

    // It even quotes the word.
    private Task VacationAsync(Editor editor, TakenMail letter) =>
        SendAsync(editor, letter, "ok", message => message.Headers.Add(HeaderId.AutoSubmitted, "auto-replied"));

    private Task ReceiptAsync(Editor editor, TakenMail letter) => SendAsync(editor, letter, "ok", message =>
        message.Body = new MultipartReport("disposition-notification") { message.Body!, new MessageDispositionNotification() });

    private Task SendAsync(Editor editor, TakenMail letter, string text, Action<MimeMessage>? change = null)
    {
        var message = Sender.Message(editor.Address, letter.ReplyTo, "Re: " + letter.Subject, text);
        change?.Invoke(message);
        return Daemon.Sender.SendAsync(editor.Address, letter.ReplyTo, message);
    }

    private Task SuspendAsync(Story story)
    {
        SuspendedAt = Now;
        return SayAsync(Cast.Nora, story.NewestTo(Cast.Nora), "suspend " + Cast.Lucia.Address);
    }
}
