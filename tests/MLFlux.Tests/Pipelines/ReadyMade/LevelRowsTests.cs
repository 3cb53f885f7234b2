using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MLFlux.ReadyMade;
using MLFlux.Tests.Support;
using static MLFlux.Tests.Support.Examples;

namespace MLFlux.Tests.ReadyMade;

/// <summary>
/// Of sites, apps and customers most have a handful of rows: the network learned the noise of those by heart, and told clicks worse than
/// trees, which need twenty rows to split.
/// </summary>
[TestClass]
public sealed class LevelRowsTests
{
    private const string Step = "SelectFrequentFeatures";

    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    [DataRow(-1.2, 5_000, 700, 2)]
    [DataRow(-0.3, 3_500, 400, 3)]
    public void Levels_of_few_rows_are_learned_from_together(double often, int count, int levels, int seed)
    {
        DataOperationsCatalog.TrainTestData parts =
            s_ml.Data.TrainTestSplit(Visits(often, 2 * count, levels, seed), 0.5, seed: 1);

        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(parts.TrainSet, nameof(Visit.Click));
        ReadyPipeline all = s_ml.Pipelines().Tabular(parts.TrainSet, nameof(Visit.Click), new TabularOptions
        {
            Uses = new[] { nameof(Visit.Site), nameof(Visit.App) }.ToDictionary(column => column, _ => ColumnUse.Category),
        });
        double limited = Area(pipeline, parts), whole = Area(all, parts);
        InputOutputColumnPair[] hot = [new("s", nameof(Visit.Site)), new("a", nameof(Visit.App))];
        double trees = Area(s_ml.Transforms.Categorical.OneHotEncoding(hot).Append(s_ml.Transforms.Concatenate("All", "s", "a", "X"))
            .Append(s_ml.BinaryClassification.Trainers.LightGbm(nameof(Visit.Click), "All")), parts);

        StringAssert.Contains(pipeline.Code, Step);
        Assert.DoesNotContain(Step, all.Code, "Columns that the user names keep all levels.");
        Assert.IsGreaterThan(whole, limited, "all levels");
        Assert.IsGreaterThan(trees, limited, "trees");
    }

    [TestMethod]
    public void A_level_of_few_rows_is_scored_as_one_that_was_not_seen()
    {
        using var folder = new TemporaryFolder();
        IDataView rows = Visits(-1, 3_000, 400, seed: 4);
        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(rows, nameof(Visit.Click));
        s_ml.Model.Save(pipeline.Fit(rows), rows.Schema, folder.File("model.zip"));
        ITransformer model = new MLContext().Model.Load(folder.File("model.zip"), out _);
        string[] sites = [.. rows.GetColumn<string>(nameof(Visit.Site))];
        string once = sites.CountBy(site => site).Where(site => site.Value == 1).Select(site => site.Key).Order().First();
        string often = sites.CountBy(site => site).MaxBy(site => site.Value).Key;

        IDataView scored = model.Transform(s_ml.Data.LoadFromEnumerable<Visit>([.. new[] { once, "new", often }
            .Select(site => new Visit { Site = site, App = sites[0], X = 0.5f })]));
        float[] scores = [.. scored.GetColumn<float>("Score")];

        Assert.AreEqual(scores[1], scores[0]);
        Assert.AreNotEqual(scores[2], scores[0]);
        CompiledCode.Load(pipeline.Code);
    }

