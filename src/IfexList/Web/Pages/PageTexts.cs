using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Fluid;
using IfexList.Foundation;
using IfexList.Mail;

namespace IfexList.Web;

/// <summary>
/// The archive's pages, from Liquid templates and words in five languages (<c>config/pages</c>), file by file replaced by the administrator's own. They are read when they are first
/// wanted. All that is filled in is encoded as HTML.
/// </summary>
/// <param name="ownFolder">The administrator's, such as <c>data/pages</c>; null or absent if there are none.</param>
public sealed class PageTexts(string? ownFolder)
{
    private const int Steps = 200_000;

    // A page's only style: readable on a phone, no picture, no font, nothing to load.
    private const string Style = "body{max-width:42em;margin:auto;padding:0 1em 2em;font:1.05em/1.5 sans-serif}nav ul{padding:0;list-style:none}nav li{padding:.3em 0}"
        + "main li{margin:.6em 0}p,a,h1{overflow-wrap:anywhere}h1{line-height:1.25}img{max-width:100%;height:auto}td,th{padding:.2em .8em .2em 0;text-align:start}"
        + ".skip:not(:focus){position:absolute;inset-inline-start:-99em}input,button{font:inherit;max-width:100%}";

    private static readonly FluidParser Parser = new();
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly TemplateOptions _options = new() { MaxSteps = Steps };
    private readonly ConcurrentDictionary<string, IFluidTemplate> _templates = new();
    private readonly ConcurrentDictionary<Language, IReadOnlyDictionary<string, string>> _words = new();

    /// <summary>The style as a content security policy (CSP, level 3) names it.</summary>
    public static string StyleSource { get; } = $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'";

    public IReadOnlyDictionary<string, string> Words(Language language) => _words.GetOrAdd(language, l => JsonSerializer.Deserialize<Dictionary<string, string>>(Read($"{l.Code()}.json"))!);

    /// <summary>A whole page: its body within the frame that all pages have.</summary>
    public byte[] Page(string template, Language language, Dictionary<string, object?> facts)
    {
        facts["language"] = language.Code();
        facts["direction"] = Direction(language);
        facts["words"] = Words(language);
        facts["style"] = Style;
        facts["body"] = Fill(template, facts);
        return Encoding.UTF8.GetBytes(Fill("layout", facts));
    }

    public static string Direction(Language language) => language.IsRightToLeft() ? "rtl" : "ltr";

    private string Fill(string template, Dictionary<string, object?> facts)
    {
        var context = new TemplateContext(_options) { CultureInfo = CultureInfo.InvariantCulture };
        foreach (var (name, value) in facts)
            context.SetValue(name, value);
        return _templates.GetOrAdd(template, name => Parser.Parse(Read($"{name}.liquid"))).Render(context, Html);
    }

    private string Read(string name)
    {
        var own = ownFolder is null ? null : Path.Combine(ownFolder, name);
        return File.ReadAllText(own is not null && File.Exists(own) ? own : Path.Combine(AppContext.BaseDirectory, "config", "pages", name));
    }
}
