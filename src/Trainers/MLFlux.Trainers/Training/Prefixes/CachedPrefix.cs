using MLFlux.Construction;
using MLFlux.Models;
using MLFlux.Rows;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// A fit of the layers behind frozen heads, over rows for which the heads were computed once. Owns the network of those layers.
/// </summary>
internal sealed class CachedPrefix : IDisposable
{
    private readonly IReadOnlyList<NetworkWeight> _whole;
    private readonly HashSet<string> _learned;
    private readonly PrefixAugmentation _changes;

    private CachedPrefix(FrozenPrefix prefix, PrefixAugmentation changes, BuiltNetwork built, IReadOnlyList<NetworkWeight> whole)
    {
        Prefix = prefix;
        Built = built;
        _changes = changes;
        _whole = whole;
        _learned = [.. prefix.Rest.Parameters(prefix.Between.Shape).Select(parameter => parameter.Name)];
    }

    /// <summary>The network in two.</summary>
    public FrozenPrefix Prefix { get; }

    /// <summary>The layers behind the heads, to be trained.</summary>
    public BuiltNetwork Built { get; }

    /// <summary>The rows, with what the heads give.</summary>
    public required TrainingData Data { get; init; }

    /// <summary>The rows given to validate on, with what the heads give; null where none are given.</summary>
    public required RowsInMemory? Validation { get; init; }

    /// <summary>The rows to train on, changed at random before the heads, in several versions; none where they are as they are.</summary>
    public required IReadOnlyList<RowsInMemory> Variants { get; init; }

    /// <summary>
    /// Computes the frozen heads of a network for all rows, and for a stated number of changed versions of them; null where there is no
    /// such head, or rows are changed anew in each epoch, or there is no room for them. Of rows that are streamed, what the heads give is
    /// kept. A fit that goes on from a checkpoint does what its beginning did.
    /// </summary>
    /// <param name="job">The fit.</param>
    /// <param name="body">The network without its final function.</param>
    /// <param name="built">The network with the weights that the fit begins with.</param>
    /// <param name="data">The rows to train on, and to hold out from.</param>
    /// <param name="split">Which of the rows are trained on, and which are held out.</param>
    /// <param name="validationSet">Rows given to validate on, or null.</param>
    /// <param name="seed">Decides what is random in the layers behind the heads.</param>
    /// <param name="start">What the fit begins with.</param>
    /// <exception cref="InvalidOperationException">The checkpoint's fit had computed the heads once, and this one cannot.</exception>
    public static CachedPrefix? TryCompute(
        TrainingJob job, Layer body, BuiltNetwork built, TrainingData data, RowSplit split, RowsInMemory? validationSet, int seed,
        FitStart start)
    {
        NeuralNetworkOptions options = job.Options;
        if (options.FrozenLayers.Count == 0 || options.DryRun || options.OneBatch
            || FrozenPrefix.Of(body, job.Inputs, options.FrozenLayers) is not { } prefix)
            return null;
        var changes = PrefixAugmentation.Of(options.Augmentation, job.Inputs, prefix);
        int versions = changes.Before.IsEmpty ? 0 : options.AugmentedVariants;
        bool needsPlain = versions == 0 || split.Validation.Length > 0; // Rows held out are not changed.
        string? hindrance = start.FrozenOnce == false ? "so they were before the checkpoint"
            : PrefixHindrance.Of(options, changes.Before)
                ?? PrefixRoom.Lacking(job, prefix, data, validationSet, versions + (needsPlain ? 1 : 0));
        if (hindrance is not null)
        {
            if (start.FrozenOnce == true)
                throw NotAgain(hindrance);
            job.Context.Info($"The frozen layers are computed in each epoch: {hindrance}.");
            return null;
        }

        IReadOnlyList<NetworkWeight> whole = NetworkWeights.Read(built.Module);
        RowsInMemory? trained, validated;
        List<RowsInMemory> variants = [];
        List<PrefixHead> heads = [];
        try
        {
            foreach (PrefixPart part in prefix.Parts)
                heads.Add(new PrefixHead(part, whole, () => Build(part.Head, part.Input, whole, seed, job.Device), job));
            var rows = new PrefixRows(heads, job, prefix.Parts.Min(part => BlockSize.Of(part.Head, part.Input, job.Inputs.Width)));
            trained = needsPlain ? rows.Of(data) : null;
            validated = validationSet is null ? null : rows.Of(validationSet);
            var augmenter = new BatchAugmenter(new AugmentationPlan(changes.Before, job.Inputs), seed);
            for (int version = 1; version <= versions; version++)
                variants.Add(rows.Of(data, trained ?? variants.FirstOrDefault(), new PrefixVersion(augmenter, version, versions)));
        }
        finally
        {
            heads.ForEach(head => head.Dispose());
        }

        return new CachedPrefix(prefix, changes, Build(
            prefix.Rest, prefix.Between.Shape, whole, job.Context.Ranks.OwnSeed(seed), job.Device), whole)
        {
            Data = data with
            {
                Set = trained ?? variants[0],
                IsStreamed = false,
                BytesPerRow = sizeof(float) * (double)prefix.Between.Width,
            },
            Validation = validated,
            Variants = variants,
        };
    }

    /// <summary>The options without the frozen layers of the heads, and without what was done before them.</summary>
    public NeuralNetworkOptions Without(NeuralNetworkOptions options) => options with
    {
        FrozenLayers = [.. options.FrozenLayers.Where(layer => _learned.Any(name => FrozenLayer.Covers(layer.Name, name)))],
        Augmentation = [.. _changes.Beside],
    };

    /// <summary>The rows of each epoch: those of one version after another, where there are several.</summary>
    /// <param name="fed">The rows as they are.</param>
    /// <param name="of">Cuts a version into rows to train on and rows held out.</param>
    /// <param name="seed">Decides their order.</param>
    public RowSource Source(TrainingPartition fed, Func<TrainingData, TrainingPartition> of, int seed) => Variants.Count == 0
        ? fed.CreateSource(seed)
        : new VariantRows([.. Variants.Select(variant => of(Data with { Set = variant }).CreateSource(seed))]);

    /// <summary>All weights of the network: those that were trained, and the heads' as they were.</summary>
    public IReadOnlyList<NetworkWeight> ReadWeights() => Complete(NetworkWeights.Read(Built.Module));

    /// <summary>All weights of the network, of those behind the heads.</summary>
    public IReadOnlyList<NetworkWeight> Complete(IEnumerable<NetworkWeight> weights)
    {
        Dictionary<string, NetworkWeight> known = weights.ToDictionary(weight => weight.Name);
        return [.. _whole.Select(weight => known.GetValueOrDefault(weight.Name, weight))];
    }

    public void Dispose() => Built.Dispose();

    private static InvalidOperationException NotAgain(string hindrance) => new(
        "The fit of the checkpoint had computed its frozen layers once for all rows, and goes on with the same numbers or not at all; now "
        + $"they would be computed in each epoch: {hindrance}. Take that away, or train from the start.");

    private static BuiltNetwork Build(Layer part, Shape input, IReadOnlyList<NetworkWeight> whole, int seed, Device device)
    {
        BuiltNetwork built = NetworkBuilder.Build(part, input, seed, device);
        NetworkWeights.WriteOwn(built.Module, whole);
        return built;
    }
}
