using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Kernels;
using MLFlux.Native;
using MLFlux.Scoring;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Scoring;

/// <summary>A block of rows has the module's scores, whether managed code computes it or the module.</summary>
[TestClass]
public sealed class BlockScoringTests
{
    private const int Width = 50, Rows = 20;

    private static readonly NeuralNetworkTransformer s_fitted = Fit(Chain(Dense(30, Tanh), Output()), Width);
    private static readonly NeuralNetworkTransformer s_wide = Fit(Chain(Dense(300, Tanh), Output()), Width);

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    [DataRow(50)]
    public void Scores_are_the_modules_whatever_share_of_the_features_is_zero(int every)
    {
        using NetworkScorer scorer = NewScorer(), wide = NewScorer(s_wide);
        float[][] rows = [.. Enumerable.Range(0, Rows).Select(row => Features(row, every))];
        VBuffer<float>[] block = [.. rows.Select(row => new VBuffer<float>(Width, row))];

        // With one in four of each row, all features are used in a tile of rows. Few outputs are worth no copy of the row to a tensor.
        Assert.AreEqual(every > (LaneWidth.IsFast ? 4 : 1), RowProgram.TryCreate(s_wide.Model)!.IsQuickFor(block));
        Assert.AreEqual(every > 1 || LaneWidth.IsFast, RowProgram.TryCreate(s_fitted.Model)!.IsQuickFor(block));

        Check(scorer, block, rows, 1e-6);
        Check(wide, block, rows, 1e-5);
    }

    [TestMethod]
    public void Dense_networks_score_blocks_of_any_length_in_turn_as_the_module_does()
    {
        Layer network = Chain(Dense(70, Relu), BatchNorm(), Dense(33, Elu()), Activate(Tanh), Dense(7, bias: false), Output());
        using NeuralNetworkTransformer fitted = Fit(network, Width);
        using NetworkScorer scorer = NewScorer(fitted);
        RowProgram program = RowProgram.TryCreate(fitted.Model)!;
        var alone = new float[1];
        foreach (int length in (int[])[100, 1, 2, 6, 7, 48, 49, 100])
        {
            foreach (int every in (int[])[1, 3, 30])
            {
                float[][] rows = [.. Enumerable.Range(0, length).Select(row => Features(row, every))];
                var scores = new float[length];
                program.Run([.. rows.Select((row, i) => i % 2 == 0 ? new VBuffer<float>(Width, row) : Sparse(row))], scores);
                for (int row = 0; row < length; row++)
                {
                    scorer.ScoreAsItIs(rows[row], alone);
                    Assert.AreEqual(alone[0], scores[row], 1e-5, $"row {row} of {length}, one of {every} not zero");
                }
            }
        }
    }

    [TestMethod]
    public void Sparse_rows_among_dense_ones_are_scored_as_what_they_stand_for()
    {
        using NetworkScorer scorer = NewScorer();
        float[][] rows = [.. Enumerable.Range(0, Rows).Select(row => Features(row, every: 10))];
        VBuffer<float>[] block = [.. rows.Select((row, i) => i % 2 == 0 ? new VBuffer<float>(Width, row) : Sparse(row))];

        Check(scorer, block, rows, 1e-6);
    }

    [TestMethod]
    public void Padded_convolutions_score_blocks_of_any_length_in_turn_as_the_module_does()
    {
        Layer network = Chain(
            Conv((3, 3), 5, Relu, padding: 1), MaxPool((2, 2)), Conv((3, 3), 4, Tanh, padding: 1), Flatten(), Dense(6, Sigmoid), Output());
        using NeuralNetworkTransformer fitted = Fit(network, 2, 5, 5);
        using NetworkScorer scorer = NewScorer(fitted);
        var alone = new float[1];
        int first = 0;
        foreach (int length in (int[])[40, 3, 17, 1, 40])
        {
            float[][] rows = [.. Enumerable.Range(first, length).Select(row => Features(row, every: 1 + (row % 3)))];
            var scores = new float[length];
            scorer.Score([.. rows.Select((row, i) => i % 2 == 0 ? new VBuffer<float>(Width, row) : Sparse(row))], scores);
            for (int row = 0; row < length; row++)
            {
                scorer.ScoreAsItIs(rows[row], alone);
                Assert.AreEqual(alone[0], scores[row], 1e-5, $"row {row} of {length}");
            }

            first += length;
        }
    }

