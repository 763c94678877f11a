using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using IfexList.Lists;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Archive;

/// <summary>A file of an edition, in Base64.</summary>
public sealed record BundledFile(string Name, string Type, byte[] Bytes);

/// <summary>One edition as a line of JSON: all that everybody may know of it. What isn't there is left out.</summary>
/// <param name="Previous">SHA-256 of the line before it, without its line feed; of the file's name in the first line. In hexadecimal digits.</param>
/// <param name="Original">Its release came out in this language first.</param>
/// <param name="OrganisationId">The number that its page has.</param>
/// <param name="At">When its release came out.</param>
/// <param name="Issued">When the edition itself did.</param>
/// <param name="Stale">Its original was corrected since.</param>
/// <param name="Withdrawn">Why its text is gone.</param>
/// <param name="Unlisted">Search engines are asked to leave its case alone.</param>
public sealed record BundleLine(
    string Previous, string Number, string List, string Language, bool Original, string Case, string? Kind, string Origin, IReadOnlyList<string>? Topics, string? Organisation,
    long? OrganisationId, string? Author, string Subject, string Text, string? Link, string MessageId, DateTime At, DateTime Issued, bool Stale, string? Withdrawn, bool Unlisted,
    IReadOnlyList<BundledFile>? Files)
{
    // People read these lines, too: no escapes but those that JSON needs.
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
    };

    /// <param name="edition">As <see cref="PublicText"/> shows it.</param>
    public static BundleLine Of(ArchivedEdition edition, IReadOnlyList<EditionFile> files, string previous, bool isUnlisted = false) => new(
        previous, edition.Number, edition.List, edition.Language.Code(), edition.IsOriginal, edition.Case, edition.Kind, edition.Origin.ToString().ToLowerInvariant(),
        edition.Topics.Count > 0 ? [.. edition.Topics.Select(topic => topic.Code)] : null, edition.Organisation, edition.OrganisationId, edition.Author, edition.Subject, edition.Text,
        edition.Link, edition.MessageId, edition.At.UtcDateTime, edition.Issued.UtcDateTime, edition.IsStale, edition.Withdrawn, isUnlisted,
        files.Count > 0 ? [.. files.Select(file => new BundledFile(file.Name, file.Type, file.Bytes))] : null);

    /// <summary>Without its line feed.</summary>
    public byte[] ToOctets() => JsonSerializer.SerializeToUtf8Bytes(this, Plain);

    /// <exception cref="InvalidDataException">It isn't such a line.</exception>
    public static BundleLine Read(ReadOnlySpan<byte> octets)
    {
        try
        {
            return JsonSerializer.Deserialize<BundleLine>(octets, Plain) is { Number: not null, List: not null, Language: not null, Case: not null, Origin: not null, Subject: not null, Text: not null, MessageId: not null } line
                ? line : throw new InvalidDataException("lacks what each line has");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"is no line of a bundle that this version knows: {e.Message}", e);
        }
    }

    /// <summary>The edition, without the ids of the house that it comes from.</summary>
    public ArchivedEdition ToEdition() => new(
        0, 0, Number, List, Languages.Parse(Language), Original, Case, Kind, Enum.Parse<Origin>(Origin, ignoreCase: true), Topic.Split(string.Join(';', Topics ?? [])), Organisation,
        OrganisationId, Author, Subject, Text, Link, MessageId, At, Issued, Stale, Withdrawn);

    public IReadOnlyList<EditionFile> ToFiles() => [.. (Files ?? []).Select(file => new EditionFile(file.Name, file.Type, file.Bytes))];
}
