using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IfexList.Tests.Tidy;

/// <summary>A folder uses only what lies below it. Read from symbols: with namespace = folder a sibling is visible without a using.</summary>
public sealed class FolderDirection
{
    /// <summary>Lowest first; the root ("") wires them all.</summary>
    private static readonly string[] Order =
    [
        "Foundation", "Mail", "Smtp", "Lists", "Store", "Notices", "Authentication", "Archive", "Ledger", "Publishing", "Preflight", "Moderation", "Translation",
        "Communique", "Campaigns", "Commands", "Bounces", "Delivery", "Reception", "Web", "Operations", "",
    ];

    /// <summary>These know less than their place would let them.</summary>
    private static readonly Dictionary<string, string[]> Narrower = new()
    {
        ["Smtp"] = ["Foundation", "Mail"],
        ["Delivery"] = ["Foundation", "Mail", "Lists", "Store", "Authentication", "Ledger"],
    };

    /// <summary>The verbs stand at the shell's side of the root: run and demo start the daemon that is wired there.</summary>
    private static readonly (string From, string To)[] Granted = [("Operations", "")];

    private static readonly CSharpCompilation Compilation = CSharpCompilation.Create(
        "tidy",
        [.. Repository.Sources("src/IfexList").Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), path: file)), CSharpSyntaxTree.ParseText(ImplicitUsings)],
        References(),
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));

    private const string ImplicitUsings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly Lazy<IReadOnlyList<(string File, string From, string To, string Name)>> All = new(() =>
        [.. Compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0).AsParallel().SelectMany(Uses)]);

    [Fact]
    public void A_folder_uses_only_what_lies_below_it()
    {
        var wrong = All.Value
            .Where(use => use.From != use.To && !MayUse(use.From, use.To))
            .Select(use => $"{use.From} uses {use.To}.{use.Name} in {use.File}").Distinct().Order();
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_has_its_place()
    {
        var folders = Repository.Sources("src/IfexList").Select(file => Folder(Repository.Relative(file))).Distinct();
        Assert.Empty(folders.Except(Order));
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        var wrong = Compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0)
            .SelectMany(tree => tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
                .Select(space => (File: Repository.Relative(tree.FilePath), Name: space.Name.ToString())))
            .Where(space => space.Name != ("IfexList." + Folder(space.File)).TrimEnd('.'))
            .Select(space => $"{space.File} is in {space.Name}");
        Assert.Empty(wrong);
    }

    /// <summary>A test that sees no symbols would find nothing wrong.</summary>
    [Fact]
    public void The_symbols_are_seen() =>
        Assert.Contains(All.Value, use => use is { From: "Operations", To: "Store", Name: "Database" });

    private static IEnumerable<(string File, string From, string To, string Name)> Uses(SyntaxTree tree)
    {
        var model = Compilation.GetSemanticModel(tree);
        var file = Repository.Relative(tree.FilePath);
        foreach (var name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
        {
            var symbol = model.GetSymbolInfo(name).Symbol;
            var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
            if (type is not null && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Compilation.Assembly)
                && type.ContainingNamespace.ToDisplayString() is var space && space.StartsWith("IfexList", StringComparison.Ordinal))
                yield return (file, Folder(file), space.Length > 9 ? space[9..].Split('.')[0] : "", type.Name);
        }
    }

    private static bool MayUse(string from, string to) =>
        Granted.Contains((from, to)) || (Narrower.TryGetValue(from, out var few) ? few.Contains(to) : Array.IndexOf(Order, to) < Array.IndexOf(Order, from));

    private static string Folder(string file) => file["src/IfexList/".Length..] is var inside && inside.Contains('/', StringComparison.Ordinal) ? inside.Split('/')[0] : "";

    private static IEnumerable<MetadataReference> References() => ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
        .Where(file => Path.GetFileName(file) is not ("ifexlist.dll" or "IfexList.Tests.dll"))
        .DistinctBy(Path.GetFileName)
        .Where(IsManaged)
        .Select(file => MetadataReference.CreateFromFile(file));

    private static bool IsManaged(string file)
    {
        try
        {
            System.Reflection.AssemblyName.GetAssemblyName(file);
            return true;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }
}
