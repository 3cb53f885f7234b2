using MLFlux.Construction;
using MLFlux.Models;
using MLFlux.Rows;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// A fit of the layers behind a frozen head, over rows for which the head was computed once. Owns the network of those layers.
/// </summary>
internal sealed class CachedPrefix : IDisposable
{
    /// <summary>The part of the machine's free memory that the rows may take where no budget is stated.</summary>
    private const double ShareOfMemory = 0.25;

    private readonly IReadOnlyList<NetworkWeight> _whole;
    private readonly HashSet<string> _learned;

    private CachedPrefix(FrozenPrefix prefix, BuiltNetwork built, IReadOnlyList<NetworkWeight> whole, TrainingData data,
        RowsInMemory? validation)
    {
        Prefix = prefix;
        Built = built;
        Data = data;
        Validation = validation;
        _whole = whole;
        _learned = [.. prefix.Rest.Parameters(prefix.Between).Select(parameter => parameter.Name)];
    }

    /// <summary>The network in two.</summary>
    public FrozenPrefix Prefix { get; }

    /// <summary>The layers behind the head, to be trained.</summary>
    public BuiltNetwork Built { get; }

    /// <summary>The rows, as the head gives them.</summary>
    public TrainingData Data { get; }

    /// <summary>The rows given to validate on, as the head gives them; null where none are given.</summary>
    public RowsInMemory? Validation { get; }

    /// <summary>The columns of such rows.</summary>
    public InputLayout Inputs => InputLayout.Alone(new InputColumn("Features", Prefix.Between, InputKind.Numbers));

    /// <summary>
    /// Computes the frozen head of a network for all rows; null where there is none, or rows are changed or read anew in each epoch, or
    /// there is no room for them.
    /// </summary>
    /// <param name="job">The fit.</param>
    /// <param name="body">The network without its final function.</param>
    /// <param name="built">The network with the weights that the fit begins with.</param>
    /// <param name="data">The rows to train on, and to hold out from.</param>
    /// <param name="validationSet">Rows given to validate on, or null.</param>
    /// <param name="seed">Decides what is random in the layers behind the head.</param>
    public static CachedPrefix? TryCompute(
        TrainingJob job, Layer body, BuiltNetwork built, TrainingData data, RowsInMemory? validationSet, int seed)
    {
        NeuralNetworkOptions options = job.Options;
        if (options.FrozenLayers.Count == 0 || options.Augmentation.Count > 0 || options.DryRun || options.OneBatch || data.IsStreamed
            || options.EpochEnd is not null || options.BatchEnd is not null || (options.CheckpointPath ?? options.ResumeFrom) is not null
            || job.Context.Ranks.Count > 1
            || FrozenPrefix.Of(body, job.Inputs.Shape, options.FrozenLayers) is not { } prefix)
            return null;

        long bytes = sizeof(float) * (long)prefix.Between.Size * (data.Set.Count + (validationSet?.Count ?? 0));
        if (bytes > Room(options, data))
        {
            job.Context.Info($"The frozen layers are computed in each epoch: what they give for all rows would take {bytes:N0} bytes.");
            return null;
        }

        IReadOnlyList<NetworkWeight> whole = NetworkWeights.Read(built.Module);
        Shape input = job.Inputs.Shape;
        RowsInMemory trained;
        RowsInMemory? validated;
        using (BuiltNetwork head = Build(prefix.Head, input, whole, seed, job.Device))
        {
            head.Module.eval();
            var rows = new PrefixRows(head, input, prefix.Between, BlockSize.Of(prefix.Head, input), job.Context);
            trained = rows.Of(data.Set, "training");
            validated = validationSet is null ? null : rows.Of(validationSet, "validation");
        }

        TrainingData cached = data with { Set = trained, BytesPerRow = sizeof(float) * (double)prefix.Between.Size };
        return new CachedPrefix(prefix, Build(prefix.Rest, prefix.Between, whole, seed, job.Device), whole, cached, validated);
    }

    /// <summary>The options without the frozen layers of the head.</summary>
    public NeuralNetworkOptions Without(NeuralNetworkOptions options) => options with
    {
        FrozenLayers = [.. options.FrozenLayers.Where(layer => _learned.Any(name => FrozenLayer.Covers(layer.Name, name)))],
    };

    /// <summary>All weights of the network: those that were trained, and the head's as they were.</summary>
    public IReadOnlyList<NetworkWeight> ReadWeights()
    {
        Dictionary<string, NetworkWeight> trained = NetworkWeights.Read(Built.Module).ToDictionary(weight => weight.Name);
        return [.. _whole.Select(weight => trained.GetValueOrDefault(weight.Name, weight))];
    }

    public void Dispose() => Built.Dispose();

    private static double Room(NeuralNetworkOptions options, TrainingData data) => options.MemoryBudget is long budget
        ? MemoryPlan.FeatureBytes(budget, data.Set) - data.Set.Features.Bytes
        : ShareOfMemory * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    private static BuiltNetwork Build(Layer part, Shape input, IReadOnlyList<NetworkWeight> whole, int seed, Device device)
    {
        BuiltNetwork built = NetworkBuilder.Build(part, input, seed, device);
        HashSet<string> names = [.. part.Parameters(input).Select(parameter => parameter.Name)];
        NetworkWeights.WriteSome(built.Module, [.. whole.Where(weight => names.Contains(weight.Name))]);
        return built;
    }
}
