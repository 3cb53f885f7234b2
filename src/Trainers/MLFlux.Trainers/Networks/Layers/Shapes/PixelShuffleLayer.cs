using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Makes an image r times as high and wide of r² times as many channels: c r² × h × w becomes c × h r × w r. Source: Shi et
/// al., "Real-Time Single Image and Video Super-Resolution", 2016. Make one with <c>PixelShuffle</c> of <see cref="Layers"/>.
/// </summary>
public sealed record PixelShuffleLayer : Layer
{
    internal PixelShuffleLayer(int factor)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(factor, ArgumentChecks.MostSteps);
        Factor = ArgumentChecks.AtLeastOne(factor);
    }

    /// <summary>r.</summary>
    public int Factor { get; }

    internal override string Name => "PixelShuffle";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Window.EnsureAxes(this, input, rank: 2);
        int pixels = Factor * Factor;
        if (input[0] % pixels != 0)
            throw new NetworkShapeException(this, $"expects a multiple of {pixels} channels, got {input[0]} in {input}.");
        return ShapeArithmetic.ToShape(this, "output", input[0] / pixels, (long)input[1] * Factor, (long)input[2] * Factor);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return [];
    }

    internal override void Describe(LayerProperties properties) => properties.Placed("factor", Factor);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new FunctionModule(Name, x => nn.functional.pixel_shuffle(x, Factor));

    internal static PixelShuffleLayer Read(LayerReader json) => new(json.Count("factor"));
}
