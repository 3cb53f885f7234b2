using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>A row of the layers' contract.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Printed">How it is written in code, and printed.</param>
/// <param name="Input">The shape of one example.</param>
/// <param name="Output">The shape that comes of it.</param>
/// <param name="Parameters">Names and shapes of parameters and buffers, worked out by hand.</param>
/// <param name="Reference">TorchSharp's own module of the same kind; its weights are replaced by the layer's.</param>
/// <param name="IsRandom">Whether the layer is random in training, where it then cannot be compared.</param>
/// <param name="Levels">Where the layer takes indices, how many there are; otherwise 0.</param>
internal sealed record LayerCase(
    Layer Layer, string Printed, Shape Input, Shape Output, string Parameters, Func<nn.Module<Tensor, Tensor>> Reference,
    bool IsRandom = false, int Levels = 0)
{
    /// <summary>A batch of examples.</summary>
    public Tensor Batch(int seed, long rows, ScalarType type = ScalarType.Float32)
    {
        if (Levels == 0)
            return Numbers.Normal(seed, type, Input.Batch(rows));
        var random = new Random(seed);
        double[] indices = [.. Enumerable.Range(0, (int)rows * Input.Size).Select(_ => (double)random.Next(Levels))];
        using Tensor all = tensor(indices);
        using Tensor shaped = all.view(Input.Batch(rows));
        return shaped.to(type, copy: true);
    }
}
