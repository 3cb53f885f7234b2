using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>What does not fit a network over several columns is said by the names that its user wrote, before a row is read.</summary>
[TestClass]
public sealed class InputsErrorTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    private static IEnumerable<object[]> Wrong =>
    [
        .. new (Layer Network, string[] Said)[]
        {
            (Inputs(("Foto", Flatten()), ("Table", Flatten())), ["'Foto' is missing", "'Photo'"]),
            (Inputs(("Name", Dense(2)), ("Table", Flatten())), ["'Name'", "String", "FeaturizeText"]),
            (Inputs(("Sold", Dense(2)), ("Table", Flatten())), ["'Sold'", "Boolean", "ConvertType"]),
            (Inputs(("Text", Dense(2)), ("Table", Flatten())), ["'Text'", "keys", "branch that begins with Embedding"]),
            (Inputs(("Kind", Dense(2)), ("Table", Flatten())), ["'Kind'", "keys"]),
            (Inputs(("Text", Chain(Embedding(7, 2), Flatten())), ("Table", Flatten())), ["'Text'", "from 1 to 7", "Give it 8"]),
            (Inputs(("Free", Dense(2)), ("Table", Flatten())), ["'Free'", "known size"]),
            (Inputs(("User", Chain(Embedding(9, 2), Flatten())), ("Table", Flatten())), ["'User'", "16,777,216", "numberOfBits"]),
            (Inputs(("Photo", Conv((3, 3), 2)), ("Table", Dense(2))), ["'Photo' gives 2×4×4", "'Table' gives 2", "Flatten()"]),
            (Inputs(("Photo", Chain(Flatten(), Conv((3, 3), 2))), ("Table", Dense(2))), ["Layer 1.Photo.2", "Conv((3, 3), 2)"]),
            (Inputs(Combine.Add, ("Place", Dense(3)), ("Table", Dense(2))), ["Combine.Add", "'Place' gives 3", "'Table' gives 2"]),
            (Inputs(("Photo", new Shape(6, 7), Flatten()), ("Table", new Shape(4), Dense(2))), ["expects 6×7 of column 'Photo'", "1×6×6"]),
            (Inputs(("Table", Dense(inputs: 3, outputs: 2)), ("Photo", Flatten())), ["Layer 1.Table", "expects 3 inputs, got 4"]),
        }.Select(row => new object[] { row.Network, row.Said }),
    ];

    [TestMethod]
    [DynamicData(nameof(Wrong))]
    public void Is_said_before_a_row_is_read(Layer head, string[] said)
    {
        IDataView data = Data(() => throw new AssertFailedException("A row was read."));
        NeuralNetworkTrainer trainer = s_ml.Regression.Trainers.NeuralNetwork(Chain(head, Output()), Listings.Options);

        Exception fault = Assert.Throws<Exception>(() => trainer.Fit(data));

        Assert.IsTrue(fault is ArgumentOutOfRangeException or NetworkShapeException, fault.ToString());
        foreach (string text in said)
            StringAssert.Contains(fault.Message, text);
    }

    [TestMethod]
    public void Two_branches_of_one_column_or_a_branch_without_name()
    {
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => Inputs(("Photo", Flatten()), ("Photo", Dense(2)))).Message, "'Photo'");
        Assert.ThrowsExactly<ArgumentException>(() => Inputs((" ", Flatten())));
        Assert.ThrowsExactly<ArgumentException>(() => Inputs(("Photo", (Layer)null!)));
    }

    [TestMethod]
    public void Inputs_elsewhere_than_at_the_head()
    {
        InputsLayer inputs = Inputs(("Photo", Flatten()), ("Table", Dense(2)));
        foreach (Func<Layer> elsewhere in new Func<Layer>[]
        {
            () => Chain(Flatten(), inputs), () => Chain(Dense(2), Chain(inputs, Dense(2))), () => Parallel(Combine.Add, inputs),
            () => SkipConnection(inputs), () => Members(2, Chain(inputs, Output())), () => Inputs(("A", inputs)),
            () => NetworkJson.Read($$"""{"layer":"Parallel","combine":"Add","layers":[{{NetworkJson.Write(inputs)}}]}"""),
        })
        {
            Exception fault = Assert.Throws<Exception>(() => elsewhere());
            StringAssert.Contains(fault.Message, "'Photo'");
            StringAssert.Contains(fault.Message, "at the head of a network");
        }

        Assert.AreSame(inputs, Chain(Chain(inputs, Dense(3)), Output()).InputsHead);
    }

    [TestMethod]
    public void A_feature_column_beside_Inputs()
    {
        var fault = Assert.ThrowsExactly<ArgumentException>(() => s_ml.Regression.Trainers.NeuralNetwork(
            Chain(Inputs(("Photo", Flatten())), Output()), Listings.Options with { FeatureColumnName = "Pixels" }));

        StringAssert.Contains(fault.Message, "'Pixels'");
        StringAssert.Contains(fault.Message, "'Photo'");
    }

    [TestMethod]
    public void Without_a_trainer_shapes_have_to_be_stated()
    {
        StringAssert.Contains(
            Assert.ThrowsExactly<NetworkShapeException>(() => Inputs(("Photo", Flatten())).OutputShape(new Shape(4))).Message, "new Shape");
        Assert.ThrowsExactly<NetworkShapeException>(() => Inputs(("Photo", new Shape(4), Flatten())).OutputShape(new Shape(5)));
        Assert.AreEqual(new Shape(4), Inputs(("Photo", new Shape(2, 2), Flatten())).OutputShape(new Shape(4)));
    }

    [TestMethod]
    public void A_fitted_network_refuses_other_columns_by_name()
    {
        using NeuralNetworkTransformer fitted = Listings.Fit(Listings.Network, Listings.Options with { Epochs = 1 }, Listings.Make(20));
        IDataView rows = Listings.View(s_ml, Listings.Make(3));
        foreach ((IEstimator<ITransformer> change, string said) in new (IEstimator<ITransformer>, string)[]
        {
            (s_ml.Transforms.DropColumns("Text"), "'Text' is missing"),
            (s_ml.Transforms.Concatenate("Table", "Table", "Area"), "'Table' is Vector<Single, 5>; expected Vector<Single, 4>"),
            (s_ml.Transforms.CopyColumns("Area", "Name"), "'Area' is String; expected Single"),
            (s_ml.Transforms.CopyColumns("Plan", "Table").Append(s_ml.Transforms.CopyColumns("Text", "Name")), "'Text'"),
            (s_ml.Transforms.CopyColumns("Table", "Rooms"), "'Table'"),
        })
        {
            IDataView changed = change.Fit(rows).Transform(rows);
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => fitted.Transform(changed)).Message, said);
        }
    }

    /// <summary>Listings with a column of unknown size and one of too many keys, whose rows call what they are given.</summary>
    private static IDataView Data(Action read) => s_ml.Data.LoadFromEnumerable(Rows(read));

    private static IEnumerable<More> Rows(Action read)
    {
        read();
        yield break;
    }

    private sealed class More
    {
        [VectorType(1, Listing.Side, Listing.Side)]
        public byte[] Photo { get; set; } = [];

        [VectorType(Listing.Words), KeyType(Listing.Levels)]
        public uint[] Text { get; set; } = [];

        [VectorType(4)]
        public float[] Table { get; set; } = [];

        [VectorType(2)]
        public double[] Place { get; set; } = [];

        public float[] Free { get; set; } = [];

        [KeyType(1 << 25)]
        public uint User { get; set; }

        [KeyType(3)]
        public uint Kind { get; set; }

        public string Name { get; set; } = "";

        public bool Sold { get; set; }

        public float Price { get; set; }
    }
}
