using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Rows whose price follows from every one of their columns, and networks that read them.</summary>
internal static class Listings
{
    /// <summary>A branch for each kind of column.</summary>
    public static Layer Network => Chain(
        Inputs(
            ("Photo", Chain(Conv((3, 3), 2, Relu), Flatten())),
            ("Text", Chain(Embedding(Listing.Levels + 1, 3), Flatten())),
            ("Table", Dense(4, Tanh)),
            ("Place", Dense(2)),
            ("Tags", Dense(3)),
            ("Area", Dense(1)),
            ("Age", Dense(1)),
            ("Rooms", Flatten()),
            ("Kind", Chain(Embedding(4, 2), Flatten()))),
        Dense(12, Relu),
        Output());

    /// <summary>Vectors and single numbers through dense layers.</summary>
    public static Layer Dense3 => Chain(
        Inputs(("Table", Dense(8, Tanh)), ("Tags", Chain(Dense(6, Relu), Dropout(0.1))), ("Area", Flatten())), Dense(8, Relu), Output());

    public static NeuralNetworkOptions Options => new()
    {
        Epochs = 3, BatchSize = 16, Seed = 3, LabelColumnName = "Price", Optimizer = Optimizers.Adam(0.01),
    };

    public static Listing[] Make(int rows, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).Select(_ => Make(random))];
    }

    public static IDataView View(MLContext ml, IEnumerable<Listing> rows) => ml.Data.LoadFromEnumerable(rows);

    public static NeuralNetworkTransformer Fit(Layer network, NeuralNetworkOptions options, IEnumerable<Listing> rows)
    {
        var ml = new MLContext(seed: 1);
        return ml.Regression.Trainers.NeuralNetwork(network, options).Fit(View(ml, rows));
    }

    public static float[] Scores(ITransformer model, IEnumerable<Listing> rows)
    {
        var ml = new MLContext();
        return [.. model.Transform(View(ml, rows)).GetColumn<float>("Score")];
    }

    private static Listing Make(Random random)
    {
        float[] table = Numbers(4);
        int tag = random.Next(Listing.Wide - 1);
        uint[] text = [.. Enumerable.Range(0, Listing.Words).Select(_ => (uint)random.Next(Listing.Levels + 1))];
        byte[] photo = [.. Enumerable.Range(0, Listing.Side * Listing.Side).Select(_ => (byte)random.Next(256))];
        var row = new Listing
        {
            Photo = photo,
            Plan = Numbers(Listing.Side * Listing.Side),
            Text = text,
            Table = table,
            Place = [random.NextDouble(), random.NextDouble()],
            Tags = new VBuffer<float>(Listing.Wide, 2, [1f, 2f], [tag, Listing.Wide - 1]),
            Area = (float)random.NextDouble(),
            Age = random.NextDouble(),
            Rooms = (byte)random.Next(6),
            Kind = (uint)random.Next(3),
        };
        row.Price = table[0] + row.Area + (float)row.Age + (float)row.Place[0] + (tag % 3) + (text[0] / 2f) + (photo[0] / 255f) + row.Kind;
        row.Sold = row.Price > 5;
        row.Name = row.Price > 6 ? "dear" : row.Price > 4 ? "fair" : "cheap";
        return row;

        float[] Numbers(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)random.NextDouble())];
    }
}
