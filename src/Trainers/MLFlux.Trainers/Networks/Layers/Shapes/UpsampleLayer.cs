using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// Makes each axis a whole number of times longer. Takes and gives channels and one to three axes. Make one with
/// <c>Upsample</c> of <see cref="Layers"/>.
/// </summary>
public sealed record UpsampleLayer : Layer
{
    internal UpsampleLayer(Extent scale, Interpolation interpolation)
    {
        Scale = ArgumentChecks.Steps(scale);
        if (!Enum.IsDefined(interpolation))
            throw new ArgumentOutOfRangeException(nameof(interpolation), interpolation, "Must be Nearest or Linear.");
        Interpolation = interpolation;
    }

    /// <summary>How many times as long each axis becomes.</summary>
    public Extent Scale { get; }

    /// <summary>What stands between. The default is <see cref="Interpolation.Nearest"/>.</summary>
    public Interpolation Interpolation { get; }

    internal override string Name => "Upsample";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        Window.EnsureAxes(this, input, Scale.Rank);
        return ShapeArithmetic.ToShape(this, "output", [input[0], .. input.Skip(1).Select((size, axis) => (long)size * Scale[axis])]);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return [];
    }

    internal override void Describe(LayerProperties properties)
    {
        properties.Placed("scale", Scale);
        if (Interpolation != Interpolation.Nearest)
            properties.Placed("interpolation", PropertyValue.Of(Interpolation));
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        long[] size = [.. OutputShape(input).Skip(1).Select(length => (long)length)];
        if (Interpolation == Interpolation.Nearest)
            return new FunctionModule(Name, x => nn.functional.interpolate(x, size));

        InterpolationMode mode = size.Length switch
        {
            1 => InterpolationMode.Linear,
            2 => InterpolationMode.Bilinear,
            _ => InterpolationMode.Trilinear,
        };
        return new FunctionModule(Name, x => nn.functional.interpolate(x, size, mode: mode, align_corners: true));
    }

    internal static UpsampleLayer Read(LayerReader json) =>
        new(json.Extent("scale"), json.Value("interpolation", absent: Interpolation.Nearest));
}
