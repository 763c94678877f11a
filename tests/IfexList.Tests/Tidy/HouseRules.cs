using System.Reflection;
using System.Text.RegularExpressions;
using IfexList.Foundation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IfexList.Tests.Tidy;

/// <summary>What can be read off the source text: names, lengths, summaries, clocks, letters in all languages.</summary>
public sealed class HouseRules
{
    private const int MostLines = 400;

    private static readonly Regex BannedName = new("(Manager|Helper|Helpers|Util|Utils|Utility|Service|Processor|Provider|Factory)$");

    private static readonly (string File, SyntaxNode Root)[] Product =
        [.. Repository.Sources("src/IfexList").Select(file => (Repository.Relative(file), CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot()))];

    [Fact]
    public void Names_say_what_a_thing_is_not_that_it_helps()
    {
        var types = Product.SelectMany(source => Types(source.Root).Select(type => type.Identifier.Text));
        var files = Product.Select(source => Path.GetFileNameWithoutExtension(source.File));
        Assert.Empty(types.Concat(files).Where(name => BannedName.IsMatch(name)).Distinct());
    }

    [Fact]
    public void Every_public_type_has_a_summary()
    {
        var bare = Product.SelectMany(source => Types(source.Root)
            .Where(type => type.Modifiers.Any(SyntaxKind.PublicKeyword) && type.Parent is not BaseTypeDeclarationSyntax && !type.Modifiers.Any(SyntaxKind.PartialKeyword))
            .Where(type => !HasSummary(type)).Select(type => $"{source.File}: {type.Identifier.Text}"));
        Assert.Empty(bare);
    }

    [Fact]
    public void Every_limit_says_why()
    {
        var limits = Product.Where(source => source.File.Contains("/Limits.", StringComparison.Ordinal))
            .SelectMany(source => source.Root.DescendantNodes().OfType<FieldDeclarationSyntax>()).ToList();
        Assert.Equal(typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static).Length, limits.Sum(limit => limit.Declaration.Variables.Count));
        Assert.Empty(limits.Where(limit => !HasSummary(limit)).Select(limit => limit.Declaration.Variables[0].Identifier.Text));
    }

    [Fact]
    public void No_file_is_longer_than_a_reader_can_hold() =>
        Assert.Empty(Repository.Sources("src", "tests").Where(file => File.ReadLines(file).Count() > MostLines).Select(Repository.Relative));

    [Fact]
    public void No_file_is_folded_into_regions() =>
        Assert.Empty(Product.Where(source => source.Root.DescendantTrivia().Any(trivia => trivia.IsKind(SyntaxKind.RegionDirectiveTrivia))).Select(source => source.File));

    [Fact]
    public void Time_comes_in_and_is_never_taken_from_the_wall()
    {
        var wall = new Regex(@"\bDateTime(Offset)?\.(Utc)?Now\b");
        Assert.Empty(Product.Where(source => source.Root.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(access => wall.IsMatch(access.ToString())))
            .Select(source => source.File));
    }

    [Fact]
    public void Every_notice_is_there_in_every_language()
    {
        var letters = SettingsCheck.LanguageCodes.ToDictionary(code => code, code => Letters(Path.Combine(Repository.Root, "config", "notices", code)));
        Assert.True(letters["en"].Count >= 10, "the letters are gone");
        foreach (var (code, names) in letters)
            Assert.Equal(letters["en"], names);
    }

    private static IReadOnlyList<string> Letters(string folder) =>
        Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)] : [];

    private static IEnumerable<BaseTypeDeclarationSyntax> Types(SyntaxNode root) => root.DescendantNodes().OfType<BaseTypeDeclarationSyntax>();

    private static bool HasSummary(SyntaxNode node) =>
        node.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.SingleLineDocumentationCommentTrivia) && trivia.ToString().Contains("<summary>", StringComparison.Ordinal));
}
