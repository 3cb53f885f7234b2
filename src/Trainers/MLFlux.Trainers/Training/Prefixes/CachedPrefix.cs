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
        RowsInMemory? validation, IReadOnlyList<RowsInMemory> variants)
    {
        Prefix = prefix;
        Built = built;
        Data = data;
        Validation = validation;
        Variants = variants;
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

    /// <summary>The rows to train on, changed at random before the head, in several versions; none where they are as they are.</summary>
    public IReadOnlyList<RowsInMemory> Variants { get; }

    /// <summary>The columns of such rows.</summary>
    public InputLayout Inputs => InputLayout.Alone(new InputColumn("Features", Prefix.Between, InputKind.Numbers));

    /// <summary>
    /// Computes the frozen head of a network for all rows, and for a stated number of changed versions of them; null where there is no such
    /// head, or rows are changed anew in each epoch, or there is no room for them. Of rows that are streamed, what the head gives is kept.
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
        if (options.FrozenLayers.Count == 0 || options.DryRun || options.OneBatch
            || FrozenPrefix.Of(body, job.Inputs.Shape, options.FrozenLayers) is not { } prefix)
            return null;
        if (PrefixHindrance.Of(options, job.Context) is { } hindrance)
        {
            job.Context.Info($"The frozen layers are computed in each epoch: {hindrance}.");
            return null;
        }

        int versions = options.Augmentation.Count > 0 ? options.AugmentedVariants : 0;
        long rowsInAll = (data.Set.Count * (1L + versions)) + (validationSet?.Count ?? 0);
        long bytes = sizeof(float) * prefix.Between.Size * rowsInAll;
        if (bytes > Room(options, data))
        {
            job.Context.Info($"The frozen layers are computed in each epoch: what they give for all rows would take {bytes:N0} bytes.");
            return null;
        }

        IReadOnlyList<NetworkWeight> whole = NetworkWeights.Read(built.Module);
        Shape input = job.Inputs.Shape;
        RowsInMemory trained;
        RowsInMemory? validated;
        List<RowsInMemory> variants = [];
        using (var head = new PrefixHead(prefix, input, whole, () => Build(prefix.Head, input, whole, seed, job.Device), job))
        {
            var rows = new PrefixRows(head, input, prefix.Between, BlockSize.Of(prefix.Head, input), job.Context);
            trained = rows.Of(data, "training");
            validated = validationSet is null ? null : rows.Of(validationSet, "validation");
            var augmenter = new BatchAugmenter(new AugmentationPlan(options.Augmentation, job.Inputs), seed);
            for (int version = 1; version <= versions; version++)
            {
                augmenter.Begin(version);
                variants.Add(rows.Of(data, $"changed training ({version} of {versions})", augmenter));
            }
        }

        TrainingData cached = data with
        {
            Set = trained,
            IsStreamed = false,
            BytesPerRow = sizeof(float) * (double)prefix.Between.Size,
        };
        return new CachedPrefix(prefix, Build(prefix.Rest, prefix.Between, whole, seed, job.Device), whole, cached, validated, variants);
    }

    /// <summary>The options without the frozen layers of the head, and without what was done before it.</summary>
    public NeuralNetworkOptions Without(NeuralNetworkOptions options) => options with
    {
        FrozenLayers = [.. options.FrozenLayers.Where(layer => _learned.Any(name => FrozenLayer.Covers(layer.Name, name)))],
        Augmentation = [],
    };

    /// <summary>The rows of each epoch: those of one version after another, where there are several.</summary>
    /// <param name="fed">The rows as they are.</param>
    /// <param name="of">Cuts a version into rows to train on and rows held out.</param>
    /// <param name="seed">Decides their order.</param>
    public RowSource Source(TrainingPartition fed, Func<TrainingData, TrainingPartition> of, int seed) => Variants.Count == 0
        ? fed.CreateSource(seed)
        : new VariantRows([.. Variants.Select(variant => of(Data with { Set = variant }).CreateSource(seed))]);

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
