using MLFlux.Files;
using MLFlux.Models;

namespace MLFlux;

/// <summary>
/// Weights that were learned before, from a safetensors file or another model, to begin a fit with
/// (<see cref="NeuralNetworkOptions.InitialWeights"/>) or to score with.
/// </summary>
/// <remarks>
/// <para>
/// A file may be MLFlux's <c>Weights.safetensors</c> or a PyTorch <c>state_dict</c> saved by the <c>safetensors</c> package.
/// MLFlux's layers name and lay out their weights as PyTorch's do. float16, bfloat16 and float64 are converted to float32.
/// PyTorch's <c>num_batches_tracked</c>, a count that nothing is computed from, is left out.
/// </para>
/// <para>Immutable, and safe for any thread.</para>
/// </remarks>
public sealed record PretrainedWeights
{
    private readonly IReadOnlyList<NetworkWeight> _weights;
    private readonly IReadOnlyList<(string Name, string Type)> _others;
    private readonly string _source;

    private PretrainedWeights(IReadOnlyList<NetworkWeight> weights, IReadOnlyList<(string Name, string Type)> others, string source)
    {
        _weights = weights;
        _others = others;
        _source = source;
    }

    /// <summary>
    /// New beginnings for names: <c>["features."] = "0."</c> lets <c>features.weight</c> be <c>0.weight</c>. Of several that
    /// fit a name the longest counts; what follows stays. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string> Renames { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The parts of the network to give weights to: names of its weights, or their beginnings up to a dot, <c>0</c> or
    /// <c>2.1</c>. All other weights stay fresh, and the file may have others. Default, none: the whole network, and neither more nor less.
    /// </summary>
    public IReadOnlyList<string> Parts { get; init; } = [];

    /// <summary>Reads the weights of a safetensors file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static PretrainedWeights FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = RegularFile.OpenRead(path, "a safetensors file");
        try
        {
            IReadOnlyList<NetworkWeight> weights = Safetensors.Read(stream, out IReadOnlyList<(string Name, string Type)> others);
            return new PretrainedWeights(weights, others, path);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{path}: {fault.Message}", fault);
        }
    }

    /// <summary>Takes the weights of a fitted network.</summary>
    public static PretrainedWeights FromModel(NeuralNetworkModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return new PretrainedWeights(model.Weights, [], "The model");
    }

    /// <summary>The weights for a network, by its names.</summary>
    /// <exception cref="InvalidDataException">They do not fit; all that is missing, left over, or of another shape or type is named.</exception>
    internal IReadOnlyList<NetworkWeight> For(IReadOnlyList<ParameterDeclaration> network)
    {
        ParameterDeclaration[] wanted = [.. network.Where(p => Parts.Count == 0 || Parts.Any(part => Covers(part, p.Name)))];
        HashSet<string> names = [.. wanted.Select(p => p.Name)];
        NetworkWeight[] given =
        [
            .. _weights.Select(weight => weight with { Name = Rename(weight.Name) })
                .Where(weight => Parts.Count == 0 || names.Contains(weight.Name)),
        ];
        string[] unknown = [.. Parts.Where(part => !network.Any(p => Covers(part, p.Name))).Select(part => $"the network has no part '{part}'")];
        Dictionary<string, string> others = _others.ToDictionary(other => Rename(other.Name), other => other.Type);
        if (Parts.Count > 0)
            others = others.Where(other => names.Contains(other.Key)).ToDictionary();
        string[] faults =
        [
            .. unknown,
            .. NetworkWeights.Faults(wanted.Where(p => !others.ContainsKey(p.Name)).Select(p => (p.Name, p.Shape.ToString())), given),
            .. others.Select(other => $"'{other.Key}' is {other.Value}, and {Safetensors.TypesRead} are read"),
        ];
        return faults.Length == 0
            ? given
            : throw new InvalidDataException($"{_source} does not fit the network: {string.Join("; ", faults)}.");
    }

    private static bool Covers(string part, string name) =>
        name.StartsWith(part, StringComparison.Ordinal) && (name.Length == part.Length || name[part.Length] == '.');

    private string Rename(string name)
    {
        string? longest = Renames.Keys.Where(start => name.StartsWith(start, StringComparison.Ordinal)).MaxBy(start => start.Length);
        return longest is null ? name : Renames[longest] + name[longest.Length..];
    }
}
