using Microsoft.ML;
using MLFlux.Tests.Estimators;

namespace MLFlux.Tests.Pipelines.Experiments;

/// <summary>Experiments take networks over several columns; baselines get the columns joined.</summary>
[TestClass]
public sealed class InputsExperimentTests
{
    [TestMethod]
    public void Baselines_learn_from_all_columns_of_a_network_over_several()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Listings.View(ml, Listings.Make(240));
        NeuralNetworkTrainer trainer = ml.Regression.Trainers.NeuralNetwork(Listings.Network, Listings.Options with { Epochs = 20 });

        using ExperimentResult result = ml.Experiment(trainer, new ExperimentOptions { Baselines = [Baselines.Linear] }).Run(data);

        Contender linear = result.Baselines.Single();
        Assert.IsNull(linear.LeftOut);
        Assert.IsGreaterThan(0.2, linear.Metrics[0].Value);
    }
}
