using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Experiments;

[TestClass]
public sealed class RepeatTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void Folds_are_the_same_for_all_and_held_out_once()
    {
        // Uneven classes, so that the majority's share differs from fold to fold.
        Example[] rows = [.. Examples.Make(75).Where((row, i) => row.Name == "ash" || i % 2 == 0)];
        IDataView data = Examples.Keyed(s_ml, rows);
        var options = new ExperimentOptions { Split = Splits.Random(), Seed = 5, Baselines = [Baselines.Constant, Baselines.Linear] };
        RepeatedResult result = s_ml.Experiment(Classes(), options).CrossValidate(data, folds: 3);

        double[] expected = [.. s_ml.Data.CrossValidationSplit(data, Splits.Random(), 3, seed: 5).Select(fold =>
        {
            uint[] train = [.. fold.TrainSet.GetColumn<uint>("Label")], test = [.. fold.TestSet.GetColumn<uint>("Label")];
            uint majority = train.GroupBy(key => key).MaxBy(group => group.Count())!.Key;
            return test.Count(key => key == majority) / (double)test.Length;
        })];
        RepeatedContender constant = result.Baselines[0];
        CollectionAssert.AreEqual(expected, constant.Runs.Select(run => run.Metrics[0].Value).ToArray());
        Assert.HasCount(3, result.Network.Runs);
        Assert.HasCount(3, result.Baselines[1].Runs);
        StringAssert.Contains(result.ToString(), "3 folds (drawn at random)");
    }

    [TestMethod]
    public void Mean_deviation_and_interval_follow_their_formulas()
    {
        RepeatedResult result = s_ml.Experiment(Amounts(), new ExperimentOptions { Baselines = [Baselines.Constant] })
            .Repeat(Examples.View(s_ml, 60), repeats: 3);

        double[] scores = [.. result.Network.Runs.Select(run => run.Metrics[0].Value)];
        Assert.AreNotEqual(scores[0], scores[1]);
        double mean = scores.Sum() / 3, deviation = Math.Sqrt(scores.Sum(x => (x - mean) * (x - mean)) / 2);
        MetricSpread spread = result.Network.Metrics[0];
        Assert.AreEqual(mean, spread.Mean, 1e-12);
        Assert.AreEqual(deviation, spread.StandardDeviation, 1e-12);
        Assert.AreEqual(mean - (4.302653 * deviation / Math.Sqrt(3)), spread.Lower, 1e-5 * deviation);
        Assert.AreEqual(mean + (4.302653 * deviation / Math.Sqrt(3)), spread.Upper, 1e-5 * deviation);

        double[] leads = [.. scores.Zip(result.Baselines[0].Runs, (score, run) => score - run.Metrics[0].Value)];
        double leadMean = leads.Average(), leadDeviation = Math.Sqrt(leads.Sum(x => (x - leadMean) * (x - leadMean)) / 2);
        Difference lead = result.Baselines[0].NetworkLead!;
        Assert.AreEqual(leadMean, lead.Value, 1e-12);
        Assert.AreEqual(leadDeviation * Math.Sqrt((1 / 3.0) + (12 / 48.0)), lead.StandardError, 1e-12);
        Assert.AreEqual(4.302653, lead.Critical, 1e-6);
    }

    [TestMethod]
    public void Folds_repeats_and_candidates_neither_write_the_checkpoint_of_one_fit_nor_begin_with_it()
    {
        using var folder = new TemporaryFolder();
        NeuralNetworkOptions options =
            new() { LabelColumnName = "Amount", Epochs = 2, CheckpointPath = folder.File("fit"), ResumeFrom = folder.File("none") };
        var trainer = s_ml.Regression.Trainers.NeuralNetwork(Chain(Dense(4, Relu), Output()), options);
        Experiment experiment = s_ml.Experiment(trainer, new ExperimentOptions { Baselines = [] });
        IDataView rows = Examples.View(s_ml, 40);

        experiment.CrossValidate(rows, folds: 2);
        experiment.Repeat(rows, repeats: 2);
        experiment.Search(rows, new SearchOptions { Candidates = 2, TimeBudget = TimeSpan.FromSeconds(20) }).Best.Dispose();

        Assert.IsFalse(File.Exists(folder.File("fit")));
        Assert.ThrowsExactly<FileNotFoundException>(() => experiment.Run(rows), "One fit begins with it.");
    }

    [TestMethod]
    public void A_repeat_is_a_run_with_its_seed()
    {
        IDataView data = Examples.View(s_ml, 60);
        RepeatedResult repeated = s_ml.Experiment(Amounts(), new ExperimentOptions { Baselines = [], Seed = 7 }).Repeat(data, repeats: 2);
        using ExperimentResult second = s_ml.Experiment(Amounts(), new ExperimentOptions { Baselines = [], Seed = 8 }).Run(data);
        Assert.AreEqual(second.Metrics[0].Value, repeated.Network.Runs[1].Metrics[0].Value);
        Assert.AreEqual(Preference.Unknown, repeated.Verdict.Preference);
    }

    [TestMethod]
    public void Models_of_baselines_are_disposed_of()
    {
        var disposals = new Disposals(s_ml.Regression.Trainers.LightGbm("Amount", numberOfIterations: 2));
        s_ml.Experiment(Amounts(), new ExperimentOptions { Baselines = [Baselines.Trainer("mine", disposals)] })
            .CrossValidate(Examples.View(s_ml, 60), folds: 2);
        Assert.AreEqual(2, disposals.Fitted);
        Assert.AreEqual(2, disposals.Disposed);
    }

    [TestMethod]
    public void Fewer_than_two_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => s_ml.Experiment(Amounts()).Repeat(Examples.View(s_ml, 60), repeats: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_ml.Experiment(Amounts()).CrossValidate(Examples.View(s_ml, 60), folds: 1));
    }

    private static NeuralNetworkTrainer Classes() =>
        s_ml.MulticlassClassification.Trainers.NeuralNetwork(Chain(Dense(8, Tanh), Output()),
            new NeuralNetworkOptions { Epochs = 2, BatchSize = 16 });

    private static NeuralNetworkTrainer Amounts() => s_ml.Regression.Trainers.NeuralNetwork(
        Chain(Dense(8, Tanh), Output()),
        new NeuralNetworkOptions { Epochs = 2, BatchSize = 16, LabelColumnName = "Amount", Optimizer = Optimizers.Adam(0.02) });

    /// <summary>Passes an estimator on, and counts its models and their disposals.</summary>
    private sealed class Disposals(IEstimator<ITransformer> inner) : IEstimator<ITransformer>
    {
        public int Fitted { get; private set; }

        public int Disposed { get; private set; }

        public ITransformer Fit(IDataView input)
        {
            Fitted++;
            return new Model(inner.Fit(input), this);
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inner.GetOutputSchema(inputSchema);

        private sealed class Model(ITransformer inner, Disposals owner) : ITransformer, IDisposable
        {
            public bool IsRowToRowMapper => inner.IsRowToRowMapper;

            public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

            public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

            public IDataView Transform(IDataView input) => inner.Transform(input);

            public void Save(ModelSaveContext ctx) => inner.Save(ctx);

            public void Dispose() => owner.Disposed++;
        }
    }
}
