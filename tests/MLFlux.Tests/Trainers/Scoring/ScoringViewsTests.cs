using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Models;
using MLFlux.Tests.Onnx;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Scoring;

/// <summary>Predictions that are the mean of several views of a picture.</summary>
[TestClass]
public sealed class ScoringViewsTests
{
    private const int Channels = 2, Height = 5, Width = 7;

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Picture[] s_rows = Pictures(40);

    /// <summary>One that managed code computes, and one that libtorch does.</summary>
    private static readonly ChainLayer s_managed = Chain(Conv((3, 3), 3, Relu), MaxPool((2, 2)), Flatten(), Output());
    private static readonly ChainLayer s_libtorch = Chain(Conv((3, 3), 4), GroupNorm(2), Flatten(), Output());

    public static IEnumerable<object[]> Kinds =>
        from network in new[] { nameof(s_managed), nameof(s_libtorch) }
        from views in new[] { (true, 0), (false, 2), (true, 1) }
        select new object[] { network, views.Item1, views.Item2 };

    [TestMethod]
    [DynamicData(nameof(Kinds))]
    public void A_score_is_the_mean_of_the_logits_of_the_views_in_blocks_and_row_by_row(string network, bool mirrored, int shift)
    {
        var views = new ScoringViews(mirrored, shift);
        using NeuralNetworkTransformer plain = Fit(network == nameof(s_managed) ? s_managed : s_libtorch);
        using NeuralNetworkTransformer viewed = plain.WithViews(views);
        using PredictionEngine<Picture, Scored> engine = s_ml.Model.CreatePredictionEngine<Picture, Scored>(viewed);

        float[] means = Scores(viewed, s_rows);

        for (int row = 0; row < s_rows.Length; row++)
        {
            Picture[] seen = Views(s_rows[row], mirrored, shift);
            Assert.HasCount(views.Count, seen);
            Assert.AreEqual(Scores(plain, seen).Average(), means[row], 1e-5);
            Assert.AreEqual(means[row], engine.Predict(s_rows[row]).Score, 1e-6);
        }
    }

    [TestMethod]
    public void Pictures_that_are_bytes_or_sparse_are_seen_the_same()
    {
        using NeuralNetworkTransformer viewed = Fit(s_managed).WithViews(new ScoringViews(shift: 1));
        IDataView sparse = s_ml.Data.LoadFromEnumerable(s_rows.Select(row => new SparsePicture
        {
            Features = new VBuffer<float>(row.Features.Length, 2, [row.Features[3], row.Features[40]], [3, 40]),
        }).ToList());
        Picture[] dense = [.. s_rows.Select(row =>
        {
            float[] values = new float[row.Features.Length];
            (values[3], values[40]) = (row.Features[3], row.Features[40]);
            return new Picture { Features = values };
        })];

        Weights.AssertClose(Scores(viewed, dense), viewed.Transform(sparse).GetColumn<float>("Score"), 1e-6);
    }

    [TestMethod]
    public void Views_are_part_of_the_file_and_of_ONNX()
    {
        using NeuralNetworkTransformer viewed = Fit(s_libtorch, new ScoringViews(shift: 1));
        byte[] zip = ModelZip.Save(viewed);
        using var loaded = (NeuralNetworkTransformer)ModelZip.Load(zip);
        using var onnx = new MemoryStream();
        viewed.ExportToOnnx(onnx);

        Assert.AreEqual(new ScoringViews(shift: 1), loaded.Model.Views);
        CollectionAssert.AreEqual(Scores(viewed, s_rows), Scores(loaded, s_rows));
        float[] values = [.. s_rows.SelectMany(row => row.Features)];
        var outputs = OnnxScores.Run(onnx.ToArray(), "Features", values, s_rows.Length, Channels, Height, Width);
        Weights.AssertClose(Scores(viewed, s_rows), (float[])outputs["Score"], 1e-5);
    }

    [TestMethod]
    public void Views_do_not_change_what_is_learned()
    {
        using NeuralNetworkTransformer plain = Fit(s_managed), viewed = Fit(s_managed, new ScoringViews());

        Weights.AssertSame(plain, viewed);
        CollectionAssert.AreNotEqual(Scores(plain, s_rows), Scores(viewed, s_rows));
        using NeuralNetworkTransformer again = viewed.WithViews(null);
        CollectionAssert.AreEqual(Scores(plain, s_rows), Scores(again, s_rows));
    }

