using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;
using IfexList.Store;

namespace IfexList.Tests.Publishing;

/// <summary>Weeks by chance, each from its own seed: after everything that happens each reader has had exactly what the model says.</summary>
public sealed class EditionHistories
{
    private const int ListWait = 24;
    private const int Events = 30;

    // Hours; below zero: never; null leaves it to the list.
    private static readonly int?[] Waits = [null, null, 24, 0, 3, 12, 48, -1];
    private static readonly string[] Topics = ["", "", "TN", "KE"];
    private static readonly Rhythm[] Rhythms = [Rhythm.Now, Rhythm.Now, Rhythm.Daily, Rhythm.Headlines];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task After_every_event_readers_have_exactly_what_the_model_says(int seed)
    {
        await using var house = new ParcelHouse();
        var history = new History(house, new Random(seed));
        for (var i = 0; i < 12; i++)
            await history.SubscribeAsync();
        for (var i = 0; i < Events; i++)
        {
            var what = await history.NextAsync();
            Assert.True(history.Wrong() is null, $"event {i}, {what}: {history.Wrong()}");
        }
        house.IsSound();
        Assert.True(history.Served > 20, "a week in which nothing comes shows nothing");
    }

    private sealed class History(ParcelHouse house, Random chance)
    {
        private readonly EditionModel _model = new(ListWait);
        private readonly List<string> _numbers = [];

        public int Served => _model.Had.Count;

        public async Task<string> NextAsync() => chance.Next(12) switch
        {
            0 or 1 => await PublishAsync(),
            2 or 3 or 4 => await TranslateAsync(),
            5 => await CorrectAsync(),
            6 or 7 => await ChooseAsync(),
            8 => await PauseAsync(),
            9 => await SubscribeAsync(),
            _ => await PassAsync(chance.Next(1, 14)),
        };

        /// <summary>An hour after what came before, so that it is clear what was first.</summary>
        public async Task<string> SubscribeAsync()
        {
            await PassAsync(1);
            var reader = new EditionModel.Reader($"r{_model.Readers.Count}@x.example", _model.Now);
            _model.Readers.Add(reader);
            Alter(reader);
            await EnterAsync(reader);
            return $"{reader.Name} subscribes";
        }

        private async Task<string> PublishAsync()
        {
            var (language, topic) = (AnyLanguage(), chance.Next(2) == 0 ? "TN" : "KE");
            var (number, _) = await house.ReleaseAsync("ALERT", topics: topic, language: language);
            _numbers.Add(number);
            _model.Publish(new EditionModel.Release(_numbers.Count, language, topic, _model.Now));
            return $"{number} comes out in {language}";
        }

        private async Task<string> TranslateAsync()
        {
            if (_model.Releases.Count == 0)
                return "nothing to translate";
            var release = _model.Releases[chance.Next(_model.Releases.Count)];
            var language = AnyLanguage();
            var number = _numbers[release.Id - 1];
            if (!release.Editions.TryGetValue(language, out var isStale))
            {
                await house.TranslateAsync(number, language);
                _model.Translate(release, language);
            }
            else if (isStale)
            {
                await house.CorrectAsync(number, language);
                release.Editions[language] = false;
            }
            return $"{number} comes in {language}";
        }

        private async Task<string> CorrectAsync()
        {
            if (_model.Releases.Count == 0)
                return "nothing to correct";
            var release = _model.Releases[chance.Next(_model.Releases.Count)];
            await house.CorrectAsync(_numbers[release.Id - 1], release.Original);
            foreach (var language in release.Editions.Keys.Where(language => language != release.Original).ToList())
                release.Editions[language] = true;
            return $"{_numbers[release.Id - 1]} is corrected";
        }

