using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Training;
using TorchSharp;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Kernels;

/// <summary>
/// Shares of a batch meet once on the way forward, with means and variances that are merged, however far from zero values are.
/// </summary>
[TestClass]
public sealed class BatchMeetingTests
{
    private static readonly Shape Image = new(2, 3, 3);

    [TestMethod]
    [DataRow(0)]
    [DataRow(1000)]
    [DataRow(-3_000_000)]
    public void Moments_of_any_parts_are_those_of_all_values(double offset)
    {
        var random = new Random(4);
        double[] values = [.. Enumerable.Range(0, 1000).Select(_ => offset + random.NextDouble())];
        double mean = values.Average(), squares = values.Sum(value => (value - mean) * (value - mean));
        ChannelMoments all = default;
        for (int start = 0; start < values.Length;)
        {
            double[] part = [.. values.Skip(start).Take(random.Next(0, 300))];
            start += part.Length;
            double own = part.DefaultIfEmpty().Average();
            all = ChannelMoments.Merge(all, new ChannelMoments(part.Length, own, part.Sum(value => (value - own) * (value - own))));
        }

        Assert.AreEqual(values.Length, all.Count);
        Assert.AreEqual(mean, all.Mean, 1e-6);
        Assert.AreEqual(squares, all.Squares, 1e-6 * squares);
    }

    [TestMethod]
    public void A_normalisation_meets_once_forward_and_once_back()
    {
        int sums = 0, merges = 0;
        using Share share = new(rows: 5, new BatchShare(_ => sums++, _ => merges++, () => { }));
        using Tensor x = rand(5, Image.Size), ofX = empty(5, Image.Size);

        share.Forward(x);
        Assert.AreEqual((1, 0), (merges, sums));
        share.Backward(x, ofX);
        Assert.AreEqual((1, 1), (merges, sums));
    }

    [TestMethod]
    [DataRow(0f)]
    [DataRow(300f)]
    public void Shares_of_different_sizes_give_what_libtorch_gives_of_the_whole_batch(float offset)
    {
        int[] rows = [7, 21, 4];
        using DisposeScope scope = NewDisposeScope();
        Tensor[] parts = [.. rows.Select((count, i) => rand(count, Image.Size) * (Scalar)(i + 1f) + (Scalar)(offset * (i + 1)))];
        var meeting = new ShareMeeting(rows.Length);
        Share[] shares = [.. rows.Select((count, i) => new Share(count, new BatchShare(
            values => meeting.Meet(i, values, TreeSum.Run, _ => { }), values => meeting.Meet(i, values, TreeSum.Merge, _ => { }),
            () => { })))];

        var results = new float[rows.Length][];
        Task[] tasks = [.. shares.Select((share, i) => Task.Factory.StartNew(
            () => results[i] = share.Forward(parts[i]), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Assert.IsTrue(Task.WaitAll(tasks, TimeSpan.FromMinutes(1)), "The shares wait for each other without end.");

        Tensor whole = cat(parts).view(Image.Batch(rows.Sum())).to_type(ScalarType.Float64);
        Tensor means = zeros(2, dtype: ScalarType.Float64), variances = ones(2, dtype: ScalarType.Float64);
        Tensor expected = nn.functional.batch_norm(whole, means, variances, training: true);
        Support.Weights.AssertClose(expected.to_type(ScalarType.Float32).data<float>().ToArray(), results.SelectMany(part => part), 2e-5);
        foreach (Share share in shares)
            share.Dispose();
    }

    /// <summary>A normalisation for one share of a batch.</summary>
    private sealed class Share : IDisposable
    {
        private readonly BuiltNetwork _built;
        private readonly GradientBuffer _gradients;
        private readonly LaneBatchStep _step;

        public Share(int rows, BatchShare share)
        {
            Layer network = BatchNorm(epsilon: 1e-5);
            _built = NetworkBuilder.Build(network, Image, seed: 1);
            _gradients = new GradientBuffer(_built);
            ((BatchNormModule)_built.Module).Share = share;
            _step = new LaneBatchStep(
                StepTable.TryPlan(network, new StepSite("", Image, Start: 0, FirstParameter: 0, IsTraining: true))!, lanes: 4,
                new BatchMemory(rows, _built.Module, _built.Parameters, _gradients.All, _built.LearnedParameters), isFirst: false);
        }

        public float[] Forward(Tensor x)
        {
            using var noGradients = no_grad();
            return _step.Forward(x).data<float>().ToArray();
        }

        public void Backward(Tensor x, Tensor ofX)
        {
            using var noGradients = no_grad();
            _step.Gradients((int)x.size(0)).fill_(1);
            _step.Backward(x, ofX);
        }

        public void Dispose()
        {
            _step.Dispose();
            _gradients.Dispose();
            _built.Dispose();
        }
    }
}
