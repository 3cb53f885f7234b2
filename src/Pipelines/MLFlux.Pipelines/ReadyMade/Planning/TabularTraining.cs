using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.ReadyMade;

/// <summary>A network, and a way to train it, of a size that fits a table.</summary>
/// <remarks>
/// The numbers were chosen by measurement on public tables, on other divisions into rows than those whose figures are published.
/// </remarks>
internal static class TabularTraining
{
    private const int FewRows = 2_000, SomeRows = 20_000, ManyRows = 200_000;
    private const int ManyLevels = 50, ManyClasses = 10;

    /// <summary>A vector with more values, of text for instance, goes through one network, whose first layer leaves out zeros.</summary>
    public const int WideVector = 2_000;

    /// <summary>The bins of all numbers together, at the most, and the rows for each of them, at the least.</summary>
    private const int MostParts = 2_048, RowsOfPart = 2;

    /// <summary>About so many rows are trained on in all epochs together: of few classes, of numbers, and of many classes.</summary>
    private const long RowsOfClasses = 400_000, RowsOfNumbers = 480_000, RowsOfManyClasses = 500_000;

    /// <summary>A pretrained network has learned most before the first epoch.</summary>
    private const long RowsOfPretrained = 60_000;

    /// <summary>
    /// Few classes over a pretrained network are learned in so many rows, or so many epochs: of 200 and of 1,000 messages, three times
    /// as many epochs told others apart no better, by probabilities that were further off.
    /// </summary>
    private const int RowsOfPretrainedClasses = 2_000, EpochsOfPretrainedClasses = 10;

    /// <summary>After one epoch of 4,459 messages a network had learned little more than which class is the larger.</summary>
    private const int LeastEpochsOfPretrained = 3;

    /// <summary>The rate of AdamW for what stands on a pretrained network.</summary>
    private const double PretrainedRate = 0.005;

    private const int FewTexts = 500;

    /// <summary>Numbers that are mostly noise, or whose largest count most, are learned less by heart; of others much is lost.</summary>
    private const double NoisyWeightDecay = 0.3;

    private const double WeightDecay = 3e-4;

    private static readonly TimeSpan s_bestTime = TimeSpan.FromMinutes(10);

    /// <summary>How many bins all numbers have together, at the most.</summary>
    /// <param name="rows">How many rows there are.</param>
    public static int Parts(long rows) => (int)Math.Min(MostParts, rows / RowsOfPart);

    /// <summary>Whether the network places numbers in bins.</summary>
    /// <param name="parts">How many bins there are for all numbers, of which each takes two or more.</param>
    /// <param name="numbers">How many numbers there are.</param>
    /// <param name="others">How many other values there are.</param>
    public static bool HasBins(int parts, int numbers, int others) =>
        numbers > 0 && numbers <= parts / 2 && numbers + others <= WideVector;

    /// <summary>Whether the network learns vectors of categories.</summary>
    /// <param name="mostLevels">The levels of the category that has the most.</param>
    public static bool HasVectors(int mostLevels) => mostLevels >= ManyLevels;

    /// <param name="rows">How many rows there are.</param>
    /// <param name="classes">How many classes are told apart; null for numbers.</param>
    /// <param name="features">What is made of the columns.</param>
    /// <param name="quality">How much time it may take.</param>
    /// <param name="isRanking">Whether rows are put in order within groups.</param>
    /// <param name="hasHeavyTails">Whether few numbers of the label are by far the largest.</param>
    public static ChainLayer Network(
        long rows, int? classes, FeaturePlan features, Quality quality, bool isRanking = false, bool hasHeavyTails = false)
    {
        if (features.Branches.Count > 0)
            return BranchTraining.Network(rows, features, Prepared(features, Size(rows, classes, features, quality).Bins));
        if (features.Width > WideVector)
            return Chain([.. Embedding(features), .. Hidden(rows < FewRows ? 32 : 64, depth: 2, dropout: 0.3, hasHeavyTails)]);
        NetworkSize size = Size(rows, classes, features, quality);
        return isRanking ? RankingTraining.Network(Prepared(features, size.Bins)) : Of(size, features, hasHeavyTails);
    }

    /// <summary>
    /// Other networks that are worth a try where there is time: wider with more dropout, deeper, and one of coarser bins, which is
    /// wrong on other rows than the first.
    /// </summary>
    public static IReadOnlyList<BaggedCandidate> Candidates(
        long rows, int? classes, FeaturePlan features, Quality quality, bool hasHeavyTails = false)
    {
        if (quality != Quality.Best || features.Width > WideVector || features.Branches.Count > 0)
            return [];
        NetworkSize own = Size(rows, classes, features, quality);
        NetworkSize[] sizes =
        [
            own with { Bins = Math.Max(1, own.Bins / 4), Members = 2 * own.Members },
            own with { Depth = 3, Dropout = Math.Round(own.Dropout + 0.05, 2) },
            own with { Width = 2 * own.Width, Dropout = Math.Round(own.Dropout + 0.1, 2) },
        ];
        return [.. sizes.Select(size => new BaggedCandidate(Of(size, features, hasHeavyTails)))];
    }