    [TestMethod]
    public void Temperature_and_threshold_are_learned_of_the_mean_of_the_views()
    {
        Picture[] known = Pictures(100), held = Pictures(200, seed: 5);
        var noise = new Random(9);
        foreach (Picture row in (Picture[])[.. known, .. held])
            row.Label = row.Features.Average() + (0.05 * (noise.NextDouble() - 0.5)) > 0.5;
        NeuralNetworkOptions options = Options with { ScoringViews = new ScoringViews(shift: 1), Epochs = 40 };
        Layer network = Chain(Flatten(), Dense(16, Relu), Output()); // Learns by heart, and is too sure of the rest.
        NeuralNetworkTrainer trainer = s_ml.BinaryClassification.Trainers.NeuralNetwork(network, options);
        NeuralNetworkTrainer cut = s_ml.BinaryClassification.Trainers.NeuralNetwork(
            network, options with { TemperatureScaling = false, DecisionThreshold = DecisionThreshold.Costs(1, 5) });
        IDataView rows = s_ml.Data.LoadFromEnumerable(known), validation = s_ml.Data.LoadFromEnumerable(held);

        using NeuralNetworkTransformer tempered = trainer.Fit(rows, validation), chosen = cut.Fit(rows, validation);

        Assert.IsNotNull(tempered.Model.Temperature);

        // No other temperature makes the loss of the mean's logits smaller.
        float[] scores = Scores(tempered, held);
        double best = Loss(1);
        Assert.IsLessThanOrEqualTo(Loss(0.98) + 1e-9, best);
        Assert.IsLessThanOrEqualTo(Loss(1.02) + 1e-9, best);
        using NeuralNetworkTransformer anew = chosen.ChooseThreshold(validation, DecisionThreshold.Costs(1, 5));
        Assert.AreEqual(anew.Model.DecisionThreshold!.Value, chosen.Model.DecisionThreshold!.Value, 1e-5);

        double Loss(double factor) => held.Zip(scores).Average(pair =>
            Math.Log(1 + Math.Exp((pair.First.Label ? -1 : 1) * pair.Second * factor)));
    }

    [TestMethod]
    public void One_column_of_several_is_seen_from_several_sides()
    {
        Layer network = Chain(
            Inputs(("Photo", Chain(Conv((3, 3), 2, Relu), Flatten())), ("Plan", Flatten()), ("Table", Dense(3))), Output());
        Listing[] rows = Listings.Make(30);
        using NeuralNetworkTransformer fitted = Listings.Fit(
            network, Listings.Options with { ScoringViews = new ScoringViews(column: "Photo") }, rows);
        Listing[] mirrored = Listings.Make(30);
        foreach (Listing row in mirrored)
            row.Photo = [.. row.Photo.Chunk(Listing.Side).SelectMany(line => line.Reverse())];
        using NeuralNetworkTransformer plain = fitted.WithViews(null);

        using var loaded = (NeuralNetworkTransformer)ModelZip.Load(ModelZip.Save(fitted));

        float[] means = [.. Listings.Scores(plain, rows).Zip(Listings.Scores(plain, mirrored), (one, other) => (one + other) / 2)];
        Weights.AssertClose(means, Listings.Scores(fitted, rows), 1e-5);
        Weights.AssertClose(means, Listings.Scores(loaded, rows), 1e-5);
    }

    [TestMethod]
    public void The_mean_of_folds_and_the_heads_of_a_model_have_the_views_of_the_fit()
    {
        using NeuralNetworkTransformer bagged = s_ml.BinaryClassification.Trainers.NeuralNetwork(
            s_managed, Options with { ScoringViews = new ScoringViews(), BaggedFolds = 2, TemperatureScaling = false })
            .Fit(s_ml.Data.LoadFromEnumerable(s_rows));

        Assert.AreEqual(new ScoringViews(), bagged.Model.Views);
        using NeuralNetworkTransformer plain = bagged.WithViews(null);
        Assert.AreEqual(Scores(plain, Views(s_rows[0], true, 0)).Average(), Scores(bagged, s_rows)[0], 1e-5);
    }

    [TestMethod]
    public void Explanations_are_of_the_mean()
    {
        using NeuralNetworkTransformer viewed = Fit(s_libtorch, new ScoringViews(shift: 1));
        using var network = new MLFlux.Explaining.ExplainedNetwork(viewed.Model, new MLFlux.Native.ComputeDevice(null, true, _ => { }));

        double[] values = network.Values([.. s_rows.SelectMany(row => row.Features)], score: 0);

        Weights.AssertClose(Scores(viewed, s_rows), values.Select(value => (float)value), 1e-5);
    }

