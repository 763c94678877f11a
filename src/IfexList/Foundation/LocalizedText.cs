using System.Text.Json;
using System.Text.Json.Serialization;

namespace IfexList.Foundation;

/// <summary>A text for people: one for all languages, or one per language code. In the file either a string or an object.</summary>
[JsonConverter(typeof(LocalizedTextConverter))]
public sealed record LocalizedText(string Default, IReadOnlyDictionary<string, string>? PerLanguage = null)
{
    public string In(string languageCode) =>
        PerLanguage is not null && PerLanguage.TryGetValue(languageCode, out var text) ? text : Default;
}

/// <summary>Reads <c>"Alerts"</c> as well as <c>{ "en": "Alerts", "fr": "Alertes" }</c>; the first language named is the fallback.</summary>
public sealed class LocalizedTextConverter : JsonConverter<LocalizedText>
{
    public override LocalizedText Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return new LocalizedText(reader.GetString()!);
        var texts = JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options);
        if (texts is not { Count: > 0 })
            throw new JsonException("a text, or one text per language, is expected");
        return new LocalizedText(texts.Values.First(), texts);
    }

    public override void Write(Utf8JsonWriter writer, LocalizedText value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, (object?)value.PerLanguage ?? value.Default, options);
}
