using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MLFlux.Tests.Graphs;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Folds of networks over several columns: bagged, which was refused, and ML.NET's cross-validation.</summary>
[TestClass]
public sealed class InputsFoldsTests
{
    private const int Folds = 3;

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Listing[] s_rows = Listings.Make(60);

    private static NeuralNetworkOptions Bagged => Listings.Options with { BaggedFolds = Folds };

    [TestMethod]
    [DataRow("every kind of column")]
    [DataRow("dense branches")]
    public void Bagged_scores_are_the_mean_of_the_networks_scores(string which)
    {
        Layer network = which == "dense branches" ? Listings.Dense3 : Listings.Network;
        using NeuralNetworkTransformer bagged = Listings.Fit(network, Bagged, s_rows);
        using NeuralNetworkTransformer one = Listings.Fit(network, Listings.Options with { Epochs = 1 }, s_rows);
        Assert.HasCount(Folds, ((EnsembleLayer)bagged.Model.Network).Layers);
        Assert.HasCount(Folds * 3, bagged.Model.History.Epochs);

        float[][] each = [.. Enumerable.Range(0, Folds).Select(place =>
        {
            NetworkWeight[] own = [.. bagged.Model.Weights.Where(weight => weight.Name[0] == '0' + place)
                .Select(weight => weight with { Name = weight.Name[2..] })];
            return Listings.Scores(one.WithWeights(PretrainedWeights.FromModel(one.Model.WithWeights(own))), s_rows);
        })];
        Assert.AreNotEqual(each[0][0], each[1][0], "The networks are one and the same.");
        Weights.AssertClose(
            [.. Enumerable.Range(0, s_rows.Length).Select(row => (float)each.Average(own => (double)own[row]))],
            Listings.Scores(bagged, s_rows), 1e-3);
    }

    [TestMethod]
    public void A_file_a_single_row_and_ONNX_score_as_the_model_does()
    {
        using NeuralNetworkTransformer bagged = Listings.Fit(Listings.Dense3, Bagged, s_rows);
        float[] expected = Listings.Scores(bagged, s_rows);
        using var file = new MemoryStream();
        s_ml.Model.Save(bagged, Listings.View(s_ml, s_rows).Schema, file);
        file.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(file, out _);
        CollectionAssert.AreEqual(expected, Listings.Scores(loaded, s_rows));

        using PredictionEngine<Listing, Price> engine = s_ml.Model.CreatePredictionEngine<Listing, Price>(loaded);
        for (int i = 0; i < 5; i++)
            Assert.AreEqual(expected[i], engine.Predict(s_rows[i]).Score, 1e-4f);

        using var exported = new MemoryStream();
        bagged.ExportToOnnx(exported);
        using var session = new InferenceSession(exported.ToArray());
        CollectionAssert.AreEqual(new[] { "Table", "Tags", "Area" }, session.InputMetadata.Keys.ToArray());
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run(
        [
            Value("Table", row => row.Table, 4), Value("Tags", row => [.. row.Tags.DenseValues()], Listing.Wide),
            Value("Area", row => [row.Area], 1),
        ], ["Score"]);
        Weights.AssertClose(expected, outputs.Single().AsEnumerable<float>(), 1e-4);
    }

    [TestMethod]
    public void A_bagged_model_explains_its_rows_by_their_columns()
    {
        using NeuralNetworkTransformer bagged = Listings.Fit(Listings.Dense3, Bagged, s_rows);
        IDataView data = Listings.View(s_ml, s_rows);
        using ExplanationTransformer explanation = s_ml.Transforms.Explanation(bagged).Fit(data);
        float[][] contributions = [.. explanation.Transform(data).GetColumn<float[]>("Explanation")];
        float[] scores = Listings.Scores(bagged, s_rows);
        float spread = scores.Max() - scores.Min();
        for (int row = 1; row < s_rows.Length; row++)
        {
            Assert.AreEqual(
                scores[row] - scores[0], contributions[row].Sum() - contributions[0].Sum(), 0.02 * spread, $"row {row}"); // One baseline.
        }
    }