        private async Task<string> ChooseAsync()
        {
            var reader = _model.Readers[chance.Next(_model.Readers.Count)];
            var before = Told(reader);
            var copy = new EditionModel.Reader("", 0);
            Alter(copy);
            // No wish leaves it to the list again.
            copy.Wait = double.IsNaN(copy.Wait) ? reader.Wait : copy.Wait;
            if (Told(copy) == before)
                return "nothing changes";
            _model.Choose(reader, it => (it.Languages, it.Topic, it.All, it.Wait) = (copy.Languages, copy.Topic, copy.All, copy.Wait));
            await EnterAsync(reader);
            await house.TickAsync();
            return $"{reader.Name} changes from {before} to {Told(reader)}";
        }

        private async Task<string> PauseAsync()
        {
            var reader = _model.Readers[chance.Next(_model.Readers.Count)];
            reader.Paused = !reader.Paused;
            await house.House.Database.WriteAsync(tx =>
            {
                var person = Person.Find(tx, ParcelHouse.Address(reader.Name))!.Value;
                if (reader.Paused)
                    Subscriptions.Pause(tx, "alerts", person, null);
                else
                    Subscriptions.Resume(tx, "alerts", person);
            });
            return $"{reader.Name} {(reader.Paused ? "pauses" : "resumes")}";
        }

        private async Task<string> PassAsync(int hours)
        {
            _model.Advance(hours);
            await house.PassAsync(TimeSpan.FromHours(hours));
            return $"{hours} hours pass";
        }

        /// <summary>Null where all is as the model has it: each reader's releases and languages, each in its newest text, each once.</summary>
        public string? Wrong()
        {
            const string served = """
                SELECT address, number, edition.language, edition.id = (SELECT max(id) FROM edition AS newest WHERE newest.release = edition.release AND newest.language = edition.language)
                FROM served JOIN edition ON edition.id = served.edition JOIN release ON release.id = served.release JOIN person ON person.id = served.person
                """;
            var rows = house.House.Database.Read(db => db.All(served, r => (Reader: r.GetString(0), Release: _numbers.IndexOf(r.GetString(1)) + 1, Language: Languages.Parse(r.GetString(2)), IsNewest: r.GetBoolean(3))));
            var had = rows.Select(row => (row.Reader, row.Release, row.Language)).ToHashSet();
            var current = rows.Where(row => row.IsNewest).Select(row => (row.Reader, row.Release, row.Language)).ToList();
            return had.Except(_model.Had).Select(row => $"{row} should not be there: {About(row.Reader, row.Release)}")
                .Concat(_model.Had.Except(had).Select(row => $"{row} is missing: {About(row.Reader, row.Release)}"))
                .Concat(had.Except(current).Select(row => $"{row} is an old text"))
                .Concat(current.GroupBy(row => row).Where(same => same.Count() > 1).Select(same => $"{same.Key} came twice")).FirstOrDefault();
        }

        private string About(string reader, int release) =>
            $"{Told(_model.Readers.Single(one => one.Name == reader))}; released at {_model.Releases[release - 1].At} in {_model.Releases[release - 1].Original}, now {_model.Now}";

        private void Alter(EditionModel.Reader reader)
        {
            reader.Languages = [.. Languages.All.OrderBy(_ => chance.Next()).Take(chance.Next(1, 4))];
            reader.All = chance.Next(6) == 0;
            reader.Topic = Topics[chance.Next(Topics.Length)];
            reader.Wait = Waits[chance.Next(Waits.Length)] is not { } wait ? double.NaN : wait < 0 ? double.PositiveInfinity : wait;
        }

        private Task EnterAsync(EditionModel.Reader reader) => house.ReaderAsync(reader.Name, new Preferences(
            reader.Languages, null, Rhythms[chance.Next(Rhythms.Length)], house.Topics(reader.Topic),
            Wait: double.IsNaN(reader.Wait) ? null : double.IsInfinity(reader.Wait) ? Timeout.InfiniteTimeSpan : TimeSpan.FromHours(reader.Wait), AllEditions: reader.All));

        private Language AnyLanguage() => Languages.All[chance.Next(Languages.All.Count)];

        private static string Told(EditionModel.Reader reader) =>
            $"{Languages.Join(reader.Languages)} {(reader.Topic == "" ? "everything" : reader.Topic)} wait {reader.Wait}{(reader.All ? " all" : "")}";
    }
}