    [TestMethod]
    public void Dense_layers_leave_out_what_is_zero_in_all_rows_of_a_block()
    {
        const int Wide = 1100;
        using NeuralNetworkTransformer fitted = Fit(
            Chain(Conv(25, 2, Relu, padding: 12), Flatten(), Dense(5, Tanh), Output()), 1, Wide);
        using NetworkScorer scorer = NewScorer(fitted);
        var program = BlockProgram.TryCreate(fitted.Model);
        Assert.AreEqual(LaneWidth.IsFast, program is not null);
        if (program is null)
            return;

        var alone = new float[1];
        foreach (int every in (int[])[1, 3, 100])
        {
            foreach (int length in (int[])[40, 3, 17, 1])
            {
                float[][] rows = [.. Enumerable.Range(0, length).Select(row => Features(row: row % 2, every, Wide))];
                var scores = new float[length];
                program.Run([.. rows.Select(row => new VBuffer<float>(Wide, row))], scores);
                for (int row = 0; row < length; row++)
                {
                    scorer.ScoreAsItIs(rows[row], alone);
                    Assert.AreEqual(alone[0], scores[row], 1e-5, $"row {row} of {length}, one of {every} not zero");
                }
            }
        }
    }

    [TestMethod]
    public void Networks_of_mostly_dense_layers_are_left_to_libtorch()
    {
        using NeuralNetworkTransformer fitted = Fit(Chain(Dense(30, Tanh), BatchNorm(), Output()), Width);

        Assert.IsNull(BlockProgram.TryCreate(fitted.Model));
    }

    [TestMethod]
    public void A_chain_with_named_layers_is_scored_one_row_at_a_time_as_in_blocks()
    {
        Example[] rows = Examples.Make(10);
        using NeuralNetworkTransformer fitted = Fits.Binary(Chain(("hidden", Dense(4, Relu)), ("head", Output())), Fits.FullBatch(2), rows);
        using PredictionEngine<Example, Prediction> engine = new MLContext().Model.CreatePredictionEngine<Example, Prediction>(fitted);

        Weights.AssertClose(Fits.Numbers(fitted, rows), rows.Select(row => engine.Predict(row).Score), 1e-6);
    }

    [TestMethod]
    public void A_row_allocates_nothing()
    {
        using NetworkScorer scorer = NewScorer();
        RowScorer row = scorer.CreateRowScorer();
        float[] features = Features(0, every: 2), scores = new float[1];
        row.Score(features, scores);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
            row.Score(features, scores);

        Assert.AreEqual(0L, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static void Check(NetworkScorer scorer, VBuffer<float>[] block, float[][] rows, double most)
    {
        float[] scores = new float[Rows], alone = new float[1];
        scorer.Score(block, scores);
        for (int row = 0; row < Rows; row++)
        {
            scorer.ScoreAsItIs(rows[row], alone);
            Assert.AreEqual(alone[0], scores[row], most, $"row {row}");
        }
    }

    private static NetworkScorer NewScorer() => NewScorer(s_fitted);

    private static NetworkScorer NewScorer(NeuralNetworkTransformer fitted) =>
        new(fitted.Model, new ComputeDevice(gpuDeviceId: null, fallsBackToCpu: false, _ => { }));

    private static NeuralNetworkTransformer Fit(Layer network, params int[] dimensions)
    {
        var ml = new MLContext(seed: 1);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimensions);
        IDataView view = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40)
            .Select(i => new Row { Features = Features(i, every: 2, dimensions.Aggregate((a, b) => a * b)), Label = i % 3 }), schema);
        return ml.Regression.Trainers.NeuralNetwork(network, Fits.FullBatch(3)).Fit(view);
    }

    /// <summary>Features of which one in <paramref name="every"/> is not zero.</summary>
    private static float[] Features(int row, int every, int width = Width)
    {
        var random = new Random(row);
        return [.. Enumerable.Range(0, width).Select(i => (i + row) % every == 0 ? random.NextSingle() - 0.5f : 0)];
    }

    private static VBuffer<float> Sparse(float[] row)
    {
        int[] places = [.. Enumerable.Range(0, Width).Where(i => row[i] != 0)];
        return new VBuffer<float>(Width, places.Length, [.. places.Select(i => row[i])], places);
    }

    private sealed class Row
    {
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
