using IfexList.Lists;
using IfexList.Mail;
using IfexList.Publishing;

namespace IfexList.Tests.Publishing;

/// <summary>Updates and a correction as their readers get them; the golden files are read like mails.</summary>
public sealed class CaseGoldens : IAsyncLifetime
{
    private static readonly (string Subject, string Text)[] Updates =
    [
        ("UPDATE - TUNISIA: Sami Trabelsi released", "(OHPL/IFEX) - Sami Trabelsi was released this morning.\n\nHe has not been charged."),
        ("MISE À JOUR - TUNISIE : Sami Trabelsi libéré", "(OHPL/IFEX) - Sami Trabelsi a été libéré ce matin.\n\nIl n’est pas inculpé."),
        ("ACTUALIZACIÓN - TÚNEZ: Sami Trabelsi, en libertad", "(OHPL/IFEX) - Sami Trabelsi quedó en libertad esta mañana.\n\nNo hay cargos contra él."),
        ("ОБНОВЛЕНИЕ - ТУНИС: Сами Трабелси на свободе", "(OHPL/IFEX) - Сами Трабелси освобождён сегодня утром.\n\nОбвинение не предъявлено."),
        ("مستجدات - تونس: الإفراج عن سامي الطرابلسي", "(OHPL/IFEX) - أُفرج صباح اليوم عن سامي الطرابلسي.\n\nلم توجَّه إليه أي تهمة."),
    ];

    private readonly ParcelHouse _house = new();

    public async ValueTask InitializeAsync() => await _house.House.MemberAsync("amel@horria.example", "OHPL");

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    public static TheoryData<Language> InFive() => [.. Languages.All];

    [Theory, MemberData(nameof(InFive))]
    public async Task An_update_says_what_it_updates(Language language)
    {
        var reader = $"{language.Code()}@x.example";
        await _house.ReaderAsync(reader, languages: language.Code());
        var (first, _) = await _house.ReleaseAsync("ALERT", language: language);
        foreach (var days in (int[])[3, 1])
        {
            _house.House.Time.Advance(TimeSpan.FromDays(days));
            await _house.ReleaseAsync("UPDATE", language: language, orders: ReleaseOrders.None with { Case = first });
        }
        _house.House.Time.Advance(TimeSpan.FromDays(20));
        var (subject, text) = Updates[(int)language];
        await _house.ReleaseAsync(subject, text, language: language, organisation: 1, orders: new ReleaseOrders(_house.Topics("TN"), "update", Case: first));
        Golden.Check($"update-{language.Code()}.eml", _house.House.LetterSourceTo(reader));
    }

    [Theory]
    [InlineData(Language.Fr, "ce matin", "hier soir")]
    [InlineData(Language.Ru, "сегодня утром", "вчера вечером")]
    [InlineData(Language.Ar, "صباح اليوم", "مساء أمس")]
    public async Task A_correction_says_what_it_corrects(Language language, string wrong, string right)
    {
        var reader = $"{language.Code()}@x.example";
        await _house.ReaderAsync(reader, languages: language.Code());
        var (subject, text) = Updates[(int)language];
        await _house.ReleaseAsync(subject, text, language: language, organisation: 1, orders: new ReleaseOrders(_house.Topics("TN"), "update", Author: "Amel Jaziri"));
        await _house.DeliverAsync();
        _house.House.Time.Advance(TimeSpan.FromHours(3));
        var publication = _house.House.Get<Publication>();
        var ready = _house.House.Database.Read(db => publication.PrepareCorrection(db, 1, "", text.Replace(wrong, right, StringComparison.Ordinal)));
        await _house.House.Database.WriteAsync(tx => { publication.Commit(tx, ready!); });
        Golden.Check($"correction-{language.Code()}.eml", _house.House.LetterSourceTo(reader));
    }

    [Theory]
    [InlineData(Language.En, "CORRECTION - ZIMBABWE: Plates seized", true)]
    [InlineData(Language.En, "Corrections officer held", false)]
    [InlineData(Language.Fr, "Rectificatif : Tunisie", true)]
    [InlineData(Language.Es, "CORRECCIÓN: Túnez", true)]
    [InlineData(Language.Ru, "Исправление: Тунис", true)]
    [InlineData(Language.Ar, "تصحيح: تونس", true)]
    public async Task The_word_stands_in_the_subject_once(Language language, string subject, bool says)
    {
        await _house.ReleaseAsync("ALERT", language: language);
        var ready = _house.House.Database.Read(db => _house.House.Get<Publication>().PrepareCorrection(db, 1, subject, "Text."))!;
        Assert.Equal(says, ready.Corrected.Subject == subject);
        Assert.EndsWith(subject, ready.Corrected.Subject, StringComparison.Ordinal);
    }
}