    /// <param name="rows">How many rows there are.</param>
    /// <param name="classes">How many classes are told apart; null for numbers.</param>
    /// <param name="features">What is made of the columns.</param>
    /// <param name="quality">How much time it may take.</param>
    /// <param name="time">When a fit ends; null by the quality.</param>
    /// <param name="hasHeavyTails">Whether few numbers of the label are by far the largest.</param>
    public static NeuralNetworkOptions Options(
        long rows, int? classes, FeaturePlan features, Quality quality, TimeSpan? time, bool hasHeavyTails = false)
    {
        // Few classes have the most noise, and are learned by heart the soonest.
        (int few, long all, int most) = classes switch
        {
            null => (60, RowsOfNumbers, 40),
            >= ManyClasses => (60, RowsOfManyClasses, 32),
            _ => (30, RowsOfClasses, 16),
        };
        int epochs = rows < FewRows ? few : (int)Math.Clamp(all / rows, 2, most);
        if (features.Width > WideVector)
            epochs = Math.Min(epochs, 16);
        if (features.IsPretrained)
        {
            int enough = classes is null or >= ManyClasses ? few
                : (int)Math.Clamp(RowsOfPretrainedClasses / Math.Max(1, rows), EpochsOfPretrainedClasses, few);
            epochs = (int)Math.Clamp(RowsOfPretrained / Math.Max(1, rows), LeastEpochsOfPretrained, enough);
        }

        if (quality == Quality.Quick && features.IsPretrained)
            epochs = Math.Clamp(epochs / 3, LeastEpochsOfPretrained, 10);
        else if (quality == Quality.Quick)
            epochs = Math.Clamp(epochs / 3, 1, 10);
        var options = new NeuralNetworkOptions
        {
            Optimizer = Optimizers.AdamW(
                Rate(rows, classes, features), weightDecay: features.IsNoisy || hasHeavyTails ? NoisyWeightDecay : WeightDecay),
            Schedule = Schedules.OneCycle(byBatch: true),
            BatchSize = rows switch
            {
                < FewTexts when features.IsPretrained => 8,
                < FewRows => 32,
                < SomeRows => 128,
                < ManyRows => classes < ManyClasses ? 256 : 128,
                _ => 512,
            },
            Epochs = epochs,
            BaggedFolds = quality == Quality.Best && !features.IsPretrained ? 8 : 1,
            BaggedCandidates = Candidates(rows, classes, features, quality, hasHeavyTails),
            Loss = hasHeavyTails ? Losses.RobustQuasiLikelihood() : null,
            TimeLimit = time ?? (quality == Quality.Best ? s_bestTime : null),
        };
        if (features.IsPretrained)
            options = options with { FrozenLayers = [.. features.Frozen] };
        return features.HasImages
            ? options with { Augmentation = [.. features.Branches.Select(branch => branch.Augmentation).OfType<Augmentation>()] }
            : options;
    }

    private static double Rate(long rows, int? classes, FeaturePlan features) => features switch
    {
        { IsText: true } => TextTraining.LearningRate,
        { IsPretrained: true } => PretrainedRate,
        _ => rows < FewRows || classes < ManyClasses ? 0.002 : 0.003,
    };

    private static NetworkSize Size(long rows, int? classes, FeaturePlan features, Quality quality)
    {
        // Few rows of classes are mostly noise, which fewer slopes learn less of; numbers are worth them all.
        bool isNoisy = rows < FewRows && classes is not null;
        int between = Math.Max(1, features.MostValues - 1); // Numbers of few values fill no more bins.
        int bins = Math.Min(Math.Min(isNoisy ? 16 : 32, Math.Max(1, features.Parts / Math.Max(1, features.Numbers))), between);
        (int members, int width) = rows switch
        {
            >= ManyRows => (4, 64),
            _ when classes >= ManyClasses => (8, 256),
            _ => (8, isNoisy ? 64 : 128),
        };
        if (quality == Quality.Quick)
            (members, width) = (4, Math.Min(width, 64));
        return new NetworkSize(bins, members, width, Depth: 2, rows >= FewRows && classes is null ? 0 : 0.1);
    }

    private static ChainLayer Of(NetworkSize size, FeaturePlan features, bool hasHeavyTails) => Chain(
        [.. Prepared(features, size.Bins), Members(size.Members, Chain(Hidden(size.Width, size.Depth, size.Dropout, hasHeavyTails)))]);

    /// <summary>What the vector goes through first: vectors of categories, and numbers in bins.</summary>
    private static Layer[] Prepared(FeaturePlan features, int bins) => features switch
    {
        { HasBins: false } => Embedding(features),
        { AreChosen: true } => [PiecewiseLinear(bins)], // One-hot slots pass on by themselves.
        _ => [.. Embedding(features), PiecewiseLinear(bins, passing: [features.Numbers..])],
    };

    private static Layer[] Embedding(FeaturePlan features) => HasVectors(features.MostLevels) ? [EntityEmbedding()] : [];

    private static Layer[] Hidden(int width, int depth, double dropout, bool hasHeavyTails) =>
    [
        .. Enumerable.Range(0, depth).SelectMany(_ => dropout > 0 ? (Layer[])[Dense(width, Relu), Dropout(dropout)] : [Dense(width, Relu)]),
        hasHeavyTails ? Output(Sinh) : Output(),
    ];

    /// <param name="Bins">How many bins a number has.</param>
    /// <param name="Members">How many members the packed ensemble has.</param>
    /// <param name="Width">How wide their hidden layers are.</param>
    /// <param name="Depth">How many of them there are.</param>
    /// <param name="Dropout">What share of their values is dropped.</param>
    private sealed record NetworkSize(int Bins, int Members, int Width, int Depth, double Dropout);
}
