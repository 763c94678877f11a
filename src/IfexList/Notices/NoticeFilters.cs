using System.Globalization;
using Fluid;
using Fluid.Values;
using IfexList.Mail;

namespace IfexList.Notices;

/// <summary>
/// What templates may do with a value: <c>plural</c> (<c>{{ readers | plural: "one: # reader", "other: # readers" }}</c>), <c>isolate</c>,
/// <c>size</c>, <c>span</c> (minutes as days, hours and minutes) and <c>enclose</c> (<c>{{ text | enclose: subject }}</c>: both between the marker lines).
/// </summary>
internal static class NoticeFilters
{
    public const string LanguageKey = "language";

    public static void AddTo(FilterCollection filters)
    {
        filters.AddFilter("plural", Inflect);
        filters.AddFilter("isolate", (input, _, _) => new StringValue(RightToLeft.Isolate(input.ToStringValue())));
        filters.AddFilter("size", Size);
        filters.AddFilter("span", Span);
        filters.AddFilter("enclose", (input, arguments, _) => new StringValue(Enclose(arguments.At(0).ToStringValue(), input.ToStringValue())));
    }

    private static Language LanguageOf(TemplateContext context) => (Language)context.AmbientValues[LanguageKey];

    private static ValueTask<FluidValue> Inflect(FluidValue input, FilterArguments forms, TemplateContext context)
    {
        var count = (long)input.ToNumberValue();
        var category = Plural.Of(count, LanguageOf(context)).ToString().ToLowerInvariant();
        var form = Form(forms, category) ?? Form(forms, "other") ?? "#";
        return new StringValue(form.Replace("#", count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    private static string? Form(FilterArguments forms, string category)
    {
        foreach (var value in forms.Values)
            if (value.ToStringValue() is var form && form.StartsWith(category + ":", StringComparison.Ordinal))
                return form[(category.Length + 1)..].Trim();
        return null;
    }

    // Readers who pay per kilobyte think in kilobytes.
    private static ValueTask<FluidValue> Size(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var kilobytes = Math.Max(1, (long)Math.Ceiling(input.ToNumberValue() / 1000)).ToString(CultureInfo.InvariantCulture);
        return new StringValue(LanguageOf(context) switch
        {
            Language.Fr => kilobytes + "\u00A0ko",
            Language.Ru => kilobytes + "\u00A0КБ",
            Language.Ar => kilobytes + "\u00A0كيلوبايت",
            _ => kilobytes + "\u00A0kB",
        });
    }

    // The CLDR's short units: no plurals, and narrow enough for a phone. After two days nobody counts minutes.
    private static ValueTask<FluidValue> Span(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var span = TimeSpan.FromMinutes((long)input.ToNumberValue());
        var (day, hour, minute) = LanguageOf(context) switch
        {
            Language.Fr => ("j", "h", "min"),
            Language.Ru => ("дн.", "ч", "мин"),
            Language.Ar => ("ي", "س", "د"),
            _ => ("d", "h", "min"),
        };
        return new StringValue(span switch
        {
            { TotalDays: >= 2 } => $"{span.Days}\u00A0{day}\u00A0{span.Hours}\u00A0{hour}",
            { TotalHours: >= 1 } => $"{(int)span.TotalHours}\u00A0{hour}\u00A0{span.Minutes}\u00A0{minute}",
            _ => $"{span.Minutes}\u00A0{minute}",
        });
    }

    // A post that contains our marker could otherwise end its own text early and go on in our voice.
    private static string Enclose(string subject, string text) =>
        $"{MarkerLines.BeginText}\n{MarkerLines.Subject}{RightToLeft.WithoutControls(subject)}\n\n{string.Join('\n', text.TrimEnd('\n').Split('\n').Select(MarkerLines.Escape))}\n{MarkerLines.EndText}";
}
