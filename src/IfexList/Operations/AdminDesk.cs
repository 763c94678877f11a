using IfexList.Foundation;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Operations;

/// <summary>What the verbs work with: the settings, the lists, and the database, opened when a verb first asks for it. A running daemon isn't disturbed.</summary>
public sealed class AdminDesk(Func<Settings> load, TimeProvider time) : IAsyncDisposable
{
    private readonly Lazy<Settings> _settings = new(load);
    private Database? _database;
    private ListCatalogue? _lists;

    public AdminDesk(Settings settings) : this(() => settings, TimeProvider.System) { }

    /// <exception cref="SettingsException">The configuration can't be used.</exception>
    public Settings Settings => _settings.Value;

    public ListCatalogue Lists => _lists ??= new ListCatalogue(Settings);

    public Database Database => _database ??= Database.Open(Settings.DatabaseFile);

    public TimeProvider Time => time;

    /// <summary>The route of those domains of which no way is written; empty where each has its own.</summary>
    public string RouteOfOthers => Settings.Relay.Mode == RelayMode.Smarthost ? Routes.Smarthost : "";

    public QueueDesk Queue => new(RouteOfOthers);

    /// <exception cref="VerbFailedException">No list has that name or alias.</exception>
    public MailingList List(string name) => Lists.Find(name)
        ?? throw new VerbFailedException($"no list is called \"{name}\"; there are {string.Join(", ", Lists.All.Select(list => list.Name))}");

    /// <summary>A list that has subscribers of its own.</summary>
    public MailingList ReadersList(string name)
    {
        var list = List(name);
        return list.Kind switch
        {
            ListKind.Members => throw new VerbFailedException($"the readers of {list.Name} are the registered members: use \"ifexlist members\""),
            ListKind.Desk => throw new VerbFailedException($"{list.Name} is a desk, its mail is answered by people and goes to no readers"),
            _ => list,
        };
    }

    /// <exception cref="VerbFailedException">The list doesn't speak one of the languages.</exception>
    public static void RequireLanguages(MailingList list, IEnumerable<Language> languages)
    {
        foreach (var language in languages.Where(language => !list.Languages.Contains(language)))
            throw new VerbFailedException($"{list.Name} has no language \"{language.Code()}\"; it has {string.Join(", ", list.Languages.Select(l => l.Code()))}");
    }

    public Task<Enrolled> SubscribeAsync(MailingList list, Address address, Preferences wish)
    {
        RequireLanguages(list, wish.Languages ?? []);
        return Database.WriteAsync(tx => Enrolment.Enter(tx, list, address, wish, "entered by the administrator", time.Now()));
    }

    public Task<Enrolled> SubscribeAsync(string list, string address, string languages) =>
        SubscribeAsync(ReadersList(list), Parse(address), new Preferences(Languages.Split(languages)));

    /// <returns>True when she is new.</returns>
    public Task<bool> AddModeratorAsync(MailingList list, Address address, Appointment appointment)
    {
        RequireLanguages(list, [.. appointment.Desks ?? [], .. appointment.Language is { } language ? [language] : Array.Empty<Language>()]);
        return Database.WriteAsync(tx => Appointments.Appoint(tx, list, address, appointment, time.Now()));
    }

    public Task<bool> AddModeratorAsync(string list, string address, string language) =>
        AddModeratorAsync(List(list), Parse(address), new Appointment(Languages.Parse(language)));

    public Task AddMemberAsync(Address address, string organisation, IReadOnlyList<string> domains, Language? language)
    {
        foreach (var domain in domains)
            if (Database.Read(db => Membership.OwnerOf(db, domain)) is { } owner && owner != organisation)
                throw new VerbFailedException($"the domain {domain} belongs to {owner}");
        return Database.WriteAsync(tx => Membership.Register(tx, address, organisation, domains, language, time.Now()));
    }

    public Task AddMemberAsync(string address, string organisation) => AddMemberAsync(Parse(address), organisation, [], null);

    public ValueTask DisposeAsync() => _database?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static Address Parse(string text) =>
        Address.TryParse(text, out var address) ? address : throw new VerbFailedException($"\"{text}\" is no mail address");
}
