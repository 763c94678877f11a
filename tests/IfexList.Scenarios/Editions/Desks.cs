using IfexList.Mail;
using IfexList.Scenarios.Actors;
using IfexList.Scenarios.Week;
using Microsoft.Extensions.Time.Testing;

namespace IfexList.Scenarios.Editions;

/// <summary>
/// Five desks at work: each answers the letters that arrive at it, some late, some never. What they did is told to the model when it took effect, at the
/// minute at which it was said.
/// </summary>
internal sealed class Desks
{
    public const string Chief = "chief@clearinghouse.example";
    public const string Member = "desk@horria.example";

    private readonly PriorityQueue<Func<Task>, (DateTimeOffset At, int Order)> _agenda = new();
    private readonly Dictionary<string, Tale> _tales;
    private readonly Dictionary<(string Code, Language Language), int> _turns = [];
    private readonly HashSet<(string Code, Language Language)> _owed = [];
    private readonly HashSet<Language> _numbers = [];
    private readonly Random _chance;
    private readonly FakeTimeProvider _time;
    private readonly NextHop _hop;
    private readonly Mailboxes _model;
    private readonly Mailboxes _newsletter;
    private int _seen;

    public Desks(IReadOnlyList<Tale> tales, Random chance, FakeTimeProvider time, NextHop hop, Mailboxes model, Mailboxes newsletter)
    {
        (_chance, _time, _hop, _model, _newsletter) = (chance, time, hop, model, newsletter);
        _tales = tales.ToDictionary(tale => tale.Code);
        foreach (var tale in tales)
            Plan(tale.At, () => Daemon.Sender.SendAsync(Member, $"alerts-{tale.Language.Code()}@{ListHost.Domain}", Sender.Message(Member, $"alerts-{tale.Language.Code()}@{ListHost.Domain}", tale.Subject, tale.Text)));
    }

    public SteppedDaemon Daemon { get; set; } = null!;

    public int Translated { get; private set; }

    public int Corrected { get; private set; }

    public int Abandoned { get; private set; }

    public int Numbers => _numbers.Count;

    public static string Translator(Language language) => $"translator.{language.Code()}@words.example";

    public static string Editor(Language language) => $"editor.{language.Code()}@clearinghouse.example";

    private DateTimeOffset Now => _time.GetUtcNow().AddTicks(-(_time.GetUtcNow().Ticks % TimeSpan.TicksPerMinute));

    public async Task StepAsync()
    {
        while (_agenda.TryPeek(out _, out var next) && next.At <= Now)
        {
            await _agenda.Dequeue()();
            await Daemon.SettleAsync();
        }
        await Daemon.SettleAsync();
        for (var letters = _hop.Taken.Skip(_seen).OrderBy(mail => mail.Recipient, StringComparer.Ordinal).ThenBy(mail => mail.Subject, StringComparer.Ordinal).ToList(); letters.Count > 0; letters = [])
        {
            _seen += letters.Count;
            letters.ForEach(See);
        }
    }

    private void Plan(DateTimeOffset at, Func<Task> deed) => _agenda.Enqueue(deed, (at, _agenda.Count));

    // The desks work on the odd tens, the newsroom on the even twenties.
    private void PlanOdd(int fromHours, int toHours, Func<Task> deed) =>
        Plan(new DateTimeOffset(Now.Year, Now.Month, Now.Day, Now.Hour, 0, 0, TimeSpan.Zero) + TimeSpan.FromHours(_chance.Next(fromHours, toHours) + 1) + TimeSpan.FromMinutes(10 + 20 * _chance.Next(3)), deed);

    private void See(TakenMail letter)
    {
        var code = Tale.CodeIn(letter.Subject);
        if (letter.Recipient == Chief && letter.ReplyTo.StartsWith("alerts-moderate+", StringComparison.Ordinal) && code is not null)
            SeeRequest(_tales[code], letter);
        else if (letter.ReplyTo.StartsWith("alerts-answer+", StringComparison.Ordinal) && code is not null)
            SeeTranslation(_tales[code], letter);
        else if (letter.ReplyTo.StartsWith("communique-answer+", StringComparison.Ordinal) && Languages.All.Where(language => letter.Recipient == Editor(language)).ToList() is [var language])
            SeeNumber(language, letter);
    }

    private void SeeRequest(Tale tale, TakenMail letter)
    {
        if (_owed.Add((tale.Code, tale.Language)))
            Plan(Now + TimeSpan.FromMinutes(20), async () =>
            {
                await Daemon.Sender.ReplyAsync(Chief, letter, $"ok country={tale.Country}");
                _model.Release(tale.Code, tale.Language, tale.About, Now);
            });
        else if (tale.CorrectedAfter is { } after && _owed.Add((tale.Code + "!", tale.Language)))
            // The letter that it is out: to it she answers with the text once more.
            Plan(tale.At + TimeSpan.FromMinutes(20) + after, async () =>
            {
                Corrected++;
                await Daemon.Sender.ReplyAsync(Chief, letter, $"correct\n\n[begin text]\nSubject: {tale.Subject}\n\n{Tale.Body(tale.Language, "19")}\n[end text]");
                _model.Correct(tale.Code, tale.Language, Now);
            });
    }

    private void SeeTranslation(Tale tale, TakenMail letter)
    {
        foreach (var language in Languages.All)
            if (letter.Recipient == Translator(language) && IsCall(letter))
                Translate(tale, language, letter);
            else if (letter.Recipient == Editor(language) && IsDraft(letter))
                Approve(tale, language, letter);
    }

    // Whoever has a newer letter before him has laid the older one away.
    private void Translate(Tale tale, Language language, TakenMail letter)
    {
        var turn = Turn(tale, language);
        if (_chance.Next(7) == 0)
            Abandoned++;
        else
            PlanOdd(0, 36, () => turn == _turns[(tale.Code, language)]
                ? Daemon.Sender.ReplyAsync(Translator(language), letter, $"Subject: {tale.Headline(language)}\n\n{Tale.Body(language, letter.Text.Contains("19", StringComparison.Ordinal) ? "19" : "18")}")
                : Task.CompletedTask);
    }

    private void Approve(Tale tale, Language language, TakenMail letter)
    {
        var turn = Turn(tale, language);
        PlanOdd(0, 3, async () =>
        {
            if (turn != _turns[(tale.Code, language)])
                return;
            await Daemon.Sender.ReplyAsync(Editor(language), letter, Speech.Ok(language));
            Translated++;
            if (_model.IsOut(tale.Code, language))
                _model.Correct(tale.Code, language, Now);
            else
                _model.Translate(tale.Code, language, Now);
        });
    }

    private int Turn(Tale tale, Language language) => _turns[(tale.Code, language)] = _turns.GetValueOrDefault((tale.Code, language)) + 1;

    private void SeeNumber(Language language, TakenMail letter)
    {
        if (_numbers.Add(language))
            PlanOdd(1, 8, async () =>
            {
                await Daemon.Sender.ReplyAsync(Editor(language), letter, Speech.Ok(language));
                _newsletter.Number("C", language, Now);
            });
    }

    private static bool IsCall(TakenMail letter) =>
        letter.Subject.Contains("Translation wanted", StringComparison.Ordinal) || letter.Subject.Contains("Source corrected", StringComparison.Ordinal);

    private static bool IsDraft(TakenMail letter) => letter.Subject.Contains("Translation to approve", StringComparison.Ordinal);
}
