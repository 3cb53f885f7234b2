using System.Globalization;
using System.Reflection;
using System.Text;

namespace MLFlux.Pretrained;

/// <summary>The packages with networks over sentences, which lie in their assemblies.</summary>
internal static class SentenceFiles
{
    /// <summary>The network of a package, for texts of a length.</summary>
    /// <param name="package">The package.</param>
    /// <param name="length">How many tokens a text has at the most.</param>
    /// <param name="folder">The folder of packages; null for the assembly beside the application.</param>
    public static TextBackbone Read(SentencePackage package, int length, string? folder)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, TextBackbone.LongestText);
        Assembly assembly = folder is null ? Load(package) : Assembly.LoadFrom(
            PackagesFolder.Find(folder, package.Name, package.Version, "lib", "netstandard2.1", $"{package.Name}.dll"));
        using Stream model = Open(assembly, "model.onnx");
        GraphLayer layer = Networks.FromOnnx(model, new OnnxOptions
        {
            Title = $"{package.Name}.onnx",
            Until = "last_hidden_state",
            Tokens = new OnnxTokens(),
            Source = $"{package.Network}, from the NuGet package {package.Name} {package.Version}, MIT licence",
        });
        string code = string.Create(
            CultureInfo.InvariantCulture,
            $"{nameof(Backbones)}.{package.Method}({(length == TextBackbone.DefaultLength ? "" : $"length: {length}")})");
        return new TextBackbone(
            layer with { Code = $"{code}.{nameof(TextBackbone.Network)}" },
            new TokensToVectorOptions { Length = length, WordPieces = ReadLines(assembly) }) { Code = code };
    }

    private static string[] ReadLines(Assembly assembly)
    {
        using var reader = new StreamReader(Open(assembly, "vocab.txt"), Encoding.UTF8);
        return [.. reader.ReadToEnd().TrimEnd('\r', '\n').Split('\n').Select(line => line.TrimEnd('\r'))];
    }

    private static Stream Open(Assembly assembly, string file) =>
        assembly.GetManifestResourceNames().FirstOrDefault(name => name.EndsWith($".{file}", StringComparison.Ordinal)) is { } resource
            ? assembly.GetManifestResourceStream(resource)!
            : throw new InvalidDataException($"The assembly {assembly.GetName().Name} has no '{file}'.");

    private static Assembly Load(SentencePackage package)
    {
        try
        {
            return Assembly.Load(package.Name);
        }
        catch (FileNotFoundException fault)
        {
            throw new FileNotFoundException(
                $"The package {package.Name}, which has the network, is not there: dotnet add package {package.Name} --version "
                + package.Version, fault);
        }
    }
}
