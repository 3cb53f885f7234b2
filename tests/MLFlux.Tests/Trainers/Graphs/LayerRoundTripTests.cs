using MLFlux.Models;
using MLFlux.Tests.Construction;
using MLFlux.Tests.Onnx;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Graphs;

/// <summary>
/// What MLFlux exports of a layer comes back as a graph of the same scores, with the same slopes; the rows are <see cref="LayerCases"/>.
/// </summary>
[TestClass]
public sealed class LayerRoundTripTests
{
    private const double Scores = 1e-6, Slopes = 1e-5;
    private const int Rows = 3;

    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void A_layer_that_was_exported_and_read_again_scores_the_same_and_has_the_same_slopes(int row)
    {
        LayerCase one = LayerCases.All[row];
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> whole = one.Layer.Build(one.Input);
        NetworkWeights.Write(whole, [.. NetworkWeights.Read(whole).Select(LayerExports.Fill)]);
        using var file = new MemoryStream(LayerExports.OfRow(row));
        GraphLayer graph = Networks.FromOnnx(file);
        using nn.Module<Tensor, Tensor> read = graph.Build(one.Input);
        float[] x = GraphScores.Rows(one.Input, Rows, one.Levels);

        (float[] scores, float[] slopes) = Compute(whole, one, x);
        (float[] scoresRead, float[] slopesRead) = Compute(read, one, x);

        Assert.IsLessThanOrEqualTo(Scores, Distance(scores, scoresRead));
        Assert.IsLessThanOrEqualTo(Slopes, Distance(slopes, slopesRead));
    }

    /// <summary>Scores, and the slopes by the features of a sum of them with a factor for each.</summary>
    private static (float[] Scores, float[] Slopes) Compute(nn.Module<Tensor, Tensor> module, LayerCase one, float[] x)
    {
        module.eval();
        Tensor input = tensor(x).view(one.Input.Batch(Rows)).requires_grad_();
        Tensor scores = module.call(input);
        if (!scores.requires_grad)
            return (scores.data<float>().ToArray(), []);
        Tensor factors = linspace(-1, 1, scores.numel()).view(scores.shape);
        (scores * factors).sum().backward();
        return (scores.detach().contiguous().data<float>().ToArray(), input.grad?.data<float>().ToArray() ?? []);
    }

    /// <summary>The largest difference, as a share of the largest value.</summary>
    private static double Distance(float[] expected, float[] came)
    {
        Assert.HasCount(expected.Length, came);
        double largest = expected.Select(value => Math.Abs((double)value)).Append(1).Max();
        return expected.Zip(came, (e, c) => Math.Abs((double)e - c) / largest).Append(0).Max();
    }
}
