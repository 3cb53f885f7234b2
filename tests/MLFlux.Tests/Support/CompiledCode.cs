using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MLFlux.Tests.Support;

/// <summary>C# in a text, compiled against all that this test run can load.</summary>
internal static class CompiledCode
{
    /// <summary>
    /// Compiles and loads code, also a program of top-level statements; the test fails with the compiler's errors where there are any.
    /// </summary>
    public static Assembly Load(string code, bool isProgram = false)
    {
        using var image = new MemoryStream();
        Compile(code, $"Compiled{Guid.NewGuid():N}", isProgram ? OutputKind.ConsoleApplication
            : OutputKind.DynamicallyLinkedLibrary, image);
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }

    /// <summary>Compiles a program to a file; the test fails with the compiler's errors where there are any.</summary>
    public static void Write(string code, string name, string path)
    {
        using FileStream file = File.Create(path);
        Compile(code, name, OutputKind.ConsoleApplication, file);
    }

    private static void Compile(string code, string name, OutputKind kind, Stream image)
    {
        string[] platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        var compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(code)],
            platform.Where(path => path.EndsWith(".dll", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(kind));
        var result = compilation.Emit(image);
        Assert.IsTrue(result.Success, string.Join('\n', result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
    }
}
