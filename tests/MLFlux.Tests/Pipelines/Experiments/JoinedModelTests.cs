using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Experiments;

namespace MLFlux.Tests.Pipelines;

/// <summary>The network with LightGbm, and what LightGbm is given beside a ready pipeline.</summary>
[TestClass]
public sealed class JoinedModelTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void A_number_is_the_mean_of_both_and_a_saved_model_says_the_same()
    {
        (ITransformer joined, PreparedRows rows, ITransformer network, ITransformer trees) = Join(nameof(House.Price));
        float[] both = [.. joined.Transform(rows.Test).GetColumn<float>("Score")];
        float[] first = [.. network.Transform(rows.Test).GetColumn<float>("Score")];
        float[] second = [.. trees.Transform(rows.Test).GetColumn<float>("Score")];
        for (int row = 0; row < both.Length; row++)
            Assert.AreEqual((first[row] + second[row]) / 2, both[row], 1e-3);
        CollectionAssert.AreEqual(both, Loaded(joined, rows).Transform(rows.Test).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void A_score_of_yes_or_no_is_the_logit_of_the_mean_probability()
    {
        (ITransformer joined, PreparedRows rows, ITransformer network, ITransformer trees) = Join(nameof(House.Quick));
        IDataView scored = Loaded(joined, rows).Transform(rows.Test);
        float[] both = [.. scored.GetColumn<float>("Probability")], scores = [.. scored.GetColumn<float>("Score")];
        float[] first = [.. network.Transform(rows.Test).GetColumn<float>("Probability")];
        float[] second = [.. trees.Transform(rows.Test).GetColumn<float>("Probability")];
        bool[] predicted = [.. scored.GetColumn<bool>("PredictedLabel")];
        for (int row = 0; row < both.Length; row++)
        {
            Assert.AreEqual((first[row] + second[row]) / 2, both[row], 1e-6);
            Assert.AreEqual(Math.Log(both[row] / (1 - both[row])), scores[row], 1e-2);
            Assert.AreEqual(scores[row] > 0, predicted[row]);
        }

        Assert.IsGreaterThan(0.9, _ml.BinaryClassification.Evaluate(scored, nameof(House.Quick)).AreaUnderRocCurve);
    }

    [TestMethod]
    public void A_class_is_the_likelier_by_the_mean_of_probabilities()
    {
        (ITransformer joined, PreparedRows rows, ITransformer network, ITransformer trees) = Join(nameof(House.Stars));
        IDataView scored = Loaded(joined, rows).Transform(rows.Test);
        float[][] both = [.. scored.GetColumn<float[]>("Score")];
        float[][] first = [.. network.Transform(rows.Test).GetColumn<float[]>("Score")];
        float[][] second = [.. trees.Transform(rows.Test).GetColumn<float[]>("Score")];
        uint[] predicted = [.. scored.GetColumn<uint>("PredictedLabel")];
        for (int row = 0; row < both.Length; row++)
        {
            for (int label = 0; label < 3; label++)
                Assert.AreEqual((first[row][label] + second[row][label]) / 2, both[row][label], 1e-6);
            Assert.AreEqual((uint)Array.IndexOf(both[row], both[row].Max()) + 1, predicted[row]);
        }

        Assert.IsGreaterThan(0.8, _ml.MulticlassClassification.Evaluate(scored, nameof(House.Stars)).MicroAccuracy);
    }

    [TestMethod]
    public void An_experiment_has_the_two_together_where_they_are_better_than_either()
    {
        // Noise that both learn by heart, each in its own way, so that the mean of both has less of it.
        House[] houses = House.Make(500);
        var random = new Random(1);
        foreach (House house in houses)
            house.Price += (float)(300 * (random.NextDouble() + random.NextDouble() - 1));
        IDataView data = _ml.Data.LoadFromEnumerable(houses);

        using ExperimentResult result = Compare(data, nameof(House.Price));

        Assert.IsNotNull(result.Joined);
        Assert.IsNotNull(result.JoinedModel);
        StringAssert.Contains(result.Verdict.Sentence, "together");
        Assert.AreEqual("network with LightGbm", result.Joined.Name);
        Assert.AreEqual("LightGbm", result.Baselines[0].Name);
        Assert.IsGreaterThan(result.Metrics[0].Value, result.Joined.Metrics[0].Value);
        Assert.IsGreaterThan(result.Baselines[0].Metrics[0].Value, result.Joined.Metrics[0].Value);
        IDataView scored = result.JoinedModel.Transform(result.Rows.TestSet);
        Assert.AreEqual(result.Joined.Metrics[0].Value, _ml.Regression.Evaluate(scored, nameof(House.Price)).RSquared, 1e-9);
    }

    [TestMethod]
    [DataRow(nameof(House.Price))]
    [DataRow(nameof(House.Quick))]
    public void An_experiment_has_no_two_together_where_one_is_better_alone(string label)
    {
        // There is no noise, and trees are much better at steps of the district.
        using ExperimentResult result = Compare(House.View(_ml, 500), label);

        Assert.IsGreaterThan(result.Metrics[0].Value, result.Baselines[0].Metrics[0].Value);
        Assert.IsNull(result.Joined);
        Assert.IsNull(result.JoinedModel);
        Assert.DoesNotContain("together", result.Verdict.Sentence);
    }

    /// <summary>The models behind LightGbm were kept once that and the network were better together.</summary>
    [TestMethod]
    public void Baselines_behind_a_join_are_disposed_of_too()
    {
        // Half of the label is smooth and half is in steps, and there is noise: each of the two models is wrong where the other is right.
        var random = new Random(1);
        var rows = Enumerable.Range(0, 600).Select(_ =>
        {
            float[] x = [.. Enumerable.Range(0, 4).Select(_ => random.NextSingle())];
            float noise = random.NextSingle() + random.NextSingle() - 1;
            return new
            {
                A = x[0], B = x[1], C = x[2], D = x[3],
                Price = (4 * x[0] * x[1]) + (x[2] > 0.3f ^ x[3] > 0.6f ? 1 : 0) + noise,
            };
        });
        IDataView data = _ml.Data.LoadFromEnumerable(rows.ToArray());
        ReadyPipeline ready = _ml.Pipelines().Tabular(data, "Price", new TabularOptions { Quality = Quality.Quick });
        var behind = new CountedBaseline();
        using ExperimentResult result = _ml.Experiment(
            ready.With(ready.Training with { Seed = 1 }), new ExperimentOptions { Baselines = [Baselines.LightGbm, behind] }).Run(data);
        Assert.IsNotNull(result.Joined, "Both together are better than either.");
        Assert.AreEqual(1, behind.Disposed);
    }

    /// <summary>Features for trees were made for rows that no tree learned from.</summary>
    [TestMethod]
    public void Without_LightGbm_there_are_no_features_for_trees()
    {
        IDataView data = House.View(_ml, 300);
        var other = new CountedBaseline();
        using ExperimentResult result = _ml.Experiment(
            Ready(data, nameof(House.Price)), new ExperimentOptions { Baselines = [other] }).Run(data);
        Assert.AreEqual("Features", other.TreeFeatures);
    }

    [TestMethod]
    public void LightGbm_beside_a_ready_pipeline_gets_numbers_as_they_are_and_missing_ones_missing()
    {
        House[] houses = House.Make(300);
        houses[4].Area = double.NaN;
        houses[5].Area = 1e9;
        IDataView data = _ml.Data.LoadFromEnumerable(houses);
        PreparedRows rows = Prepare(data, nameof(House.Price));
        Assert.AreNotEqual("Features", rows.TreeFeatures);
        VBuffer<ReadOnlyMemory<char>> names = default;
        rows.Train.Schema[rows.TreeFeatures].GetSlotNames(ref names);
        string[] slots = [.. names.DenseValues().Select(name => $"{name}")];
        int area = Array.IndexOf(slots, "Area_plain");
        Assert.IsFalse(slots.Any(slot => slot.EndsWith("_scaled", StringComparison.Ordinal) || slot.EndsWith("_missing",
            StringComparison.Ordinal)));
        float[] areas = [.. rows.Train.GetColumn<float[]>(rows.TreeFeatures).Select(row => row[area])];
        float[] raw = [.. Split(data).TrainSet.GetColumn<double>(nameof(House.Area)).Select(value => (float)value)];
        CollectionAssert.AreEqual(raw, areas);
    }

    [TestMethod]
    public void Rows_that_neither_model_scored_are_refused()
    {
        (ITransformer joined, PreparedRows rows, _, _) = Join(nameof(House.Price));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => ((IEnumerable<ITransformer>)joined).Last().GetOutputSchema(rows.Train.Schema));
    }

    private ExperimentResult Compare(IDataView data, string label) =>
        _ml.Experiment(Ready(data, label), new ExperimentOptions { Baselines = [Baselines.LightGbm] }).Run(data);

    private ReadyPipeline Ready(IDataView data, string label)
    {
        string[] others = [nameof(House.Price), nameof(House.Quick), nameof(House.Stars), nameof(House.Street), nameof(House.Advert)];
        ReadyPipeline ready = _ml.Pipelines().Tabular(data, label, new TabularOptions
        {
            Quality = Quality.Quick,
            Uses = others.Where(other => other != label).ToDictionary(name => name, _ => ColumnUse.LeftOut),
        });
        return ready.With(ready.Training with { Seed = 1 });
    }

    private PreparedRows Prepare(IDataView data, string label) =>
        PreparedRows.Prepare(_ml, PipelineParts.Of(Ready(data, label)), Split(data));

    private HeldOutSplit Split(IDataView data) => _ml.Data.TrainTestSplit(data, Splits.Random(0.25), seed: 1);

    private (ITransformer Joined, PreparedRows Rows, ITransformer Network, ITransformer Trees) Join(string label)
    {
        IDataView data = House.View(_ml, 400);
        PreparedRows rows = Prepare(data, label);
        ITransformer network = PipelineParts.Of(Ready(data, label)).Trainer.Fit(rows.Train);
        ITransformer trees = Baselines.LightGbm.Fit(_ml, rows, new FitBudget(TimeSpan.FromMinutes(5), _ => { }));
        return (JoinedModel.Of(_ml, rows, network, trees), rows, network, trees);
    }

    private ITransformer Loaded(ITransformer model, PreparedRows rows)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, rows.Test.Schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }
}
