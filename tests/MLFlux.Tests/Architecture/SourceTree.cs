using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Architecture;

/// <summary>
/// The code below <c>src</c> as the compiler sees it, against ML.NET as it is published: not against the copies whose internals
/// are open. So each use of an internal of ML.NET is an error here, and tells where friend access is used.
/// </summary>
internal static class SourceTree
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly Lazy<CSharpCompilation> s_compilation = new(Compile);

    /// <summary>The source folder with all projects.</summary>
    public static string Root { get; } = Path.Combine(Repository.Root, "src");

    /// <summary>The source files.</summary>
    public static IEnumerable<string> Files =>
        Directory.EnumerateFiles(Root, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    /// <summary>
    /// The room of a source file, its project without <c>MLFlux.</c> and the folder below it: <c>Trainers/Losses</c>; a file beside
    /// the project's own is in the room of the project's name.
    /// </summary>
    public static string Room(string file)
    {
        string[] parts = Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar);
        string project = parts[1]["MLFlux.".Length..];
        return parts.Length > 3 ? $"{project}/{parts[2]}" : project;
    }

    /// <summary>Each use of a type of one room by a file of another: the using file's room, the used room, and both names.</summary>
    public static IEnumerable<(string From, string To, string File, string Type)> Arrows()
    {
        foreach (SyntaxTree tree in s_compilation.Value.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            string from = Room(tree.FilePath);
            SemanticModel model = s_compilation.Value.GetSemanticModel(tree);
            foreach (INamedTypeSymbol type in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
                .Select(name => TypeOf(model, name))
                .OfType<INamedTypeSymbol>().Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default))
            {
                string? declared = type.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree.FilePath;
                if (declared is { Length: > 0 } && Room(declared) is var to && to != from)
                    yield return (from, to, Path.GetFileName(tree.FilePath), type.Name);
            }
        }
    }

    /// <summary>The top-level types: file, name, namespace, and whether users see them.</summary>
    public static IEnumerable<(string File, string Name, string Namespace, bool IsPublic)> Types() =>
        from tree in s_compilation.Value.SyntaxTrees
        where tree.FilePath.Length > 0
        let model = s_compilation.Value.GetSemanticModel(tree)
        from declaration in tree.GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>()
        let type = model.GetDeclaredSymbol(declaration)
        where type is { ContainingType: null }
        select (tree.FilePath, type.Name, type.ContainingNamespace.ToDisplayString(), type.DeclaredAccessibility == Accessibility.Public);

    /// <summary>The files of a project that do not compile against ML.NET as it is published, each with its first error.</summary>
    public static IEnumerable<(string File, string Error)> FriendFiles(string project) =>
        from error in s_compilation.Value.GetDiagnostics()
        where error.Severity == DiagnosticSeverity.Error && error.Id is "CS0122" or "CS1729" or "CS1061" or "CS1501" or "CS0117"
        let file = error.Location.SourceTree?.FilePath ?? ""
        where file.Contains($"{Path.DirectorySeparatorChar}{project}{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
        where !error.GetMessage().Contains("'Default'", StringComparison.Ordinal) // Made by the JSON generator, which is not run here.
        group error.GetMessage() by file into errors
        select (errors.Key, errors.First());

    /// <summary>
    /// The switches over enums that are declared here: where each stands, its enum, whether it has an arm for any other value, and
    /// the members that no arm names.
    /// </summary>
    public static IEnumerable<(string Place, string Enum, bool HasDefault, string[] Missing)> EnumSwitches()
    {
        foreach (SyntaxTree tree in s_compilation.Value.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            SemanticModel model = s_compilation.Value.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
            {
                (ExpressionSyntax? value, SyntaxNode[] arms, bool hasDefault) = node switch
                {
                    SwitchExpressionSyntax one => (one.GoverningExpression, [.. one.Arms.Select(arm => (SyntaxNode)arm.Pattern)],
                        one.Arms.Any(arm => arm is { Pattern: DiscardPatternSyntax or VarPatternSyntax, WhenClause: null })),
                    SwitchStatementSyntax one => (one.Expression, [.. one.Sections.SelectMany(section => section.Labels)],
                        one.Sections.Any(section => section.Labels.Any(label => label is DefaultSwitchLabelSyntax))),
                    _ => ((ExpressionSyntax?)null, Array.Empty<SyntaxNode>(), false),
                };
                if (value is null || EnumOf(model.GetTypeInfo(value).Type) is not { DeclaringSyntaxReferences.Length: > 0 } type)
                    continue;

                HashSet<string> named = [.. arms.SelectMany(arm => arm.DescendantNodes()).OfType<SimpleNameSyntax>()
                    .Select(name => model.GetSymbolInfo(name).Symbol).OfType<IFieldSymbol>().Select(field => field.Name)];
                string[] missing = [.. type.GetMembers().OfType<IFieldSymbol>().Select(field => field.Name)
                    .Where(name => !named.Contains(name))];
                int line = tree.GetLineSpan(node.Span).StartLinePosition.Line + 1;
                yield return ($"{Path.GetRelativePath(Root, tree.FilePath)}:{line}", type.Name, hasDefault, missing);
            }
        }
    }

    private static INamedTypeSymbol? EnumOf(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Enum } one => one,
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } maybe => EnumOf(maybe.TypeArguments[0]),
        _ => null,
    };

    private static INamedTypeSymbol? TypeOf(SemanticModel model, SimpleNameSyntax name)
    {
        ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
        INamedTypeSymbol? type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer)
            type = outer;
        return type?.OriginalDefinition;
    }

    private static CSharpCompilation Compile()
    {
        var options = new CSharpParseOptions(LanguageVersion.Preview);
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        return CSharpCompilation.Create(
            "Source",
            [CSharpSyntaxTree.ParseText(Usings, options),
            .. Files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file))],
            platform.Where(
                path => path.EndsWith(".dll", StringComparison.Ordinal) && !Path.GetFileName(path)
                .StartsWith("MLFlux.", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));
    }
}