    [TestMethod]
    public void A_frozen_branch_is_computed_once_a_fold_and_stays_as_it_was()
    {
        GraphLayer body = new GraphFile { Input = [4] }.Weights("first", 4, 3).Node("MatMul", ["x", "first"], ["a"])
            .Node("Tanh", ["a"], ["y"]).Import();
        Layer network = Chain(Inputs(("Table", Chain(body, Dense(2))), ("Area", Dense(1))), Dense(4, Relu), Output());
        var said = new List<int>();
        using NeuralNetworkTransformer bagged = Listings.Fit(
            network, Bagged with { FrozenLayers = ["0.Table.0"], FrozenProgress = report => said.Add(1) }, s_rows);
        float[] first = MemoryMarshal.Cast<byte, float>(body.Stored!["first"].Span).ToArray();
        for (int place = 0; place < Folds; place++)
        {
            CollectionAssert.AreEqual(
                first, bagged.Model.Weights.Single(weight => weight.Name == $"{place}.0.Table.0.first").Values.ToArray());
        }

        Assert.IsGreaterThanOrEqualTo(Folds, said.Count);
        Assert.IsTrue(Listings.Scores(bagged, s_rows).All(float.IsFinite));
    }

    [TestMethod]
    public void Candidates_read_the_same_columns()
    {
        NeuralNetworkOptions Tried(Layer network) => Bagged with { BaggedCandidates = [new BaggedCandidate(network)] };
        Layer other = Chain(Inputs(("Table", Dense(3)), ("Tags", Dense(3)), ("Area", Dense(1))), Output());
        using NeuralNetworkTransformer bagged = Listings.Fit(Listings.Dense3, Tried(other), s_rows);
        Assert.IsGreaterThanOrEqualTo(Folds, ((EnsembleLayer)bagged.Model.Network).Layers.Length);

        foreach (Layer wrong in (Layer[])[Chain(Inputs(("Table", Dense(3))), Output()), Chain(Dense(3), Output())])
        {
            string said = Assert.ThrowsExactly<ArgumentException>(() => Listings.Fit(Listings.Dense3, Tried(wrong), s_rows)).Message;
            Assert.Contains("BaggedCandidates", said);
            Assert.Contains("'Table', 'Tags', 'Area'", said);
        }
    }

    [TestMethod]
    public void An_ensemble_learns_from_several_columns_and_its_networks_read_the_same_ones()
    {
        Layer both = Ensemble(Listings.Dense3, Chain(Inputs(("Table", Dense(3)), ("Tags", Dense(3)), ("Area", Dense(1))), Output()));
        using NeuralNetworkTransformer fitted = Listings.Fit(both, Listings.Options, s_rows);
        Assert.IsTrue(Listings.Scores(fitted, s_rows).All(float.IsFinite));
        CollectionAssert.AreEqual(new[] { "Table", "Tags", "Area" }, fitted.FeatureColumnNames.ToArray());

        string said = Assert.ThrowsExactly<ArgumentException>(() => Ensemble(
            Chain(Inputs(("Table", Dense(2))), Output()), Chain(Inputs(("Area", Dense(2))), Output()), Dense(1))).Message;
        Assert.Contains("'Table'; 'Area'; one that names no column", said);
    }

    [TestMethod]
    public void Keys_are_for_networks_that_all_embed_them()
    {
        Layer embeds = Chain(Inputs(("Kind", Chain(Embedding(4, 2), Flatten())), ("Area", Dense(1))), Output());
        Layer counts = Chain(Inputs(("Kind", Dense(2)), ("Area", Dense(1))), Output());
        using (Listings.Fit(Ensemble(embeds, embeds), Listings.Options, s_rows))
        {
        }

        Assert.Contains("'Kind'", Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => Listings.Fit(Ensemble(embeds, counts), Listings.Options, s_rows)).Message);
    }

    [TestMethod]
    public void Cross_validation_gives_a_model_a_fold()
    {
        var results = s_ml.Regression.CrossValidate(
            Listings.View(s_ml, s_rows), s_ml.Regression.Trainers.NeuralNetwork(Listings.Network, Listings.Options), Folds, "Price");
        Assert.HasCount(Folds, results);
        Assert.AreEqual(s_rows.Length, results.Sum(fold => Listings.Scores(fold.Model, s_rows).Length) / Folds);
        Assert.IsTrue(results.All(fold => double.IsFinite(fold.Metrics.MeanAbsoluteError)));
    }

    private static NamedOnnxValue Value(string name, Func<Listing, float[]> values, params int[] shape) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<float>(s_rows.SelectMany(values).ToArray(), [s_rows.Length, .. shape]));

    private sealed class Price
    {
        public float Score { get; set; }
    }
}
