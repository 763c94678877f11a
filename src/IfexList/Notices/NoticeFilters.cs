using System.Globalization;
using Fluid;
using Fluid.Values;
using IfexList.Mail;

namespace IfexList.Notices;

/// <summary>
/// What templates may do with a value: <c>plural</c> (<c>{{ readers | plural: "one: # reader", "other: # readers" }}</c>), <c>isolate</c>,
/// <c>size</c> and <c>enclose</c> (<c>{{ text | enclose: subject }}</c>: both between the marker lines).
/// </summary>
internal static class NoticeFilters
{
    public const string LanguageKey = "language";

    public static void AddTo(FilterCollection filters)
    {
        filters.AddFilter("plural", Inflect);
        filters.AddFilter("isolate", (input, _, _) => new StringValue(RightToLeft.Isolate(input.ToStringValue())));
        filters.AddFilter("size", Size);
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

    // A post that contains our marker could otherwise end its own text early and go on in our voice.
    private static string Enclose(string subject, string text) =>
        $"{MarkerLines.BeginText}\n{MarkerLines.Subject}{subject}\n\n{string.Join('\n', text.TrimEnd('\n').Split('\n').Select(MarkerLines.Escape))}\n{MarkerLines.EndText}";
}
