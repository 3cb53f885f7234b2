using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Scoring;

/// <summary>Scoring that takes long can be cancelled, and leaves the model as it was.</summary>
[TestClass]
public sealed class ScoringCancellationTests
{
    private const int Rows = 20_000;

    private readonly MLContext _ml = new(seed: 1);
    private readonly NeuralNetworkTransformer _fitted;

    public ScoringCancellationTests() => _fitted = _ml.BinaryClassification.Trainers
        .NeuralNetwork(Output(), new NeuralNetworkOptions { LabelColumnName = nameof(Example.Yes), Epochs = 1 })
        .Fit(Examples.View(_ml, 100));

    [TestMethod]
    public void Cancelling_the_context_ends_the_pass_and_closes_the_source()
    {
        var source = new ProbeView(Examples.View(_ml, Rows))
        {
            BeforeRow = row =>
            {
                if (row == 5000)
                    _ml.CancelExecution();
            },
        };

        Assert.Throws<OperationCanceledException>(() => Scores(source));
        Assert.IsLessThan(5000 + 2 * 1024, source.RowsRead, "not one block more than the one that was being read");
        Assert.AreEqual(0, source.Open);
    }

    [TestMethod]
    public void The_model_scores_after_a_cancellation_as_before()
    {
        IDataView rows = Examples.View(_ml, 3000);
        float[] before = Scores(rows);

        _ml.CancelExecution();

        CollectionAssert.AreEqual(before, Scores(rows));
    }

    [TestMethod]
    public void A_model_that_was_loaded_is_cancelled_by_its_own_context()
    {
        using var file = new MemoryStream();
        _ml.Model.Save(_fitted, Examples.View(_ml, 1).Schema, file);
        file.Position = 0;
        var other = new MLContext();
        ITransformer loaded = other.Model.Load(file, out _);
        int read = 0;
        var source = new ProbeView(Examples.View(_ml, Rows))
        {
            BeforeRow = row =>
            {
                read++;
                if (row == 5000)
                    other.CancelExecution();
            },
        };

        Assert.Throws<OperationCanceledException>(() => Read(loaded.Transform(source)));
        Assert.IsLessThan(Rows / 2, read);
    }

    private float[] Scores(IDataView rows) => Read(_fitted.Transform(rows));

    private static float[] Read(IDataView scored) => [.. scored.GetColumn<float>("Score")];
}
