using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Experiments;

[TestClass]
public sealed class BaselineLimitTests
{
    private static readonly NeuralNetworkOptions s_training = new() { Epochs = 1, LabelColumnName = "Yes" };

    [TestMethod]
    public void A_baseline_that_takes_longer_than_its_time_is_left_out_with_the_reason()
    {
        var ml = new MLContext(1);
        var options = new ExperimentOptions { Baselines = Baselines.All, BaselineTimeLimit = TimeSpan.FromTicks(1) };
        using ExperimentResult result = ml.Experiment(ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Output()), s_training), options)
            .Run(Examples.View(ml, 100));

        Assert.IsNull(result.Baselines[0].LeftOut); // The shares of the classes take no time that could be limited.
        foreach (Contender baseline in result.Baselines.Skip(1))
            StringAssert.Contains(baseline.LeftOut, "iterations on 80 rows of 3 features would take about", baseline.Name);
        StringAssert.Contains(result.ToString(), "LightGbm is left out: Its 100 iterations");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => ml.Experiment(ml.Regression.Trainers.NeuralNetwork(Chain(Output())),
                    options with { BaselineTimeLimit = TimeSpan.Zero })).Message,
            "BaselineTimeLimit is 00:00:00");
    }

    [TestMethod]
    [DataRow(12)]
    [DataRow(300)]
    public void Nothing_to_split_by_was_a_value_that_cannot_be_null(int count)
    {
        var ml = new MLContext(1);
        Example[] rows = Examples.Make(count);
        if (count > 12)
        {
            foreach (Example row in rows)
                row.Features = [1, 1, 1];
        }

        var options = new ExperimentOptions { Baselines = [Baselines.LightGbm] };
        using ExperimentResult result = ml.Experiment(ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Output()), s_training), options)
            .Run(Examples.View(ml, rows));
        Assert.DoesNotContain("Parameter", result.Baselines[0].LeftOut ?? "");
        Assert.IsTrue(result.Baselines[0].LeftOut is null
            || result.Baselines[0].LeftOut!.StartsWith("It found nothing to split", StringComparison.Ordinal), result.Baselines[0].LeftOut);
    }

    [TestMethod]
    public void A_label_called_Score_is_refused_before_the_work()
    {
        var ml = new MLContext(1);
        var trainer = ml.Regression.Trainers.NeuralNetwork(Chain(Output()), s_training with { LabelColumnName = "Score" });
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => ml.Experiment(trainer)).Message, "CopyColumns");
    }

    [TestMethod]
    public void The_fitted_pipeline_is_handed_over_before_it_is_compared()
    {
        var ml = new MLContext(1);
        ITransformer? fitted = null;
        var steps = new List<string>();
        using ExperimentResult result =
            ml.Experiment(ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Output()), s_training), new ExperimentOptions
        {
            Fitted = model => { fitted = model; steps.Add("fitted"); },
            Progress = report => steps.Add(report.Stage),
        }).Run(Examples.View(ml, 60));
        Assert.IsNotNull(fitted);
        Assert.IsLessThan(steps.IndexOf("majority class"), steps.IndexOf("fitted"));
    }
}
