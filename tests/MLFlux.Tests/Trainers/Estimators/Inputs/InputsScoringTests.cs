using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Kernels;
using MLFlux.Models;
using MLFlux.Scoring;
using MLFlux.Tests.Models;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Blocks, single rows, engines and loaded models give the same scores; the contract of estimators is kept.</summary>
[TestClass]
public sealed class InputsScoringTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Listing[] s_rows = Listings.Make(150);

    private static IEnumerable<object[]> Networks =>
    [
        ["every kind of column", Listings.Network],
        ["dense branches", Listings.Dense3],
        ["sums of branches", Chain(Inputs(Combine.Add, ("Table", Dense(3, Relu)), ("Tags", Dense(3))), Output())],
        [
            "normalised branches",
            Chain(Inputs(("Table", Chain(BatchNorm(), Dense(3, Tanh))), ("Area", Dense(2))), BatchNorm(Relu), Output()),
        ],
        ["branches that only pass on", Chain(Inputs(("Table", Flatten()), ("Area", Flatten()), ("Photo", Flatten())), Dense(4), Output())],
    ];

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Blocks_rows_engines_and_loaded_models_agree(string name, Layer network)
    {
        using NeuralNetworkTransformer fitted = Listings.Fit(network, Listings.Options, s_rows);
        float[] blocks = Listings.Scores(fitted, s_rows);
        using PredictionEngine<Listing, Scored> engine = s_ml.Model.CreatePredictionEngine<Listing, Scored>(fitted);
        float[] single = [.. s_rows.Select(row => engine.Predict(row).Score)];
        Weights.AssertClose(blocks, single, 1e-5);

        ITransformer loaded = Load(fitted);
        CollectionAssert.AreEqual(blocks, Listings.Scores(loaded, s_rows), name);
        CollectionAssert.AreEqual(fitted.FeatureColumnNames.ToArray(), ((NeuralNetworkTransformer)loaded).FeatureColumnNames.ToArray());
        Assert.AreEqual(fitted.Model.ToString(), ((NeuralNetworkTransformer)loaded).Model.ToString());
    }

    [TestMethod]
    public void Dense_branches_are_scored_by_the_plan_and_others_by_the_module()
    {
        InputsLayer Bound(Layer first) => Inputs(("A", new Shape(3), first), ("B", new Shape(2), Chain(Dense(4, Relu), AlphaDropout())));

        Assert.IsNotNull(KernelPlan.TryCreate(Chain(Bound(Dense(2)), Dense(1)), new Shape(5), isTraining: false));
        Assert.IsNotNull(KernelPlan.TryCreate(Chain(Bound(BatchNorm()), Dense(1)), new Shape(5), isTraining: false));
        Assert.IsNull(KernelPlan.TryCreate(Chain(Bound(LayerNorm()), Dense(1)), new Shape(5), isTraining: false));
        Assert.IsNull(KernelPlan.TryCreate(Chain(Bound(Dense(2)), Dense(1)), new Shape(5), isTraining: true), "It has dropout for Selu.");
    }

    [TestMethod]
    public void A_column_of_mostly_zeros_is_scored_by_the_plan_in_blocks_too()
    {
        Layer network = Chain(Inputs(("Tags", Dense(300, Relu)), ("Area", Dense(2))), Dense(4), Output());
        using NeuralNetworkTransformer fitted = Listings.Fit(network, Listings.Options with { Epochs = 1 }, s_rows);
        RowProgram program = RowProgram.TryCreate(fitted.Model)!;
        VBuffer<float> sparse = new(Listing.Wide + 1, 2, [1f, 1f], [3, Listing.Wide]);
        VBuffer<float> dense = new(Listing.Wide + 1, [.. Enumerable.Repeat(1f, Listing.Wide + 1)]);

        Assert.IsTrue(program.IsQuickFor([sparse, sparse]));
        Assert.IsFalse(program.IsQuickFor([dense, dense]));
    }

    [TestMethod]
    public void A_value_that_is_no_number_makes_its_own_row_no_number_alone()
    {
        using NeuralNetworkTransformer fitted = Listings.Fit(Listings.Network, Listings.Options, s_rows);
        Listing[] rows = Listings.Make(60, seed: 4);
        float[] before = Listings.Scores(fitted, rows);
        rows[7].Area = float.NaN;

        float[] after = Listings.Scores(fitted, rows);

        Assert.IsTrue(float.IsNaN(after[7]));
        for (int i = 0; i < rows.Length; i++)
            Assert.IsTrue(i == 7 || before[i] == after[i]);
    }

    [TestMethod]
    public void Rows_by_name_are_scored_without_a_class_for_them()
    {
        using NeuralNetworkTransformer fitted = Listings.Fit(Listings.Network, Listings.Options, s_rows);
        RowPredictor predictor = s_ml.Model.CreateRowPredictor(fitted, Listings.View(s_ml, s_rows).Schema);
        Listing row = s_rows[0];

        RowPrediction prediction = predictor.Predict(new Dictionary<string, object?>
        {
            ["Photo"] = row.Photo, ["Text"] = row.Text, ["Table"] = row.Table, ["Place"] = row.Place,
            ["Tags"] = row.Tags.DenseValues().ToArray(), ["Area"] = row.Area, ["Age"] = row.Age, ["Rooms"] = row.Rooms,
            ["Kind"] = row.Kind + 1,
        });

        Assert.AreEqual(Listings.Scores(fitted, [row])[0], (float)prediction["Score"]!, 1e-5);
    }

    [TestMethod]
    public void Columns_that_no_score_needs_are_not_read()
    {
        using NeuralNetworkTransformer fitted = Listings.Fit(Listings.Dense3, Listings.Options, s_rows);
        IDataView view = Listings.View(s_ml, s_rows);
        IRowToRowMapper mapper = ((ITransformer)fitted).GetRowToRowMapper(view.Schema);

        CollectionAssert.AreEquivalent(
            new[] { "Table", "Tags", "Area" },
            mapper.GetDependencies([mapper.OutputSchema["Score"]]).Select(column => column.Name).ToArray());
    }

    [TestMethod]
    public void The_contract_of_estimators_is_kept()
    {
        IDataView data = Listings.View(s_ml, Listings.Make(40));
        IDataView Changed(IEstimator<ITransformer> change) => change.Fit(data).Transform(data);
        new EstimatorContract(s_ml.Regression.Trainers.NeuralNetwork(Listings.Network, Listings.Options with { Epochs = 1 }), data)
        {
            InvalidInputs =
            [
                Changed(s_ml.Transforms.DropColumns("Photo")), Changed(s_ml.Transforms.CopyColumns("Area", "Name")),
                Changed(s_ml.Transforms.CopyColumns("Table", "Name")),
            ],
            ValidForFitOnly = Changed(s_ml.Transforms.Concatenate("Table", "Table", "Area")),
        }.Verify();
    }

    [TestMethod]
    [DataRow("inputKinds", """["Numbers","Numbers"]""", DisplayName = "too few kinds")]
    [DataRow("inputKinds", "null", DisplayName = "no kinds")]
    [DataRow("inputKinds", """["Numbers","Numbers","Texts"]""", DisplayName = "an unknown kind")]
    [DataRow("byteFeatures", "true", DisplayName = "one column of bytes")]
    [DataRow("inputShape", "[45,1]", DisplayName = "rows of another shape")]
    [DataRow("inputShape", "[46]", DisplayName = "rows of another size")]
    public void A_file_whose_columns_do_not_fit_its_network_is_refused(string property, string value)
    {
        using NeuralNetworkTransformer fitted = Listings.Fit(Listings.Dense3, Listings.Options with { Epochs = 1 }, s_rows);
        Dictionary<string, byte[]> files = MemoryParts.Save(fitted.Model);
        CollectionAssert.AreEqual(Weights.All(fitted), Weights.All(MemoryParts.Load(files)));
        JsonNode network = JsonNode.Parse(files[ModelContent.Network])!;
        network[property] = JsonNode.Parse(value);
        files[ModelContent.Network] = Encoding.UTF8.GetBytes(network.ToJsonString());

        Assert.ThrowsExactly<InvalidDataException>(() => MemoryParts.Load(files));
    }

    [TestMethod]
    public void MLNETs_own_importance_is_refused_with_what_to_call_instead()
    {
        IDataView data = Listings.View(s_ml, s_rows);
        using NeuralNetworkTransformer fitted = Listings.Fit(Listings.Dense3, Listings.Options, s_rows);
        var chain = new TransformerChain<NeuralNetworkTransformer>(fitted);
        foreach (Action call in new Action[]
        {
            () => s_ml.Regression.PermutationFeatureImportance(fitted, data, "Price"),
            () => s_ml.Regression.PermutationFeatureImportance((ITransformer)chain, data, "Price"),
        })
        {
            InvalidOperationException fault = Assert.ThrowsExactly<InvalidOperationException>(call);
            StringAssert.Contains(fault.Message, "'Table', 'Tags', 'Area'");
            StringAssert.Contains(fault.Message, "ml.FeatureImportance(model, data, task)");
        }
    }

    [TestMethod]
    public void Importance_by_column_finds_the_columns_that_decide()
    {
        using NeuralNetworkTransformer fitted = Listings.Fit(Listings.Dense3, Listings.Options with { Epochs = 60 }, s_rows);

        IReadOnlyList<FeatureImportance> found = s_ml.FeatureImportance(
            fitted, Listings.View(s_ml, s_rows), PredictionTask.Regression,
            new FeatureImportanceOptions { LabelColumnName = "Price", Columns = ["Table", "Tags", "Area", "Photo"] });

        Assert.AreEqual(0, found.Single(one => one.Column == "Photo").Loss);
        Assert.IsTrue(found.Where(one => one.Column != "Photo").All(one => one.Loss > 0), string.Join("; ", found));
    }

    private static ITransformer Load(ITransformer model)
    {
        using var stream = new MemoryStream();
        s_ml.Model.Save(model, Listings.View(s_ml, s_rows).Schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }
}