    /// <summary>ML.NET's own selection of slots makes a file of levels that ONNX Runtime refuses to score.</summary>
    [TestMethod]
    public void ONNX_Runtime_scores_several_rows_as_the_pipeline_does()
    {
        using var folder = new TemporaryFolder();
        IDataView rows = Visits(-0.3, 2_000, 300, seed: 7);
        ReadyPipeline pipeline = s_ml.Pipelines().Tabular(rows, nameof(Visit.Click), new() { Quality = Quality.Quick });
        StringAssert.Contains(pipeline.Code, Step);
        ITransformer model = pipeline.Fit(rows);
        string path = folder.File("visits.onnx");
        using (FileStream file = File.Create(path))
            s_ml.Model.ConvertToOnnx(model, rows, file);
        Visit[] visits = [.. s_ml.Data.CreateEnumerable<Visit>(s_ml.Data.TakeRows(rows, 40), reuseRowObject: false),
            new Visit { Site = "new", App = "new", X = 0.5f }, new Visit { Site = "new", App = "a0", X = -1 }];

        using var session = new InferenceSession(path);
        using var outputs = session.Run([.. session.InputMetadata.Keys.Select(Input)], ["Score.output"]);

        float[] expected = [.. model.Transform(s_ml.Data.LoadFromEnumerable(visits)).GetColumn<float>("Score")];
        float[] came = [.. outputs[0].AsEnumerable<float>()];
        Assert.HasCount(expected.Length, came);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], came[i], 1e-4f * Math.Max(1, Math.Abs(expected[i])), $"{i}");
        Assert.IsGreaterThan(0.01f, expected.Max() - expected.Min());

        NamedOnnxValue Input(string name) => name switch
        {
            nameof(Visit.Site) => Of(name, visit => visit.Site),
            nameof(Visit.App) => Of(name, visit => visit.App),
            nameof(Visit.X) => Of(name, visit => visit.X),
            _ => Of(name, visit => visit.Click),
        };

        NamedOnnxValue Of<T>(string name, Func<Visit, T> column) =>
            NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(visits.Select(column).ToArray(), [visits.Length, 1]));
    }

    [TestMethod]
    public void Columns_with_levels_of_few_rows_are_explained()
    {
        IDataView rows = Visits(-0.3, 2_000, 300, seed: 7);
        ITransformer model = s_ml.Pipelines().Tabular(rows, nameof(Visit.Click), new() { Quality = Quality.Quick }).Fit(rows);
        IDataView scored = model.Transform(s_ml.Data.TakeRows(rows, 200));

        IDataView explained = s_ml.Transforms.Explanation(model, rows.Schema).Fit(scored).Transform(scored);

        VBuffer<ReadOnlyMemory<char>> names = default;
        explained.Schema["Explanation"].GetSlotNames(ref names);
        string[] columns = [nameof(Visit.X), nameof(Visit.Site), nameof(Visit.App)];
        CollectionAssert.AreEquivalent(columns, names.DenseValues().Select(name => name.ToString()).ToArray());
        float[][] values = [.. explained.GetColumn<float[]>("Explanation")];
        foreach (int column in Enumerable.Range(0, columns.Length))
            Assert.IsTrue(values.Any(row => Math.Abs(row[column]) > 0.01f), columns[column]);
    }

    [TestMethod]
    public void Levels_of_few_rows_that_tell_a_number_are_all_kept()
    {
        var random = new Random(5);
        double[] effects = [.. Enumerable.Range(0, 400).Select(_ => 2 * Gaussian(random))];
        IDataView rows = s_ml.Data.LoadFromEnumerable<Bill>([.. Enumerable.Range(0, 2_400).Select(row =>
        {
            int customer = row < 400 ? row : (int)(400 * random.NextDouble() * random.NextDouble());
            return new Bill { Customer = $"C{customer}", Amount = (float)(effects[customer] + (0.3 * Gaussian(random))) };
        })]);
        Assert.DoesNotContain(Step, s_ml.Pipelines().Tabular(rows, nameof(Bill.Amount)).Code);
    }

    [TestMethod]
    [DataRow(0.5, 3, 6)]
    [DataRow(4.0, 1, 1)]
    [DataRow(0.0, 10, 10)]
    public void The_rows_that_a_level_needs_are_the_noise_over_what_levels_do(double effect, int least, int most)
    {
        var random = new Random(6);
        double[] effects = [.. Enumerable.Range(0, 500).Select(_ => effect * Gaussian(random))];
        double[] levels = [.. Enumerable.Range(0, 6_000).Select(_ => (double)(int)(500 * random.NextDouble() * random.NextDouble()))];
        double[] label = [.. levels.Select(level => 7 + effects[(int)level] + Gaussian(random))];

        Assert.IsInRange(least, most, LevelRows.Needed(levels, [label]));
    }

    private static double Area(IEstimator<ITransformer> pipeline, DataOperationsCatalog.TrainTestData parts) => s_ml.BinaryClassification
        .EvaluateNonCalibrated(pipeline.Fit(parts.TrainSet).Transform(parts.TestSet), nameof(Visit.Click)).AreaUnderRocCurve;

    /// <summary>Sites and apps of which few are frequent, each with an effect of its own.</summary>
    private static IDataView Visits(double often, int count, int levels, int seed)
    {
        var random = new Random(seed);
        double[] sites = [.. Enumerable.Range(0, levels).Select(_ => 0.7 * Gaussian(random))];
        double[] apps = [.. sites.Select(_ => 0.6 * Gaussian(random))];
        return s_ml.Data.LoadFromEnumerable<Visit>([.. Enumerable.Range(0, count).Select(_ =>
        {
            int site = Rare(), app = Rare();
            double x = Gaussian(random), z = often + sites[site] + apps[app] + (0.5 * x);
            return new Visit
            {
                Site = $"s{site}", App = $"a{app}", X = (float)x, Click = random.NextDouble() < 1 / (1 + Math.Exp(-z)),
            };
        })]);

        int Rare() => (int)(levels * Math.Pow(random.NextDouble(), 4));
    }

    private sealed class Visit
    {
        public string Site { get; set; } = "";

        public string App { get; set; } = "";

        public float X { get; set; }

        public bool Click { get; set; }
    }

    private sealed class Bill
    {
        public string Customer { get; set; } = "";

        public float Amount { get; set; }
    }
}
