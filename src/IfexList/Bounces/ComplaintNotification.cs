using System.Text;
using System.Text.Json;
using MimeKit;

namespace IfexList.Bounces;

/// <summary>
/// Complaints as a relay tells them to programs: JSON in the text of a mail, such as Amazon SES sends by its notification service, bare or wrapped once more.
/// Other notifications of that kind are bounces or deliveries.
/// </summary>
internal static class ComplaintNotification
{
    public static ReturnReport? Read(MimeMessage message)
    {
        foreach (var text in ReportParts.Texts(ReportParts.Of(message)))
            if (text.Contains("omplain", StringComparison.Ordinal) && text.IndexOf('{', StringComparison.Ordinal) is >= 0 and var start
                && Report(text[start..], wrapped: false) is { } report)
                return report;
        return null;
    }

    private static ReturnReport? Report(string text, bool wrapped)
    {
        try
        {
            // sendmail breaks a long line by "!" and a blank on the next one, wherever that is. Behind the value stands what the service says to people.
            var line = text.Replace("!\n ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal);
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
            using var json = JsonDocument.ParseValue(ref reader);
            return !wrapped && String(json.RootElement, "Message") is { } inner && inner.StartsWith('{') ? Report(inner, wrapped: true) : Complaint(json.RootElement);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static ReturnReport? Complaint(JsonElement root)
    {
        if (!"Complaint".Equals(String(root, "notificationType") ?? String(root, "eventType"), StringComparison.OrdinalIgnoreCase) || Member(root, "complaint") is not { } complaint)
            return null;
        var mail = Member(root, "mail") ?? default;
        var named = Items(complaint, "complainedRecipients").Select(one => String(one, "emailAddress")).OfType<string>().SelectMany(ReportedAddress.Read);
        var header = Items(mail, "headers").Select(field => (String(field, "name") ?? "", String(field, "value") ?? "")).Take(Foundation.Limits.ReportFields).ToList();
        if (header.Count == 0 && Member(mail, "commonHeaders") is { } common && String(common, "messageId") is { } id)
            header.Add(("Message-ID", id));
        var type = String(complaint, "complaintFeedbackType") ?? "abuse";
        return FeedbackReport.Complaint("notification", type, named, new ReportedMail(new ReportFields(header)), String(mail, "source") is { } source ? [source] : [],
            $"complaintFeedbackType: {type}; {String(complaint, "userAgent")}");
    }

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var member) ? member : null;

    private static string? String(JsonElement parent, string name) => Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static IEnumerable<JsonElement> Items(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray().Take(Foundation.Limits.ReportFields) : [];
}
