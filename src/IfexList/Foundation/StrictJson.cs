using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace IfexList.Foundation;

/// <summary>
/// Reads the files that an administrator writes: JSON with comments and trailing commas, in which an unknown key or a value of the wrong kind is an
/// error that names file, key and reason.
/// </summary>
public static class StrictJson
{
    private static readonly JsonDocumentOptions Commented = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNameCaseInsensitive = true,
        RespectNullableAnnotations = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <exception cref="SettingsException">It can't be read.</exception>
    public static string ReadText(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{file}: can't be read: {e.Message}", e);
        }
    }

    /// <param name="overlay">What is laid over the file before it becomes records.</param>
    /// <exception cref="SettingsException">With a message that names file, key and reason.</exception>
    public static T Parse<T>(string text, string file, Action<JsonObject> overlay) where T : new()
    {
        try
        {
            var root = JsonNode.Parse(text, new JsonNodeOptions { PropertyNameCaseInsensitive = true }, Commented) as JsonObject
                ?? throw new SettingsException($"{file}: the file must hold one JSON object");
            overlay(root);
            return root.Deserialize<T>(Strict) ?? new T();
        }
        catch (JsonException e)
        {
            throw new SettingsException($"{file}: {Where(e)}{Reason(e)}", e);
        }
    }

    private static string Where(JsonException e) => e.Path is { Length: > 2 } path
        ? path[2..] + ": "
        : e.LineNumber is { } line ? $"line {line + 1}: " : "";

    private static string Reason(JsonException e)
    {
        if (e.Message.Contains("could not be mapped", StringComparison.Ordinal))
            return "unknown key";
        if (e.Message.Contains("could not be converted", StringComparison.Ordinal))
            return "not a value of the kind this key takes";
        if (e.Message.Contains("null", StringComparison.Ordinal))
            return "must not be null";
        if (e.Message.StartsWith("Duplicate propert", StringComparison.Ordinal))
            return $"{e.Message.Split('\'').ElementAtOrDefault(1)} stands there twice";
        return e.Message.Split(". Path:")[0].Split(" LineNumber:")[0].Trim();
    }
}
