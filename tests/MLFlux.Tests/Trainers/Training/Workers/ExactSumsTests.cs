using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>With exact sums, the weights are the same to the bit on any number of ranks.</summary>
[TestClass]
public sealed class ExactSumsTests : IDisposable
{
    private const int Rows = 75;

    private static readonly NeuralNetworkOptions Options = new()
    {
        BatchSize = 22, Epochs = 2, Seed = 5, Optimizer = Optimizers.Adam(0.01), ExactSums = true,
    };

    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<object[]> Cases =>
    [
        ["dense layers", Chain(Dense(9, Activation.Tanh), Output()), Options],
        ["a graph with dropout", Chain(Dense(9), LayerNorm(), Dropout(0.4), Output()), Options],
        ["batch normalisation", Chain(Dense(6), BatchNorm(), Dropout(0.2), Dense(5), BatchNorm(Activation.Relu), Output()), Options],
        ["fewer rows than shares", Chain(Dense(4), BatchNorm(), Output()), Options with { BatchSize = 5 }],
        ["a row a batch", Chain(Dense(4), BatchNorm(), Output()), Options with { BatchSize = 1, Epochs = 1 }],
        [
            "augmentation and clipping", Chain(Dense(5), Output()),
            Options with { Augmentation = [Augmentations.Mixup(0.3)], GradientClipping = GradientClipping.ByGlobalNorm(0.1) },
        ],
        [
            "validation, early stopping, a plateau", Chain(Dense(6), BatchNorm(), Output()), Options with
            {
                ValidationFraction = 0.3, Epochs = 6, EarlyStopping = new EarlyStopping(2), RecordEvery = 2, CheckGradients = true,
                Optimizer = Optimizers.Adam(0.3), AccumulatedBatches = 2,
            }
        ],
        [
            "convolutions and pools", Chain(Reshape(1, 3), Conv(2, 6, Activation.Relu, padding: 1), MaxPool(2), Flatten(), Output()),
            Options with { BatchSize = 64 },
        ],
        ["members", Members(3, Chain(Dense(4, Activation.Relu), Output())), Options],
    ];

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    [DynamicData(nameof(Cases))]
    public void Any_number_of_ranks_learns_the_same_to_the_bit(string name, Layer network, NeuralNetworkOptions options)
    {
        using NeuralNetworkTransformer alone = Fit(network, options, Ranks.Alone);
        foreach (int count in new[] { 2, 4, 8 })
        {
            foreach (NeuralNetworkTransformer one in ThreadRanks.Run(count, ranks => Fit(network, options, ranks)))
            {
                CollectionAssert.AreEqual(Weights.All(alone), Weights.All(one), $"{name}, {count} ranks");
                Assert.AreEqual(alone.Model.History.BestEpoch, one.Model.History.BestEpoch);
                CollectionAssert.AreEqual(Losses(alone), Losses(one), $"{name}, {count} ranks");
                Assert.AreEqual(alone.Model.Temperature, one.Model.Temperature);
            }
        }

        static double[] Losses(NeuralNetworkTransformer fitted) => [.. fitted.Model.History.Epochs
            .SelectMany(epoch => (double[])[epoch.TrainingLoss, epoch.ValidationLoss ?? 0])];
    }

    [TestMethod]
    public void Exact_sums_learn_what_is_learned_without_them()
    {
        foreach (object[] one in Cases.Where(one => one[0] is "dense layers" or "fewer rows than shares"))
        {
            var network = (Layer)one[1];
            // Adam makes steps of what is nothing but rounding: the gradient of a bias before a batch normalisation.
            NeuralNetworkOptions options = (NeuralNetworkOptions)one[2] with { Optimizer = Optimizers.Sgd(0.05) };
            using NeuralNetworkTransformer exact = Fit(network, options, Ranks.Alone);
            using NeuralNetworkTransformer plain = Fit(network, options with { ExactSums = false }, Ranks.Alone);
            Weights.AssertClose(Weights.All(plain), Weights.All(exact), 1e-5);
        }
    }

    [TestMethod]
    [DataRow(1, 4)]
    [DataRow(4, 2)]
    public void A_fit_that_goes_on_with_another_number_of_ranks_ends_with_the_same_bits(int before, int after)
    {
        Layer network = Chain(Dense(6), BatchNorm(), Dropout(0.2), Output());
        NeuralNetworkOptions options = Options with { Epochs = 4, ValidationFraction = 0.3 };
        string path = _folder.File("fit");
        using NeuralNetworkTransformer whole = Fit(network, options, Ranks.Alone);

        ThreadRanks.Run(before, ranks => Fit(network, options with { Epochs = 2, CheckpointPath = path }, ranks));
        NeuralNetworkTransformer[] resumed = ThreadRanks.Run(after, ranks => Fit(network, options with { ResumeFrom = path }, ranks));

        foreach (NeuralNetworkTransformer one in resumed)
            Weights.AssertSame(whole, one);
    }

    [TestMethod]
    public void Three_ranks_cannot_add_up_eight_shares_exactly()
    {
        var fault = Assert.ThrowsExactly<AggregateException>(() => ThreadRanks.Run(3, ranks => Fit(Chain(Output()), Options, ranks)));
        StringAssert.Contains(fault.InnerException!.Message, "takes 1, 2, 4 or 8 ranks, and there are 3");
    }

    private static NeuralNetworkTransformer Fit(Layer network, NeuralNetworkOptions options, Ranks ranks) =>
        Fits.Multiclass(network, options with { Ranks = ranks }, Examples.Make(Rows));
}
