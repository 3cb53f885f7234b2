using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using MLFlux.Views;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pipelines.Experiments;

/// <summary>An experiment that fails stops what it began on other threads.</summary>
[TestClass]
public sealed class StoppedExperimentTests
{
    private const int Rows = 100_000, Held = 50_000; // A cache hands rows on by the thousand.

    [TestMethod]
    public void A_cache_that_is_being_filled_reads_no_further()
    {
        var ml = new MLContext(seed: 1);
        using var failed = new ManualResetEventSlim();
        bool isFitted = false;
        var probe = new ProbeView(Examples.View(ml, Rows))
        {
            BeforeRow = row =>
            {
                if (Volatile.Read(ref isFitted) && row >= Held)
                    failed.Wait();
            },
        };
        var pipeline = ml.Transforms.CopyColumns("Copy", "Amount").AppendCacheCheckpoint(ml)
            .Append(new Failing(() => Volatile.Write(ref isFitted, true)))
            .Append(ml.Regression.Trainers.NeuralNetwork(Output(), new NeuralNetworkOptions { LabelColumnName = "Amount" }));

        Assert.ThrowsExactly<FormatException>(() => ml.Experiment(pipeline).Run(probe));
        int before = probe.RowsRead;
        failed.Set();
        Assert.IsTrue(SpinWait.SpinUntil(() => probe.Open == 0, TimeSpan.FromMinutes(1)), "The cursor is still open.");

        Assert.IsLessThan(100, probe.RowsRead - before);
    }

    [TestMethod]
    public void Rows_that_are_cancelled_end()
    {
        var ml = new MLContext(seed: 1);
        using var stop = new CancellationTokenSource();
        var rows = new StoppableRows(Examples.View(ml, 10), stop.Token);
        using DataViewRowCursor cursor = rows.GetRowCursor(rows.Schema);
        Assert.IsTrue(cursor.MoveNext());

        stop.Cancel();

        Assert.ThrowsExactly<OperationCanceledException>(() => cursor.MoveNext());
    }

    /// <summary>Reads one row and fails.</summary>
    private sealed class Failing(Action begun) : IEstimator<ITransformer>
    {
        public ITransformer Fit(IDataView input)
        {
            begun();
            using DataViewRowCursor cursor = input.GetRowCursor([input.Schema["Copy"]]);
            cursor.MoveNext();
            throw new FormatException("This estimator fails.");
        }

        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => inputSchema;
    }
}
