using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;

namespace IfexList.Foundation;

/// <summary>
/// Finds, reads and checks the configuration file. Whatever is wrong with it is said with file, key and reason, and the start ends there.
/// </summary>
/// <remarks>
/// System.Text.Json rather than the configuration binder: the binder appends to array defaults and passes over misspelt keys.
/// Variables named <c>IFEXLIST__Smtp__Listen__0</c> are laid over the file before it is read.
/// </remarks>
public static class SettingsFile
{
    private const string VariablePrefix = "IFEXLIST__";

    // Element 10 comes behind element 9.
    private static readonly StringComparer ByNumber = StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);

    /// <summary>Where the file is looked for when <c>--config</c> doesn't say.</summary>
    public static IReadOnlyList<string> UsualPlaces { get; } =
    [
        Path.Combine("config", "ifexlist.json"),
        OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.CommonApplicationData), "IfexList", "ifexlist.json")
            : "/etc/ifexlist/ifexlist.json",
    ];

    /// <exception cref="SettingsException">With a message that names file, key and reason.</exception>
    public static Settings Load(string? path)
    {
        var file = path ?? UsualPlaces.FirstOrDefault(File.Exists)
            ?? throw new SettingsException($"no configuration file: looked for {string.Join(" and ", UsualPlaces)}; name one with --config");
        return Parse(StrictJson.ReadText(file), Path.GetFullPath(file), Environment.GetEnvironmentVariables());
    }

    /// <summary>Reads the text of a file that stands, or would stand, at <paramref name="file"/>.</summary>
    public static Settings Parse(string text, string file, IDictionary variables)
    {
        var settings = Rooted(StrictJson.Parse<Settings>(text, file, root => Overlay(root, variables)), Path.GetDirectoryName(file)!);
        // Not FirstOrDefault: the default of a tuple is one too, so a file without a fault would be refused.
        foreach (var (key, reason) in SettingsCheck.Problems(settings).Take(1))
            throw new SettingsException($"{file}: {key}: {reason}");
        return settings;
    }

    private static void Overlay(JsonObject root, IDictionary variables)
    {
        foreach (var (name, value) in Overrides(variables))
            Overlay(root, name, name[VariablePrefix.Length..].Split("__"), value);
    }

    private static IEnumerable<(string Name, string Value)> Overrides(IDictionary variables) => variables.Cast<DictionaryEntry>()
        .Select(variable => (Name: (string)variable.Key, Value: (string?)variable.Value ?? ""))
        .Where(variable => variable.Name.StartsWith(VariablePrefix, StringComparison.OrdinalIgnoreCase))
        .OrderBy(variable => variable.Name, ByNumber);

    private static void Overlay(JsonNode node, string name, ReadOnlySpan<string> keys, string value)
    {
        var key = keys[0];
        if (node is JsonArray array)
        {
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index > array.Count)
                throw new SettingsException($"{name}: the next free index of that array is {array.Count}");
            if (index == array.Count)
                array.Add(null);
            array[index] = keys.Length == 1 ? Scalar(value) : Descend(array[index], name, keys[1..], value);
        }
        else if (node is JsonObject named)
            named[key] = keys.Length == 1 ? Scalar(value) : Descend(named[key], name, keys[1..], value);
        else
            throw new SettingsException($"{name}: there is a single value there, not an object or array");
    }

    private static JsonNode Descend(JsonNode? child, string name, ReadOnlySpan<string> keys, string value)
    {
        child = child?.DeepClone() ?? (int.TryParse(keys[0], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? new JsonArray()
            : new JsonObject(new JsonNodeOptions { PropertyNameCaseInsensitive = true }));
        Overlay(child, name, keys, value);
        return child;
    }

    private static JsonValue Scalar(string value) => bool.TryParse(value, out var flag) ? JsonValue.Create(flag) : JsonValue.Create(value);

    /// <summary>Relative paths start at the file's folder: a Windows service wakes up in System32.</summary>
    private static Settings Rooted(Settings s, string folder)
    {
        string At(string path) => path.Length == 0 ? path : Path.GetFullPath(path, folder);
        return s with
        {
            DataDirectory = At(s.DataDirectory),
            Smtp = s.Smtp with { Certificate = At(s.Smtp.Certificate), CertificateKey = At(s.Smtp.CertificateKey) },
            Http = s.Http with { Certificate = At(s.Http.Certificate), CertificateKey = At(s.Http.CertificateKey) },
            Relay = s.Relay with
            {
                PasswordFile = At(s.Relay.PasswordFile),
                Shaping = At(s.Relay.Shaping),
                Routes = [.. s.Relay.Routes.Select(route => route with { PasswordFile = At(route.PasswordFile) })],
            },
            Dkim = [.. s.Dkim.Select(d => d with { KeyFile = At(d.KeyFile) })],
            // A list that is null is told of by the check.
            Lists = s.Lists.ToDictionary(pair => pair.Key, pair => pair.Value is { } list ? list with { DeskKeyFile = At(list.DeskKeyFile) } : null!),
        };
    }
}

/// <summary>The configuration can't be used; the message names file, key and reason.</summary>
public sealed class SettingsException : Exception
{
    public SettingsException(string message) : base(message) { }
    public SettingsException(string message, Exception inner) : base(message, inner) { }
    public SettingsException() { }
}
