using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines;

/// <summary>There was no ready pipeline that puts the rows of groups in order.</summary>
[TestClass]
public sealed class ReadyRankingTests
{
    private static readonly Dictionary<string, ColumnUse> s_withoutQuery = new() { [nameof(Answer.Query)] = ColumnUse.LeftOut };

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void A_table_is_ranked_by_its_groups()
    {
        IDataView train = View(Make(120, seed: 1)), test = View(Make(40, seed: 2));
        ReadyPipeline pipeline = Plan(train, new TabularOptions { RowGroupColumnName = "GroupId", Uses = s_withoutQuery });

        Assert.AreEqual(PredictionTask.Ranking, pipeline.Task);
        Assert.AreEqual("GroupId", pipeline.Training.RowGroupColumnName);
        Assert.AreEqual(ColumnUse.Group, pipeline.Choices.Single(choice => choice.ColumnName == "GroupId").Use);
        ITransformer model = pipeline.With(pipeline.Training with { Seed = 1, Epochs = 20, RowGroupColumnName = "Other" }).Fit(train);
        Assert.IsGreaterThan(0.9, _ml.Ranking.Evaluate(model.Transform(test), nameof(Answer.Worth), "GroupId")
            .NormalizedDiscountedCumulativeGains[2]);

        IDataView bare = _ml.Transforms.DropColumns("GroupId", nameof(Answer.Worth), nameof(Answer.Query)).Fit(test).Transform(test);
        Assert.AreEqual(test.GetColumn<float>("Length").Count(), model.Transform(bare).GetColumn<float>("Score").Count());
    }

    [TestMethod]
    public void The_best_quality_cuts_no_groups() => Assert.AreEqual(
        1, Plan(View(Make(60, seed: 1)), new TabularOptions
        {
            RowGroupColumnName = "GroupId", Uses = s_withoutQuery, Quality = Quality.Best,
        }).Training.BaggedFolds);

    [TestMethod]
    public void An_experiment_compares_it_by_groups()
    {
        IDataView data = View(Make(120, seed: 1));
        ReadyPipeline pipeline = Plan(data, new TabularOptions { RowGroupColumnName = "GroupId", Uses = s_withoutQuery });

        using ExperimentResult result = _ml.Experiment(
            pipeline.With(pipeline.Training with { Epochs = 3 }),
            new ExperimentOptions { Split = Splits.ByGroup(nameof(Answer.Query), 0.3) }).Run(data);

        Assert.IsTrue(result.Baselines.All(baseline => baseline.LeftOut is null));
        Assert.AreEqual("NDCG@10", result.Metrics[0].Name);
    }

    [TestMethod]
    public void What_cannot_be_ranked_is_said_by_its_names()
    {
        IDataView data = View(Make(30, seed: 1));

        Says(new TabularOptions { Task = PredictionTask.Ranking }, "RowGroupColumnName names the column");
        Says(new TabularOptions { RowGroupColumnName = "GroupId", Task = PredictionTask.Regression }, "'GroupId'", "Regression");
        Says(new TabularOptions { RowGroupColumnName = "Groups" }, "'Groups'", "'GroupId'");
        Says(new TabularOptions { RowGroupColumnName = "Query" }, "column 'Query' is String", "MapValueToKey");
        StringAssert.Contains(
            Assert.Throws<ArgumentException>(() => _ml.Pipelines().Tabular(
                data, nameof(Answer.Age), new TabularOptions { RowGroupColumnName = "GroupId" })).Message,
            "whole numbers from 0, the worst, to 4");

        void Says(TabularOptions options, params string[] parts)
        {
            string message = Assert.Throws<ArgumentException>(() => Plan(data, options)).Message;
            foreach (string part in parts)
                StringAssert.Contains(message, part);
        }
    }

    private ReadyPipeline Plan(IDataView data, TabularOptions options) => _ml.Pipelines().Tabular(data, nameof(Answer.Worth), options);

    private IDataView View(Answer[] rows)
    {
        IDataView view = _ml.Data.LoadFromEnumerable(rows);
        return _ml.Transforms.Conversion.MapValueToKey("GroupId", nameof(Answer.Query)).Fit(view).Transform(view);
    }

    private static Answer[] Make(int queries, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, queries).SelectMany(query => Enumerable.Range(0, 8).Select(_ =>
        {
            float length = random.NextSingle(), age = 30 * random.NextSingle();
            return new Answer
            {
                Query = $"query {query}", Length = length, Age = age,
                Worth = (length < 0.3 ? 1 : 0) + (length < 0.6 ? 1 : 0) + (age < 10 ? 1 : 0) + (age < 20 ? 1 : 0),
            };
        }))];
    }

    private sealed class Answer
    {
        public string Query { get; set; } = "";

        public float Length { get; set; }

        public float Age { get; set; }

        public int Worth { get; set; }
    }
}
