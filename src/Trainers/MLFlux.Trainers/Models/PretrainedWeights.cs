using MLFlux.Construction;
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
    private readonly Func<IReadOnlySet<string>, IReadOnlyList<NetworkWeight>> _read;
    private readonly IReadOnlyList<(string Name, string Shape)> _shapes;
    private readonly IReadOnlyList<(string Name, string Type)> _others;
    private readonly string? _path;

    private PretrainedWeights(
        Func<IReadOnlySet<string>, IReadOnlyList<NetworkWeight>> read,
        IReadOnlyList<(string Name, string Shape)> shapes,
        IReadOnlyList<(string Name, string Type)> others,
        string? path)
    {
        _read = read;
        _shapes = shapes;
        _others = others;
        _path = path;
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

    /// <summary>Takes the weights of a safetensors file, of any size.</summary>
    /// <remarks>
    /// What tensors there are is read at once. Their values are read where they are needed, and only those, so that the file has to
    /// stay as it is
    /// until then.
    /// </remarks>
    /// <exception cref="IOException">The file cannot be read, or is no regular file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static PretrainedWeights FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            SafetensorsFile file = SafetensorsFile.Open(path);
            return new PretrainedWeights(
                names => file.Read(file.Header.Tensors.Where(tensor => names.Contains(tensor.Name))),
                [.. file.Header.Tensors.Select(tensor => (tensor.Name, tensor.Shape!.ToString()))],
                [.. file.Header.Others.Select(tensor => (tensor.Name, tensor.Type))],
                path);
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
        return new PretrainedWeights(
            names => [.. model.Weights.Where(weight => names.Contains(weight.Name))],
            [.. model.Weights.Select(weight => (weight.Name, weight.Shape.ToString()))],
            [],
            path: null);
    }

    /// <summary>As they are written in code, where they are a file's; null for a model's.</summary>
    internal string? ToCode()
    {
        if (_path is null)
            return null;

        string[] options =
        [
            .. Parts.Count == 0 ? [] : new[] { $"{nameof(Parts)} = {CodeText.List(Parts.Select(CodeText.Text))}" },
            .. Renames.Count == 0 ? [] : new[] { $"{nameof(Renames)} = new Dictionary<string, string> {{ {Pairs(Renames)} }}" },
        ];
        string file = $"{nameof(PretrainedWeights)}.{nameof(FromFile)}({CodeText.Text(_path)})";
        return options.Length == 0 ? file : $"{file} with {{ {string.Join(", ", options)} }}";

        static string Pairs(IEnumerable<KeyValuePair<string, string>> pairs) =>
            string.Join(", ", pairs.Select(pair => $"[{CodeText.Text(pair.Key)}] = {CodeText.Text(pair.Value)}"));
    }

    /// <summary>The weights for a network, by its names.</summary>
    /// <exception cref="InvalidDataException">
    /// They do not fit; all that is missing, left over, of another shape or type, or not finite is named.
    /// </exception>
    internal IReadOnlyList<NetworkWeight> For(IReadOnlyList<ParameterDeclaration> network)
    {
        ParameterDeclaration[] wanted = [.. network.Where(p => Parts.Count == 0 || Parts.Any(part => Covers(part, p.Name)))];
        HashSet<string> names = [.. wanted.Select(p => p.Name)];
        (string Own, string Name, string Shape)[] given =
        [
            .. _shapes.Select(weight => (weight.Name, Rename(weight.Name), weight.Shape))
                .Where(weight => Parts.Count == 0 || names.Contains(weight.Item2)),
        ];
        IEnumerable<string> unknown = Parts.Where(part => !network.Any(p => Covers(part, p.Name)))
            .Select(part => $"the network has no part '{part}'");
        (string Name, string Type)[] others =
        [
            .. _others.Select(other => (Rename(other.Name), other.Type)).Where(other => Parts.Count == 0 || names.Contains(other.Item1)),
        ];
        HashSet<string> otherNames = [.. others.Select(other => other.Name)];
        Refuse(
        [
            .. unknown,
            .. NetworkWeights.ShapeFaults(
                wanted.Where(p => !otherNames.Contains(p.Name))
                .Select(p => (p.Name, p.Shape.ToString())), [.. given.Select(w => (w.Name, w.Shape))]),
            .. others.Select(other => $"'{other.Name}' is {other.Type}, and {TensorValues.TypesRead} are read"),
        ]);

        IReadOnlyList<NetworkWeight> weights =
            [.. _read(given.Select(weight => weight.Own).ToHashSet()).Select(weight => weight with { Name = Rename(weight.Name) })];
        Refuse([.. NetworkWeights.ValueFaults(weights)]);
        return weights;
    }

    private void Refuse(IReadOnlyList<string> faults)
    {
        if (faults.Count > 0)
            throw new InvalidDataException($"{_path ?? "The model"} does not fit the network: {FaultList.Join(faults)}.");
    }

    private static bool Covers(string part, string name) =>
        name.StartsWith(part, StringComparison.Ordinal) && (name.Length == part.Length || name[part.Length] == '.');

    private string Rename(string name)
    {
        string? longest = Renames.Keys.Where(start => name.StartsWith(start, StringComparison.Ordinal)).MaxBy(start => start.Length);
        return longest is null ? name : Renames[longest] + name[longest.Length..];
    }
}
