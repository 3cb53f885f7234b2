using System.Reflection;
using System.Text;

namespace MLFlux.Pretrained;

/// <summary>The packages with networks over sentences, which lie in their assemblies.</summary>
internal static class SentenceFiles
{
    /// <summary>The network of a package, for texts of a length.</summary>
    /// <param name="package">The name of the package and of its assembly.</param>
    /// <param name="version">Its version.</param>
    /// <param name="length">How many tokens a text has at the most.</param>
    /// <param name="network">What the network is, and its licence.</param>
    public static TextBackbone Read(string package, string version, int length, string network)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, TextBackbone.LongestText);
        Assembly assembly = Load(package, version);
        using Stream model = Open(assembly, "model.onnx");
        GraphLayer layer = Networks.FromOnnx(model, new OnnxOptions
        {
            Title = $"{package}.onnx",
            Until = "last_hidden_state",
            Tokens = new OnnxTokens(),
            Source = $"{network}, from the NuGet package {package} {version}, MIT licence",
        });
        return new TextBackbone(layer, new TokensToVectorOptions { Length = length, WordPieces = ReadLines(assembly) });
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

    private static Assembly Load(string package, string version)
    {
        try
        {
            return Assembly.Load(package);
        }
        catch (FileNotFoundException fault)
        {
            throw new FileNotFoundException(
                $"The package {package}, which has the network, is not there: dotnet add package {package} --version {version}", fault);
        }
    }
}
