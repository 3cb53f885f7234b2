using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Models;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Explaining;

/// <summary>Networks over several columns could not be explained.</summary>
[TestClass]
public sealed class InputsExplanationTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Listing[] s_rows = Listings.Make(60);
    private static readonly IDataView s_data = Listings.View(s_ml, s_rows);
    private static readonly string[] s_columns =
        ["Photo", "Text", "Table", "Place", "Tags", "Area", "Age", "Rooms", "Kind"];

    public static IEnumerable<object[]> Networks =>
    [
        ["all kinds", Listings.Network],
        ["dense", Listings.Dense3],
        ["keys alone", Chain(
            Inputs(("Text", EmbeddingBag(Listing.Levels + 1, 4)), ("Kind", Chain(Embedding(4, 4), Flatten()))), Dense(6, Tanh), Output())],
        ["products", Chain(
            Inputs(Combine.Multiply,
                ("Table", Dense(6, Tanh)), ("Kind", Chain(Embedding(4, 6), Flatten())), ("Text", Chain(Embedding(8, 4), Gru(6)))),
            Output())],
    ];

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Contributions_of_the_columns_add_up_to_the_score_less_the_baselines(string name, Layer network)
    {
        using NeuralNetworkTransformer fitted = Listings.Fit(network, Listings.Options with { Epochs = 10 }, s_rows);
        Listing other = Mean();
        var options = new ExplanationOptions
        {
            Method = ExplanationMethod.IntegratedGradients,
            Baseline = [.. fitted.FeatureColumnNames.SelectMany(name => Features(other, name))],
        };
        using ExplanationTransformer explanation = s_ml.Transforms.Explanation(fitted, options).Fit(s_data);
        IDataView explained = explanation.Transform(s_data);

        float[] scores = Listings.Scores(fitted, s_rows);
        float baseline = Listings.Scores(fitted, [other])[0];
        float[][] contributions = [.. explained.GetColumn<float[]>("Explanation")];

        CollectionAssert.AreEqual(fitted.FeatureColumnNames.ToArray(), Names(explained));
        float spread = scores.Max() - scores.Min();
        for (int row = 0; row < s_rows.Length; row++)
            Assert.AreEqual(scores[row] - baseline, contributions[row].Sum(), 0.01 * spread, $"{name}, row {row}");
        Assert.IsTrue(contributions.Any(row => row.All(one => Math.Abs(one) > 1e-4)), "A column never contributes.");
    }

    [TestMethod]
    public void Of_branches_that_are_added_each_column_contributes_what_its_branch_gives()
    {
        // Nothing is behind the branches but a sum, so that columns do not meet.
        using NeuralNetworkTransformer fitted = Listings.Fit(
            Chain(
                Inputs(
                    ("Table", Dense(4, Tanh)), ("Text", EmbeddingBag(Listing.Levels + 1, 3)), ("Area", Dense(3, Relu)),
                    ("Kind", Chain(Embedding(4, 2), Flatten()))),
                Output()),
            Listings.Options with { Epochs = 20 }, s_rows);
        using ExplanationTransformer explanation = s_ml.Transforms.Explanation(fitted).Fit(s_data);
        Listing mean = Mean();
        float[] scores = Listings.Scores(fitted, s_rows);
        Action<Listing>[] without =
        [
            row => row.Table = mean.Table, row => row.Text = mean.Text, row => row.Area = mean.Area, row => row.Kind = mean.Kind,
        ];

        float[][] contributions = [.. explanation.Transform(s_data).GetColumn<float[]>("Explanation")];

        Assert.AreEqual(ExplanationMethod.IntegratedGradients, explanation.Method);
        for (int column = 0; column < without.Length; column++)
        {
            Listing[] changed = Listings.Make(s_rows.Length);
            Array.ForEach(changed, without[column]);
            float[] others = Listings.Scores(fitted, changed);
            for (int row = 0; row < s_rows.Length; row++)
                Assert.AreEqual(scores[row] - others[row], contributions[row][column], 0.01, $"column {column}, row {row}");
        }
    }

    [TestMethod]
    public void An_explanation_of_several_columns_is_saved_and_promises_what_it_gives()
    {
        using NeuralNetworkTransformer fitted = Listings.Fit(Listings.Network, Listings.Options, s_rows);
        ExplanationEstimator estimator = s_ml.Transforms.Explanation(fitted);
        using ExplanationTransformer explanation = estimator.Fit(s_data);

        Assert.IsTrue(estimator.GetOutputSchema(SchemaShape.Create(s_data.Schema)).TryFindColumn("Explanation", out _));
        CollectionAssert.AreEqual(s_columns, explanation.InputColumnNames.ToArray());
        using var loaded = (ExplanationTransformer)ModelZip.Load(ModelZip.Save(explanation));
        float[][] expected = [.. explanation.Transform(s_data).GetColumn<float[]>("Explanation").Take(5)];
        float[][] actual = [.. loaded.Transform(s_data).GetColumn<float[]>("Explanation").Take(5)];
        for (int row = 0; row < 5; row++)
            CollectionAssert.AreEqual(expected[row], actual[row]);

        IDataView lacking = s_ml.Transforms.DropColumns("Area").Fit(s_data).Transform(s_data);
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => explanation.Transform(lacking)).Message, "'Area'");
    }

    [TestMethod]
    public void Columns_of_the_data_are_found_behind_all_columns_that_the_network_reads()
    {
        var pipeline = s_ml.Transforms.Text.TokensToVector("Words", "Name", new TokensToVectorOptions { Length = 2, LeastCount = 1 })
            .Append(s_ml.Transforms.Categorical.OneHotEncoding("Hot", "Name"))
            .Append(s_ml.Transforms.Concatenate("Features", "Area", "Hot"))
            .Append(s_ml.Regression.Trainers.NeuralNetwork(
                Chain(
                    Inputs(("Features", Dense(6, Relu)), ("Words", EmbeddingBag(6, 3)), ("Photo", Chain(Flatten(), Dense(4)))),
                    Dense(6, Relu), Output()),
                Listings.Options with { Epochs = 10 }));
        using TransformerChain<NeuralNetworkTransformer> model = pipeline.Fit(s_data);
        IDataView scored = model.Transform(s_data);

        IDataView explained = s_ml.Transforms.Explanation(model, s_data.Schema).Fit(scored).Transform(scored);

        CollectionAssert.AreEqual(new[] { "Area", "Name", "Photo" }, Names(explained));
        float[] scores = [.. scored.GetColumn<float>("Score")];
        float[] differences = [.. explained.GetColumn<float[]>("Explanation").Zip(scores, (row, score) => score - row.Sum())];
        Assert.AreEqual(differences.Max(), differences.Min(), 0.01 * (scores.Max() - scores.Min())); // The baseline's score, in all rows.
    }

    /// <summary>The mean of numbers, no keys, and a photograph of one gray.</summary>
    private static Listing Mean()
    {
        return new Listing
        {
            Photo = [.. Enumerable.Repeat((byte)51, Listing.Side * Listing.Side)],
            Text = new uint[Listing.Words],
            Table = Of(row => row.Table, 4),
            Place = [.. Of(row => [.. row.Place.Select(value => (float)value)], 2).Select(value => (double)value)],
            Tags = new VBuffer<float>(Listing.Wide, Of(row => [.. row.Tags.DenseValues()], Listing.Wide)),
            Area = s_rows.Average(row => row.Area),
            Age = (float)s_rows.Average(row => row.Age),
            Kind = uint.MaxValue, // None, as ML.NET reads it.
        };

        static float[] Of(Func<Listing, float[]> values, int width) =>
            [.. Enumerable.Range(0, width).Select(i => s_rows.Average(row => values(row)[i]))];
    }

    private static float[] Features(Listing row, string column) => column switch
    {
        "Photo" => [.. row.Photo.Select(pixel => pixel / 255f)],
        "Text" => new float[Listing.Words],
        "Table" => row.Table,
        "Place" => [.. row.Place.Select(value => (float)value)],
        "Tags" => [.. row.Tags.DenseValues()],
        "Area" => [row.Area],
        "Age" => [(float)row.Age],
        "Rooms" => [row.Rooms / 255f],
        _ => [0],
    };

    private static string[] Names(IDataView explained)
    {
        VBuffer<ReadOnlyMemory<char>> slots = default;
        explained.Schema["Explanation"].GetSlotNames(ref slots);
        return [.. slots.DenseValues().Select(name => name.ToString())];
    }
}
