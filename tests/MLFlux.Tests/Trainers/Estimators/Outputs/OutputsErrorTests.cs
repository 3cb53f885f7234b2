using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>What does not fit a network of several heads is said by the names that its user wrote, before a row is read.</summary>
[TestClass]
public sealed class OutputsErrorTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    private static IEnumerable<object[]> Wrong =>
    [
        .. new (OutputsLayer Heads, NeuralNetworkOptions Options, string[] Said)[]
        {
            (Outputs(("Prize", Output()), ("Sold", Output())), Offers.Options, ["'Prize' is missing", "'Price'"]),
            (Outputs(("Name", Output()), ("Sold", Output())), Offers.Options, ["'Name' is String", "Boolean for yes or no"]),
            (Outputs(("Free", Output()), ("Sold", Output())), Offers.Options, ["'Free'", "known size"]),
            (Outputs(("One", Output()), ("Sold", Output())), Offers.Options, ["'One' has 1 classes"]),
            (Outputs(("Price", Dense(2)), ("Sold", Output())), Offers.Options, ["Head 'Price' gives 2", "'Price' is a number", "Dense(1)"]),
            (Outputs(("Price", Output()), ("Kind", Dense(2))), Offers.Options, ["Head 'Kind' gives 2", "3 classes", "Dense(3)"]),
            (Outputs(("Price", Reshape(2, 2)), ("Kind", Output())), Offers.Options, ["'Price' gives 2×2", "Flatten()"]),
            (Outputs(("Price", Dense(inputs: 3, outputs: 1)), ("Kind", Output())), Offers.Options,
                ["Layer 2.Price", "expects 3 inputs, got 4"]),
            (Outputs(("Sold", PredictionTask.Regression, Output())), Offers.Options, ["'Sold' is Boolean", "expected Single"]),
            (Outputs(("Kind", PredictionTask.BinaryClassification, Output())), Offers.Options,
                ["'Kind'", "NaN where the answer is missing"]),
            (Outputs(("Price", Output()), ("Price.Score", Output())), Offers.Options,
                ["'Price.Score'", "hide it", "call the head \"Label\""]),
            (Outputs(("Price", Output()), ("Sold", Output())),
                Offers.Options with { Heads = [new HeadOptions("Sold") { Loss = Losses.CrossEntropy() }] },
                ["Head 'Sold'", "CrossEntropy()", "BinaryCrossEntropy()"]),
            (Outputs(("Price", Output()), ("Sold", Output())),
                Offers.Options with { Heads = [new HeadOptions("Sold") { Loss = Losses.Quantile(0.5) }] },
                ["Head 'Sold'", "Quantile(0.5)"]),
        }.Select(row => new object[] { row.Heads, row.Options, row.Said }),
    ];

    [TestMethod]
    [DynamicData(nameof(Wrong))]
    public void Is_said_before_a_row_is_read(OutputsLayer heads, NeuralNetworkOptions options, string[] said)
    {
        IDataView data = s_ml.Data.LoadFromEnumerable(Rows(() => throw new AssertFailedException("A row was read.")));
        NeuralNetworkTrainer trainer = s_ml.MultiTask.Trainers.NeuralNetwork(Chain(Dense(4), heads), options);

        Exception fault = Assert.Throws<Exception>(() => trainer.Fit(data));

        Assert.IsTrue(
            fault is ArgumentOutOfRangeException or NetworkShapeException or InvalidOperationException, fault.ToString());
        foreach (string text in said)
            StringAssert.Contains(fault.Message, text);
    }

    private static IEnumerable<object[]> WrongOptions =>
    [
        .. new (Layer Network, NeuralNetworkOptions Options, string[] Said)[]
        {
            (Dense(2), Offers.Options, ["has no heads", "Outputs("]),
            (Offers.Network, Offers.Options with { LabelColumnName = "Price" }, ["LabelColumnName is 'Price'", "'Price', 'Sold', 'Kind'"]),
            (Offers.Network, Offers.Options with { Loss = Losses.Huber() }, ["Loss is Huber(", "Heads = [new HeadOptions(\"Price\")"]),
            (Offers.Network, Offers.Options with { Heads = [new HeadOptions("Prize")] }, ["'Prize'", "no head of the network", "'Price'"]),
            (Offers.Network, Offers.Options with { Heads = [new HeadOptions("Sold"), new HeadOptions("Sold")] }, ["'Sold' twice"]),
            (Offers.Network, Offers.Options with { Heads = [new HeadOptions("Sold") { Weight = -1 }] }, ["head 'Sold' is -1", "above 0"]),
            (Offers.Network, Offers.Options with { Heads = [new HeadOptions("Sold") { Weight = double.NaN }] }, ["head 'Sold' is NaN"]),
            (Offers.Network, Offers.Options with { Heads = [new HeadOptions(" ")] }, ["has no name"]),
            (Offers.Network, Offers.Options with { Heads = null! }, ["Heads is null"]),
            (Offers.Network, Offers.Options with { ClassWeights = ClassWeights.Balanced }, ["ClassWeights", "ExampleWeightColumnName"]),
            (Offers.Network, Offers.Options with { BaggedFolds = 3 }, ["BaggedFolds", "several heads"]),
            (Offers.Network, Offers.Options with { DecisionThreshold = DecisionThreshold.Costs(1, 2) }, ["DecisionThreshold"]),
        }.Select(row => new object[] { row.Network, row.Options, row.Said }),
    ];

    [TestMethod]
    [DynamicData(nameof(WrongOptions))]
    public void Options_that_do_not_go_with_heads(Layer network, NeuralNetworkOptions options, string[] said)
    {
        var fault = Assert.ThrowsExactly<ArgumentException>(() => s_ml.MultiTask.Trainers.NeuralNetwork(network, options));
        foreach (string text in said)
            StringAssert.Contains(fault.Message, text);
    }

    [TestMethod]
    public void Heads_on_the_trainer_of_one_label()
    {
        var fault = Assert.ThrowsExactly<ArgumentException>(
            () => s_ml.Regression.Trainers.NeuralNetwork(Offers.Network, Offers.Options with { LabelColumnName = "Price" }));
        StringAssert.Contains(fault.Message, "'Price', 'Sold', 'Kind'");
        StringAssert.Contains(fault.Message, "MultiTask.Trainers");
        fault = Assert.ThrowsExactly<ArgumentException>(
            () => s_ml.Regression.Trainers.NeuralNetwork(Dense(1), Offers.Options with { Heads = [new HeadOptions("Price")] }));
        StringAssert.Contains(fault.Message, "Heads is for a network that ends in Outputs");
    }

    [TestMethod]
    public void Two_heads_of_one_name_or_a_head_without_name()
    {
        var twice = Assert.ThrowsExactly<ArgumentException>(() => Outputs(("Price", Output()), ("Sold", Output()), ("Price", Dense(1))));
        StringAssert.Contains(twice.Message, "Two heads of Outputs learn the column 'Price'");
        Assert.ThrowsExactly<ArgumentException>(() => Outputs((" ", Output())));
        Assert.ThrowsExactly<ArgumentException>(() => Outputs(("Price", (Layer)null!)));
        Assert.ThrowsExactly<ArgumentException>(() => Outputs(("Price", PredictionTask.MultiTask, Output())));
        var members = Assert.ThrowsExactly<ArgumentException>(() => Outputs(("Price", Members(4, Chain(Dense(3), Output())))));
        StringAssert.Contains(members.Message, "'Price' ends in Members");
    }

    [TestMethod]
    public void Outputs_elsewhere_than_at_the_end()
    {
        OutputsLayer outputs = Outputs(("Price", Output()), ("Sold", Dense(2)));
        foreach (Func<Layer> elsewhere in new Func<Layer>[]
        {
            () => Chain(outputs, Softmax()), () => Chain(Chain(Dense(2), outputs), Dense(2)), () => Parallel(Combine.Add, outputs),
            () => SkipConnection(outputs), () => Members(2, Chain(Dense(3), outputs)), () => Outputs(("A", outputs)),
            () => Inputs(("A", outputs)),
            () => NetworkJson.Read($$"""{"layer":"Parallel","combine":"Add","layers":[{{NetworkJson.Write(outputs)}}]}"""),
        })
        {
            Exception fault = Assert.Throws<Exception>(() => elsewhere());
            StringAssert.Contains(fault.Message, "'Price', 'Sold'");
            StringAssert.Contains(fault.Message, "at the end of a network");
        }

        Assert.AreSame(outputs, Chain(Dense(2), Chain(Dense(3), outputs)).OutputsTail);
    }

    [TestMethod]
    public void Labels_that_teach_nothing()
    {
        Offer[] rows = Offers.Make(20);
        foreach (Offer row in rows)
            row.Price = float.NaN;
        StringAssert.Contains(Nothing(rows), "No row has a label in 'Price'");

        rows = Offers.Make(20);
        foreach (Offer row in rows)
            row.Sold = true;
        StringAssert.Contains(Nothing(rows), "'Sold'");

        rows = Offers.Make(20);
        rows[7].Gone = 0.5f;
        Layer gone = Outputs(("Gone", PredictionTask.BinaryClassification, Output()));
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidOperationException>(() => Offers.Fit(gone, Offers.Options, rows)).Message,
            "'Gone' has the value 0.5");

        static string Nothing(Offer[] rows) =>
            Assert.ThrowsExactly<InvalidOperationException>(() => Offers.Fit(Offers.Network, Offers.Options, rows)).Message;
    }

    private static IEnumerable<More> Rows(Action read)
    {
        read();
        yield break;
    }

    private sealed class More
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        public float Price { get; set; }

        [ColumnName("Price.Score")]
        public float PriceScore { get; set; }

        public bool Sold { get; set; }

        [KeyType(3)]
        public uint Kind { get; set; }

        [KeyType(1)]
        public uint One { get; set; }

        public float[] Free { get; set; } = [];

        public string Name { get; set; } = "";
    }
}
