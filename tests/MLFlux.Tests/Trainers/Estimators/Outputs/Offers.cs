using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Rows whose labels follow from the same hidden values, and networks of several heads that learn them.</summary>
internal static class Offers
{
    public static readonly string[] Names = ["small", "middle", "large"];

    public static OutputsLayer Heads => Outputs(
        ("Price", Output()), ("Sold", Chain(Dense(4, Tanh), Output())), ("Kind", Chain(Output(), Softmax())));

    public static Layer Network => Chain(Dense(8, Tanh), Heads);

    public static NeuralNetworkOptions Options => new()
    {
        Epochs = 3, BatchSize = 16, Seed = 3, Optimizer = Optimizers.Adam(0.01),
    };

    public static Offer[] Make(int rows, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => Make(random))];
    }

    public static IDataView View(MLContext ml, IEnumerable<Offer> rows) => ml.Data.LoadFromEnumerable(rows);

    public static NeuralNetworkTransformer Fit(Layer network, NeuralNetworkOptions options, IEnumerable<Offer> rows)
    {
        var ml = new MLContext(seed: 1);
        return ml.MultiTask.Trainers.NeuralNetwork(network, options).Fit(View(ml, rows));
    }

    public static float[] Numbers(ITransformer model, IEnumerable<Offer> rows, string column) =>
        [.. model.Transform(View(new MLContext(), rows)).GetColumn<float>(column)];

    private static Offer Make(Random random)
    {
        float[] features = [.. Enumerable.Range(0, 4).Select(_ => (float)random.NextDouble())];
        float size = features[0] + (features[1] * features[2]);
        uint kind = size < 0.5f ? 0u : size < 0.9f ? 1u : 2u;
        bool isSold = size > 0.7f;
        return new Offer
        {
            Features = features, Price = 100 + (50 * size), Sold = isSold, Gone = isSold ? 1 : 0, Kind = kind,
            Sizes = [size, 10 * features[3]],
            Flags = [size > 0.8f, features[0] > 0.5f],
            Name = Names[kind], Weight = 0.5f + (float)random.NextDouble(),
        };
    }
}
