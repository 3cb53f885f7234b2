using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>What the pools have in common that give each channel a stated size.</summary>
public abstract record AdaptivePoolLayer : Layer
{
    private protected AdaptivePoolLayer(Extent size) => Size = ArgumentChecks.Steps(size);

    /// <summary>The size of each channel afterwards, along each axis.</summary>
    public Extent Size { get; }

    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        MLFlux.Window.EnsureAxes(this, input, Size.Rank);
        return ShapeArithmetic.ToShape(this, "output", [input[0], .. Size.ToLongs()]);
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return [];
    }

    internal sealed override void Describe(LayerProperties properties) => properties.Placed("size", Size);

    internal sealed override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        long[] size = Size.ToLongs();
        return new FunctionModule(Name, x => Pool(x, size));
    }

    /// <summary>Pools a batch.</summary>
    private protected abstract Tensor Pool(Tensor x, long[] size);
}
