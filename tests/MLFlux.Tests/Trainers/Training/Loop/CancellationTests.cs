using Microsoft.ML;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Training;

/// <summary>A cancelled fit says so, and leaves nothing open.</summary>
[TestClass]
public sealed class CancellationTests
{
    [TestMethod]
    public void A_token_ends_the_fit_between_two_batches()
    {
        using var source = new CancellationTokenSource();
        int epochs = 0;
        var options = new NeuralNetworkOptions
        {
            Epochs = 1000,
            CancellationToken = source.Token,
            Progress = report =>
            {
                epochs++;
                if (report.Epoch == 3)
                    source.Cancel();
            },
        };

        Assert.Throws<OperationCanceledException>(() => Fits.Binary(Output(), options, Examples.Make(9)));
        Assert.AreEqual(3, epochs);
    }

    [TestMethod]
    public void Cancelling_the_context_ends_the_fit()
    {
        var ml = new MLContext(seed: 1);
        int epochs = 0;
        var options = new NeuralNetworkOptions
        {
            LabelColumnName = nameof(Example.Yes),
            Epochs = 1000,
            Progress = report =>
            {
                epochs++;
                if (report.Epoch == 2)
                    ml.CancelExecution();
            },
        };

        Assert.Throws<OperationCanceledException>(
            () => ml.BinaryClassification.Trainers.NeuralNetwork(Output(), options).Fit(Examples.View(ml, 9)));
        Assert.AreEqual(2, epochs);
    }

    [TestMethod]
    public void Reading_rows_can_be_cancelled_and_closes_the_cursor()
    {
        var ml = new MLContext(seed: 1);
        using var source = new CancellationTokenSource();
        var probe = new ProbeView(Examples.View(ml, 20_000))
        {
            BeforeRow = row =>
            {
                if (row == 100)
                    source.Cancel();
            },
        };
        var options = new NeuralNetworkOptions { LabelColumnName = nameof(Example.Yes), CancellationToken = source.Token };

        Assert.Throws<OperationCanceledException>(() => ml.BinaryClassification.Trainers.NeuralNetwork(Output(), options).Fit(probe));
        Assert.IsLessThan(5000, probe.RowsRead);
        Assert.AreEqual(0, probe.Open);
    }
}
