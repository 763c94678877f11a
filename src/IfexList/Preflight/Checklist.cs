using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IfexList.Foundation;
using IfexList.Mail;
using IfexList.Store;

namespace IfexList.Preflight;

/// <summary>The members' own writing guide as questions to a text, in the order in which the answers are told. What is in doubt is no hint: whoever is warned in vain stops reading.</summary>
internal static partial class Checklist
{
    private const int ShoutedLetters = 12;

    // A call or a collection tells of no event of its own.
    private static readonly HashSet<string> Other = ["communique", "joint-action", "report"];

    // Their own date is the event's.
    private static readonly HashSet<string> Statements = ["press-release", "capsule"];

    private static readonly HashSet<string> SayNothing =
    [
        .. ("alert alerte alerta urgent urgente important importante news new update information info message hello bonjour hola to for from of de la le tous all"
            + " тревога срочно внимание новости важно تنبيه عاجل هام خبر").Split(' ').Select(Words.Fold),
    ];

    // Null: all is well; otherwise the detail.
    private static readonly (HintKind Kind, bool OfEvents, Func<PostView, string?> Finds)[] Questions =
    [
        (HintKind.NoHeadline, true, post => Unless(IsHeadline(post.Headline))),
        (HintKind.NoDate, true, post => Unless(EventDate.IsIn(post.Parts.Report, Statements.Contains(post.Kind)))),
        (HintKind.NoPlace, true, post => Unless(post.HasCountry || Dateline().IsMatch(post.Parts.Report))),
        (HintKind.NoSource, true, post => Unless(post.Parts.Source.Length > 0 || post.Post.Text.Contains("IFEX)", StringComparison.Ordinal))),
        (HintKind.Acronym, true, post => Acronyms.Unexplained(post.Parts.Report, post.Parts.Source) is { Count: > 0 } acronyms ? string.Join(", ", acronyms) : null),
        (HintKind.NoAppealAddress, false, post => Unless(post.Parts.Appeals is not { } appeals || PrivateData.HasAnyAddress(appeals))),
        (HintKind.NearDuplicate, false, post => NearDuplicate.Of(post.Post.Text, post.Recent)?.Number),
        (HintKind.NameSpelling, false, post => post.Case is { } known ? NameSpelling.Of(post.Names, known.Releases) : null),
        (HintKind.PhoneNumber, false, post => Unless(!PrivateData.HasPhone(post.Parts.Report))),
        (HintKind.StreetAddress, false, post => Unless(!PrivateData.HasStreet(post.Parts.Report))),
        (HintKind.Position, false, post => Unless(!PrivateData.HasPosition(post.Post.Text))),
        (HintKind.LongText, true, post => post.Post.Text.Length > Limits.LongPostCharacters ? Encoding.UTF8.GetByteCount(post.Post.Text).ToString(CultureInfo.InvariantCulture) : null),
    ];

    public static IReadOnlyList<Hint> Of(PostView post) =>
    [
        .. from question in Questions
           where !question.OfEvents || !Other.Contains(post.Kind)
           let detail = question.Finds(post)
           where detail is not null
           select new Hint(question.Kind, detail),
    ];

    private static string? Unless(bool well) => well ? null : "";

    private static bool IsHeadline(string headline) =>
        headline.Length <= Limits.HeadlineCharacters && Words.Split(headline).Any(word => !SayNothing.Contains(word))
        && !(headline.Count(char.IsUpper) >= ShoutedLetters && !headline.Any(char.IsLower));

    // "(OHPL/IFEX) – Tunis, le 12 mars", "LIMA – ". Here as below what repeats is bounded or has a sign between, so that no text makes it try in vain for long;
    // NonBacktracking would build megabytes of automata at run time.
    [GeneratedRegex(
        @"(?:^|\n)\W{0,4}(?:[^()\n]{2,60}IFEX\)\W{1,4})?(?:\p{Lu}[\p{L}'’.-]{1,40}(?: \p{Lu}[\p{L}'’.-]{1,40}){0,3} ?|\p{Lo}{1,40})(?:[,،] ?(?:le |el |the |في )?\d| [–—-] )", RegexOptions.CultureInvariant)]
    private static partial Regex Dateline();
}
