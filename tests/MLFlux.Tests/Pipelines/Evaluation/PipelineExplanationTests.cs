using Microsoft.ML;
using Microsoft.ML.Data;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Evaluation;

/// <summary>Contributions of slots said nothing to a user, who knows columns.</summary>
[TestClass]
public sealed class PipelineExplanationTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Person[] s_people = Make();
    private static readonly IDataView s_data = s_ml.Data.LoadFromEnumerable(s_people);

    [TestMethod]
    public void The_slots_of_a_one_hot_column_sum_to_their_column()
    {
        using TransformerChain<NeuralNetworkTransformer> model = OneHot()
            .Append(s_ml.Transforms.Concatenate("Features", "Town", "Age", "Job")).Append(Trainer()).Fit(s_data);
        IDataView scored = model.Transform(s_data);
        float[][] slots =
            Contributions(s_ml.Transforms.Explanation(model.LastTransformer).Fit(scored).Transform(scored), out string[] names);

        float[][] columns = Explain(model, scored, out string[] own);

        CollectionAssert.AreEqual(new[] { "Town", "Age", "Job" }, own);
        CollectionAssert.AreEqual(new[] { "Town.Bern", "Town.Basel", "Town.Chur", "Age", "Job.smith", "Job.baker" }, names);
        for (int row = 0; row < columns.Length; row++)
        {
            Assert.AreEqual(slots[row][..3].Sum(), columns[row][0], 1e-4);
            Assert.AreEqual(slots[row][3], columns[row][1], 1e-4);
            Assert.AreEqual(slots[row][4..].Sum(), columns[row][2], 1e-4);
        }
    }

    [TestMethod]
    public void Columns_are_found_through_joins_of_joins_and_scaling_of_what_was_joined()
    {
        using TransformerChain<NeuralNetworkTransformer> model = OneHot()
            .Append(s_ml.Transforms.Concatenate("Both", "Age", "Town"))
            .Append(s_ml.Transforms.Concatenate("Features", "Job", "Both", "Age"))
            .Append(s_ml.Transforms.NormalizeMinMax("Features"))
            .Append(Trainer()).Fit(s_data);
        IDataView scored = model.Transform(s_data);

        float[][] columns = Explain(model, scored, out string[] own);

        CollectionAssert.AreEqual(new[] { "Job", "Age", "Town" }, own);
        Assert.IsTrue(columns.All(row => row.All(float.IsFinite)));
    }

    [TestMethod]
    public void Features_of_several_columns_stand_under_the_column_between()
    {
        using TransformerChain<NeuralNetworkTransformer> model = OneHot()
            .Append(s_ml.Transforms.Concatenate("Pair", "Age", "Weight"))
            .Append(s_ml.Transforms.NormalizeLpNorm("Pair"))
            .Append(s_ml.Transforms.Concatenate("Features", "Town", "Pair"))
            .Append(Trainer()).Fit(s_data);
        IDataView scored = model.Transform(s_data);

        Explain(model, scored, out string[] own);

        CollectionAssert.AreEqual(new[] { "Town", "Pair" }, own);
    }

    [TestMethod]
    public void Features_that_are_one_column_stand_each_for_itself()
    {
        using TransformerChain<NeuralNetworkTransformer> model = s_ml.Transforms.NormalizeMeanVariance("Features", "Ready")
            .Append(Trainer()).Fit(s_data);
        IDataView scored = model.Transform(s_data);

        Explain(model, scored, out string[] own);

        CollectionAssert.AreEqual(new[] { "0", "1" }, own);
    }

    [TestMethod]
    public void A_whole_pipeline_explains_itself_after_loading()
    {
        using TransformerChain<NeuralNetworkTransformer> model = OneHot()
            .Append(s_ml.Transforms.Concatenate("Features", "Town", "Age", "Job")).Append(Trainer()).Fit(s_data);
        IDataView scored = model.Transform(s_data);
        using TransformerChain<ExplanationTransformer> whole = model.Append(s_ml.Transforms.Explanation(model, s_data.Schema).Fit(scored));
        float[][] expected = Contributions(whole.Transform(s_data), out string[] names);

        using var stream = new MemoryStream();
        s_ml.Model.Save(whole, s_data.Schema, stream);
        ITransformer loaded = new MLContext().Model.Load(new MemoryStream(stream.ToArray()), out _);

        float[][] actual = Contributions(loaded.Transform(s_data), out string[] again);
        CollectionAssert.AreEqual(names, again);
        for (int row = 0; row < expected.Length; row++)
            CollectionAssert.AreEqual(expected[row], actual[row]);
    }

    [TestMethod]
    public void A_model_without_a_network_is_refused()
    {
        ITransformer model = OneHot().Fit(s_data);

        var fault = Assert.ThrowsExactly<ArgumentException>(() => s_ml.Transforms.Explanation(model, s_data.Schema));
        StringAssert.Contains(fault.Message, "only the scores of networks are explained");
    }

    private static EstimatorChain<ITransformer> OneHot() => new EstimatorChain<ITransformer>()
        .Append(s_ml.Transforms.Categorical.OneHotEncoding("Town"))
        .Append<ITransformer>(s_ml.Transforms.Categorical.OneHotEncoding("Job"));

    private static NeuralNetworkTrainer Trainer() => s_ml.BinaryClassification.Trainers.NeuralNetwork(
        Chain(Dense(8, Relu), Output()), new NeuralNetworkOptions { LabelColumnName = "Buys", Epochs = 20, Seed = 2 });

    private static float[][] Explain(ITransformer model, IDataView scored, out string[] names) =>
        Contributions(s_ml.Transforms.Explanation(model, s_data.Schema).Fit(scored).Transform(scored), out names);

    private static float[][] Contributions(IDataView explained, out string[] names)
    {
        VBuffer<ReadOnlyMemory<char>> slots = default;
        explained.Schema["Explanation"].GetSlotNames(ref slots);
        names = [.. slots.DenseValues().Select(name => name.ToString())];
        return [.. explained.GetColumn<float[]>("Explanation")];
    }

    private static Person[] Make()
    {
        var random = new Random(1);
        string[] towns = ["Bern", "Basel", "Chur"], jobs = ["smith", "baker"];
        return [.. Enumerable.Range(0, 60).Select(row =>
        {
            float age = (float)random.NextDouble();
            return new Person
            {
                Town = towns[row % 3], Job = jobs[row / 3 % 2], Age = age, Weight = (float)random.NextDouble(), Ready = [age, row % 3],
                Buys = age + (row % 3 == 0 ? 0.5 : 0) > 0.8,
            };
        })];
    }

    private sealed class Person
    {
        public string Town { get; set; } = "";

        public string Job { get; set; } = "";

        public float Age { get; set; }

        public float Weight { get; set; }

        [VectorType(2)]
        public float[] Ready { get; set; } = [];

        public bool Buys { get; set; }
    }
}
