using IfexList.Foundation;

namespace IfexList.Delivery;

/// <summary>
/// What each provider of the world bears: the shaping file. A provider that isn't in it gets the entry Default, and its name is made of its exchanges, so that
/// all domains behind the same exchanges share one pace.
/// </summary>
public sealed class Shaping
{
    private readonly IReadOnlyList<(ProviderEntry Entry, Shape Shape)> _providers;
    private readonly Shape _default;

    private Shaping(ShapingFile file)
    {
        _default = new Shape("", IsNamed: false, file.Default.Connections ?? 2, file.Default.MessagesPerConnection ?? 20, Limited(file.Default.PerMinute ?? 60),
            [.. file.Default.Rules.Select(rule => rule.Rule)])
        { WarmUp = file.WarmUp };
        _providers = [.. file.Providers.Select(provider => (provider, ShapeOf(provider)))];
    }

    /// <param name="path">Empty: the file that is shipped.</param>
    /// <exception cref="SettingsException">With a message that names file, key and reason.</exception>
    public static Shaping Open(string path)
    {
        var file = path.Length > 0 ? path : Path.Combine(AppContext.BaseDirectory, "config", "shaping.json");
        return Parse(StrictJson.ReadText(file), file);
    }

    /// <summary>Reads the text of a file that stands, or would stand, at <paramref name="file"/>.</summary>
    public static Shaping Parse(string text, string file)
    {
        var written = StrictJson.Parse<ShapingFile>(text, file, _ => { });
        foreach (var (key, reason) in written.Problems().Take(1))
            throw new SettingsException($"{file}: {key}: {reason}");
        return new Shaping(written);
    }

    /// <summary>The providers that the file names.</summary>
    public IReadOnlyList<Shape> Named => [.. _providers.Select(provider => provider.Shape)];

    public WarmUp WarmUp => _default.WarmUp;

    /// <param name="exchanges">The most preferred mail exchanges of the domain, in any order; none: the domain is its own.</param>
    public Shape For(IReadOnlyList<string> exchanges, string domain)
    {
        IReadOnlyList<string> names = [.. (exchanges.Count > 0 ? exchanges : [domain]).Select(name => name.TrimEnd('.').ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)];
        foreach (var (entry, shape) in _providers)
            if (entry.Has(names, domain))
                return shape;
        return _default with { Provider = string.Join(' ', names) };
    }

    // What a rule for all says holds for each as well.
    private Shape ShapeOf(ProviderEntry entry) => _default with
    {
        Provider = entry.Name,
        IsNamed = true,
        Connections = entry.Connections ?? _default.Connections,
        MessagesPerConnection = entry.MessagesPerConnection ?? _default.MessagesPerConnection,
        PerMinute = entry.PerMinute is { } rate ? Limited(rate) : _default.PerMinute,
        Rules = [.. entry.Rules.Select(rule => rule.Rule), .. _default.Rules],
    };

    private static double? Limited(double perMinute) => perMinute > 0 ? perMinute : null;
}
