using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>Who stopped a fit from without lost it: a cancelled fit has no model.</summary>
[TestClass]
public sealed class StopTokenTests
{
    private static readonly Example[] s_rows = Examples.Make(60);

    [TestMethod]
    public void A_fit_that_is_stopped_has_the_model_of_as_many_epochs()
    {
        using var stop = new CancellationTokenSource();
        NeuralNetworkOptions options = Fits.FullBatch(50) with
        {
            StopToken = stop.Token,
            Progress = report =>
            {
                if (report.Epoch == 4)
                    stop.Cancel();
            },
        };
        using NeuralNetworkTransformer stopped = Fits.Binary(Chain(Dense(4), Output()), options, s_rows);
        using NeuralNetworkTransformer whole = Fits.Binary(Chain(Dense(4), Output()), Fits.FullBatch(4), s_rows);

        Assert.AreEqual(TrainingEnd.Stopped, stopped.Model.History.Ended);
        Assert.HasCount(4, stopped.Model.History.Epochs);
        Weights.AssertClose(Fits.Numbers(whole, s_rows), Fits.Numbers(stopped, s_rows), 1e-6);
    }

    [TestMethod]
    public void The_best_epoch_is_kept_where_there_are_validation_rows()
    {
        using var stop = new CancellationTokenSource();
        var losses = new List<double>();
        NeuralNetworkOptions options = Fits.FullBatch(50, learningRate: 3) with
        {
            ValidationFraction = 0.3,
            StopToken = stop.Token,
            Progress = report =>
            {
                losses.Add(report.ValidationLoss!.Value);
                if (report.Epoch == 6)
                    stop.Cancel();
            },
        };
        using NeuralNetworkTransformer stopped = Fits.Binary(Chain(Dense(4), Output()), options, s_rows);
        Assert.HasCount(6, losses);
        Assert.AreEqual(losses.IndexOf(losses.Min()) + 1, stopped.Model.History.BestEpoch);
    }

    [TestMethod]
    public void Folds_that_are_fitted_are_kept_with_the_one_that_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        NeuralNetworkOptions options = Fits.FullBatch(5) with
        {
            BaggedFolds = 4,
            StopToken = stop.Token,
            Progress = report =>
            {
                if (report.Epoch == 7)
                    stop.Cancel();
            },
        };
        using NeuralNetworkTransformer stopped = Fits.Binary(Chain(Dense(4), Output()), options, s_rows);
        Assert.HasCount(7, stopped.Model.History.Epochs);
        Assert.HasCount(2, ((EnsembleLayer)stopped.Model.Network).Layers);
        Assert.IsTrue(Fits.Numbers(stopped, s_rows).All(float.IsFinite));
    }

    [TestMethod]
    public void Who_watches_sees_the_model_of_each_epoch_and_changes_nothing()
    {
        var seen = new List<float[]>();
        NeuralNetworkOptions options = Fits.FullBatch(3) with
        {
            EpochModel = (_, make) =>
            {
                ITransformer now = make();
                seen.Add(Fits.Numbers(now, s_rows));
                ((IDisposable)now).Dispose();
            },
        };
        using NeuralNetworkTransformer watched = Fits.Binary(Chain(Dense(4), Output()), options, s_rows);
        for (int epochs = 1; epochs <= 3; epochs++)
        {
            using NeuralNetworkTransformer alone = Fits.Binary(Chain(Dense(4), Output()), Fits.FullBatch(epochs), s_rows);
            CollectionAssert.AreEqual(Fits.Numbers(alone, s_rows), seen[epochs - 1], $"epoch {epochs}");
        }

        CollectionAssert.AreEqual(seen[2], Fits.Numbers(watched, s_rows));
    }
}
