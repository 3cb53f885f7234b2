using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Adds to each step of time × features where it stands, which attention does not see otherwise: for step t and feature 2i,
/// sin(t / 10000^(2i / features)), for feature 2i + 1, the cosine of the same. Learns nothing. Source: Vaswani et al.,
/// "Attention Is All You Need", 2017. Make one with <c>PositionalEncoding</c> of <see cref="Layers"/>.
/// </summary>
public sealed record PositionalEncodingLayer : Layer
{
    private const double LongestPeriod = 10_000;

    internal PositionalEncodingLayer()
    {
    }

    internal override string Name => "PositionalEncoding";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        SequenceShape.Ensure(this, input);
        return input;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return [];
    }

    /// <summary>Each step is changed alone.</summary>
    internal override int? PaddedAxis(Shape input, int? padded) => padded is null or 0 ? padded : throw PaddingFlow.TakesPadding(this);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        double[] values = Positions(input);
        long[] shape = [.. input.Select(size => (long)size)];
        return new FunctionModule(Name, x =>
        {
            using Tensor positions = tensor(values, shape, dtype: x.dtype, device: x.device);
            return x.Plus(positions);
        });
    }

    internal static PositionalEncodingLayer Read(LayerReader json) => new();

    /// <summary>What is added to time × features.</summary>
    internal static double[] Positions(Shape input)
    {
        var values = new double[input.Size];
        for (int i = 0; i < values.Length; i++)
            values[i] = Position(i / input[1], i % input[1], input[1]);
        return values;
    }

    private static double Position(int time, int feature, int features)
    {
        double angle = time / Math.Pow(LongestPeriod, (double)(feature - (feature % 2)) / features);
        return feature % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle);
    }
}