    [TestMethod]
    public void Views_that_are_none_and_columns_without_pictures_are_refused_by_name()
    {
        Assert.ThrowsExactly<ArgumentException>(() => new ScoringViews(mirrored: false));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new ScoringViews(shift: -1));
        Assert.ThrowsExactly<ArgumentException>(() => new ScoringViews(column: " "));
        Refused(() => Fits.Binary(Examples.Hidden, Options with { ScoringViews = new ScoringViews() }, Examples.Make(10)),
            "'Features' (3)");
        Refused(() => Fit(s_managed, new ScoringViews(shift: Height)), "moves pictures by 5 pixels", "2×5×7");
        Refused(() => Fit(s_managed).WithViews(new ScoringViews(column: "Foto")), "'Foto' is none among 'Features'");
        Layer both = Chain(Inputs(("Photo", Flatten()), ("Plan", Flatten())), Output());
        Refused(() => Listings.Fit(both, Listings.Options with { ScoringViews = new ScoringViews() }, Listings.Make(20)),
            "'Photo', 'Plan' hold pictures", "new ScoringViews(column: \"Photo\")");
        Refused(() => s_ml.AnomalyDetection.Trainers.Autoencoder(
            Chain(Flatten(), Dense(3), Dense(Channels * Height * Width)), Options with { ScoringViews = new ScoringViews() })
            .Fit(s_ml.Data.LoadFromEnumerable(s_rows)), "a reconstruction of a mirrored or moved picture is none");

        static void Refused(Action fit, params string[] said)
        {
            string message = Assert.ThrowsExactly<InvalidOperationException>(fit).Message;
            foreach (string words in said)
                StringAssert.Contains(message, words);
        }
    }

    [TestMethod]
    [DataRow("\"shift\": 1", "\"shift\": 99")]
    [DataRow("\"shift\": 1", "\"shift\": -1")]
    [DataRow("\"mirrored\": true,\n    \"shift\": 1", "\"mirrored\": false,\n    \"shift\": 0")]
    [DataRow("\"shift\": 1", "\"shift\": 1, \"column\": \"Other\"")]
    public void Views_of_a_file_that_fit_no_picture_are_an_error(string written, string changed)
    {
        using NeuralNetworkTransformer viewed = Fit(s_managed, new ScoringViews(shift: 1));
        Dictionary<string, byte[]> parts = MemoryParts.Save(viewed.Model);
        string json = System.Text.Encoding.UTF8.GetString(parts["Network.json"]);
        StringAssert.Contains(json, written);
        parts["Network.json"] = System.Text.Encoding.UTF8.GetBytes(json.Replace(written, changed, StringComparison.Ordinal));

        var fault = Assert.ThrowsExactly<InvalidDataException>(() => MemoryParts.Load(parts));

        StringAssert.Contains(fault.Message, "views at scoring");
    }

    private static NeuralNetworkOptions Options => new() { Epochs = 2, BatchSize = 8, Seed = 3, Optimizer = Optimizers.Adam(0.02) };

    private static NeuralNetworkTransformer Fit(Layer network, ScoringViews? views = null) => s_ml.BinaryClassification.Trainers
        .NeuralNetwork(network, Options with { ScoringViews = views }).Fit(s_ml.Data.LoadFromEnumerable(s_rows));

    private static float[] Scores(NeuralNetworkTransformer model, IEnumerable<Picture> rows) =>
        [.. model.Transform(s_ml.Data.LoadFromEnumerable(rows)).GetColumn<float>("Score")];

    /// <summary>The views, drawn out pixel by pixel.</summary>
    private static Picture[] Views(Picture row, bool mirrored, int shift) =>
    [
        .. from move in shift == 0 ? [0] : new[] { 0, -shift, shift }
           from mirror in mirrored ? new[] { false, true } : [false]
           select new Picture
           {
               Features = [.. from c in Enumerable.Range(0, Channels)
                              from y in Enumerable.Range(0, Height)
                              from x in Enumerable.Range(0, Width)
                              select row.Features[(((c * Height) + Seen(y + move, Height)) * Width)
                                  + Seen((mirror ? Width - 1 - x : x) + move, Width)]],
           },
    ];

    private static int Seen(int place, int size)
    {
        int[] there = [.. Enumerable.Range(0, size)];
        int[] mirror = [.. there.Skip(1).Reverse(), .. there, .. there.Reverse().Skip(1)];
        return mirror[place + size - 1];
    }

    private static Picture[] Pictures(int count, int seed = 2)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] values = [.. Enumerable.Range(0, Channels * Height * Width).Select(_ => random.NextSingle())];
            return new Picture { Features = values, Label = values[0] + values[8] + (0.5 * random.NextSingle()) > 1.2 };
        })];
    }

    private sealed class Picture
    {
        [VectorType(Channels, Height, Width)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }

    private sealed class SparsePicture
    {
        [VectorType(Channels, Height, Width)]
        public VBuffer<float> Features { get; set; }
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}
