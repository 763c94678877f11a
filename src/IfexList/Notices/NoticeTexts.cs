using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using Fluid;
using IfexList.Mail;

namespace IfexList.Notices;

/// <summary>
/// The daemon's letters, from Liquid templates: those shipped beside the executable, file by file replaced by the administrator's own in the
/// data directory. A changed file counts from its next use. A broken own file never stops a letter: the shipped one goes out, and <see cref="Problems"/> tells.
/// </summary>
/// <param name="ownFolder">The administrator's, such as <c>data/notices</c>; null or absent if there are none.</param>
/// <param name="strict">Tests: an unknown variable is an error. In production it is blank.</param>
public sealed class NoticeTexts(string? ownFolder, bool strict = false)
{
    private const string SubjectField = "Subject: ";
    private const int InlineCharacters = 500;
    private const int VersionCharacters = 8;

    // A letter with 25 posts takes some hundred.
    private const int Steps = 20_000;

    // Lines that we rendered ourselves: the isolates in them are ours.
    private static readonly HashSet<string> OwnTexts = ["choices", "warnings", "withheld", "files", "losses"];

    // An array's items have no name.
    private const string Item = "";

    // Shown with their line breaks; everything else is one line.
    private static readonly HashSet<string> LongTexts = ["text", "source", "reason", "diff", "choices"];

    private static readonly FluidParser Parser = new();

    private readonly ConcurrentDictionary<string, Loaded> _loaded = new();
    private readonly TemplateOptions _options = Options(strict);

    /// <summary>Where the shipped letters lie.</summary>
    public static string ShippedFolder => Path.Combine(AppContext.BaseDirectory, "config", "notices");

    /// <param name="model">A value for every variable of the kind; arrays hold text or dictionaries.</param>
    public Notice Render(NoticeKind kind, Language language, IReadOnlyDictionary<string, object?> model)
    {
        var letter = Fill(kind, language, model);
        var end = letter.IndexOf('\n');
        var subject = letter.StartsWith(SubjectField, StringComparison.Ordinal) && end > 0 ? letter[SubjectField.Length..end] : "";
        var text = subject.Length > 0 ? letter[(end + 1)..] : letter;
        subject = language.IsRightToLeft() ? RightToLeft.Led(OneLine(subject)) : RightToLeft.Settled(OneLine(subject));
        return new Notice(subject, Wrapping.Tidy(text, wrap: !language.IsRightToLeft()), language);
    }

    /// <summary>A fingerprint of the words that a letter has just now: the shipped ones, or the administrator's own.</summary>
    public string Version(NoticeKind kind, Language language) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(OwnFile(kind, language) ?? FileOf(ShippedFolder, kind, language))))[..VersionCharacters];

    /// <summary>What is wrong with the administrator's own letters; nothing, if there are none.</summary>
    public IEnumerable<(string File, string Error)> Problems()
    {
        foreach (var language in Languages.All)
            foreach (var kind in NoticeCatalogue.All)
                if (OwnFile(kind, language) is { } file && !TryParse(file, out _, out var error))
                    yield return (file, error);
    }

    private string Fill(NoticeKind kind, Language language, IReadOnlyDictionary<string, object?> model)
    {
        var context = new TemplateContext(_options) { CultureInfo = CultureInfo.InvariantCulture };
        context.AmbientValues[NoticeFilters.LanguageKey] = language;
        foreach (var (name, value) in model)
            context.SetValue(name, Clean(name, value, language));
        return Template(kind, language).Render(context).Replace("\r\n", "\n");
    }

    private IFluidTemplate Template(NoticeKind kind, Language language)
    {
        if (OwnFile(kind, language) is { } own && Current(own) is { } template)
            return template;
        var shipped = FileOf(ShippedFolder, kind, language);
        return Current(shipped) ?? throw new InvalidDataException($"{shipped} is no letter");
    }

    private IFluidTemplate? Current(string file)
    {
        var written = File.GetLastWriteTimeUtc(file);
        if (_loaded.TryGetValue(file, out var known) && known.Written == written)
            return known.Template;
        var parsed = TryParse(file, out var template, out _) ? template : null;
        _loaded[file] = new Loaded(written, parsed);
        return parsed;
    }

    private static bool TryParse(string file, out IFluidTemplate? template, out string error)
    {
        try
        {
            return Parser.TryParse(File.ReadAllText(file), out template, out error);
        }
        catch (IOException e)
        {
            (template, error) = (null, e.Message);
            return false;
        }
    }

    private string? OwnFile(NoticeKind kind, Language language) =>
        ownFolder is not null && FileOf(ownFolder, kind, language) is var file && File.Exists(file) ? file : null;

    private static string FileOf(string folder, NoticeKind kind, Language language) => Path.Combine(folder, language.Code(), kind.Name + ".liquid");

    private static TemplateOptions Options(bool strict)
    {
        var options = new TemplateOptions { MaxSteps = Steps, StrictVariables = strict, StrictFilters = strict };
        NoticeFilters.AddTo(options.Filters);
        return options;
    }

    // What strangers wrote is shown without the characters that would let it pose as our own words; an Arabic Subject turns no French line around.
    private static object? Clean(string name, object? value, Language language) => value switch
    {
        string text when OwnTexts.Contains(name) => RightToLeft.WithoutOverrides(Readable(text)),
        string text when LongTexts.Contains(name) => RightToLeft.WithoutControls(Readable(text)),
        string text when language.IsRightToLeft() => RightToLeft.WithoutControls(OneLine(text)),
        string text => RightToLeft.IsolateTurning(RightToLeft.WithoutControls(OneLine(text))),
        IEnumerable<KeyValuePair<string, object?>> members => members.ToDictionary(m => m.Key, m => Clean(m.Key, m.Value, language)),
        IEnumerable items => items.Cast<object?>().Select(item => Clean(OwnTexts.Contains(name) ? name : Item, item, language)).ToArray(),
        _ => value,
    };

    private static string Readable(string text) =>
        string.Concat(text.ReplaceLineEndings("\n").Where(c => c is '\n' or '\t' || !char.IsControl(c))).TrimEnd('\n');

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        line = string.Concat(line.Where(c => !char.IsControl(c)));
        var end = InlineCharacters - 1;
        return line.Length <= InlineCharacters ? line : line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)] + "…";
    }

    private sealed record Loaded(DateTime Written, IFluidTemplate? Template);
}
