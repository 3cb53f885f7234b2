using Microsoft.ML;
using MLFlux.Experiments;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Experiments;

[TestClass]
public sealed class VerdictTests
{
    private const string Nothing = "learned nothing", Few = "too few to tell";

    [TestMethod]
    public void Accuracy_alone_said_of_a_rare_class_that_nothing_was_learned()
    {
        var ml = new MLContext(1);
        var random = new Random(1);
        Rare[] rows = [.. Enumerable.Range(0, 6000).Select(_ => random.NextSingle())
            .Select(x => new Rare { Features = [x], Label = random.NextDouble() < 0.2 * x * x })];
        var trainer = ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Dense(4, Tanh), Output()),
            new NeuralNetworkOptions { Epochs = 10, Seed = 1, Optimizer = Optimizers.Adam(0.02) });
        using ExperimentResult result = ml.Experiment(trainer, new ExperimentOptions { Baselines = [Baselines.Constant] })
            .Run(ml.Data.LoadFromEnumerable(rows));

        Assert.IsLessThan(0.02, Math.Abs(result.Baselines[0].NetworkLead!.Value));
        Assert.IsGreaterThan(0.6, result.Metrics.Single(metric => metric.Name == "AUC").Value);
        Assert.AreEqual(Preference.Network, result.Verdict.Preference);
        StringAssert.Contains(result.Verdict.Sentence, "The threshold is the trouble");
        StringAssert.Contains(result.Verdict.Sentence, "From a probability of 0.");
        Assert.DoesNotContain(Nothing, result.Verdict.Sentence);
        Assert.DoesNotContain("Prefer the majority class", result.Verdict.Sentence);
    }

    [TestMethod]
    public void It_is_said_where_no_figure_shows_anything()
    {
        StringAssert.Contains(Of(accuracy: new(0, 0.01), logLoss: new(0.001, 0.002), apart: new(0.02, 0.03)), Nothing);
        StringAssert.Contains(Of(accuracy: new(-0.1, 0.01), logLoss: new(-0.1, 0.002), apart: null), Nothing);
    }

    [TestMethod]
    public void Each_figure_alone_shows_that_something_was_learned()
    {
        foreach (string verdict in (string[])
        [
            Of(accuracy: new(0.1, 0.01), logLoss: null, apart: null),
            Of(accuracy: new(0, 0.01), logLoss: new(0.01, 0.002), apart: new(0.02, 0.03)),
            Of(accuracy: new(-0.05, 0.01), logLoss: new(-0.01, 0.002), apart: new(0.2, 0.03)),
        ])
        {
            Assert.DoesNotContain(Nothing, verdict);
            Assert.DoesNotContain(Few, verdict);
        }
    }

    [TestMethod]
    public void Few_rows_are_no_proof_that_nothing_was_learned()
    {
        string verdict = Of(accuracy: new(0, 1), logLoss: new(0, double.NaN), apart: new(0.5, 0.87));
        StringAssert.Contains(verdict, Few);
        Assert.DoesNotContain(Nothing, verdict);
    }

    [TestMethod]
    public void Models_alike_in_accuracy_are_judged_by_logloss()
    {
        Contender network = Model("network"), other =
            Model("LightGbm") with { NetworkLead = new(0.001, 0.01), LogLossLead = new(0.05, 0.01) };
        Verdict verdict = Verdicts.Of(PredictionTask.BinaryClassification, network, [other]);
        Assert.AreEqual(Preference.Network, verdict.Preference);
        StringAssert.Contains(verdict.Sentence, "better by 0.0500 in log-loss than LightGbm");

        verdict = Verdicts.Of(PredictionTask.BinaryClassification, network, [other with { LogLossLead = new(-0.05, 0.01) }]);
        Assert.AreEqual(Preference.Baseline, verdict.Preference);
        Assert.AreEqual(Preference.Either,
            Verdicts.Of(PredictionTask.BinaryClassification, network, [other with { LogLossLead = new(0.01, 0.01) }]).Preference);
    }

    /// <summary>Nobody who does not know ML.NET's trainers understood that a linear model was as good.</summary>
    [TestMethod]
    public void The_linear_trainer_was_named_without_what_it_is()
    {
        foreach ((PredictionTask task, string name) in ((PredictionTask, string)[])
        [
            (PredictionTask.BinaryClassification, "LbfgsLogisticRegression"),
            (PredictionTask.MulticlassClassification, "LbfgsMaximumEntropy"),
            (PredictionTask.Regression, "Sdca"), (PredictionTask.AnomalyDetection, "RandomizedPca"),
        ])
        {
            Contender linear = Model(name) with { Kind = new LinearBaseline().Kind };
            StringAssert.Contains(Verdicts.Of(task, Model("network"), [linear with { NetworkLead = new(0.1, 0.01) }]).Sentence,
                $"than the linear model ({name}), the best baseline");
            StringAssert.Contains(Verdicts.Of(task, Model("network"), [linear with { NetworkLead = new(-0.1, 0.01) }]).Sentence,
                $"The linear model ({name}) is ");
            StringAssert.Contains(
                Verdicts.Of(task, Model("network") with { FitTime = TimeSpan.FromSeconds(9) },
                    [linear with { NetworkLead = new(0.001, 0.01) }]).Sentence, $"Prefer the linear model ({name}), which trains");
        }
    }

    [TestMethod]
    public void The_AUC_and_its_error_follow_their_formulas()
    {
        (float, bool)[] rows = [(1, false), (2, false), (2, true), (3, true), (4, false)];
        Difference apart = Discrimination.OfTwoClasses(rows)!;
        // Of six pairs, (1, 2), (1, 3), (2, 3) are in order, and (2, 2) is even.
        Assert.AreEqual((3.5 / 6) - 0.5, apart.Value, 1e-12);
        Assert.AreEqual(Math.Sqrt(6.0 / (12 * 6)), apart.StandardError, 1e-12);
        Assert.IsNull(Discrimination.OfTwoClasses([(1, true), (2, true)]));
    }

    private static string Of(Difference accuracy, Difference? logLoss, Difference? apart) => Verdicts.Of(
        PredictionTask.BinaryClassification, Model("network") with { Discrimination = apart },
        [Model("majority class") with { NetworkLead = accuracy, LogLossLead = logLoss }]).Sentence;

    private static Contender Model(string name) => new() { Name = name, FitTime = TimeSpan.FromSeconds(1) };

    private sealed class Rare
    {
        [Microsoft.ML.Data.VectorType(1)]
        public float[] Features { get; set; } = [0];

        public bool Label { get; set; }
    }
}
