using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// What the pools have in common whose window moves over each channel. They take and give channels × length,
/// channels × height × width or channels × depth × height × width; along each axis the output has
/// ⌊(n + padding − k) / stride⌋ + 1 values.
/// </summary>
public abstract record PoolLayer : Layer
{
    private protected PoolLayer(Extent window, Extent? stride, Padding padding)
    {
        Window = ArgumentChecks.Steps(window);
        Stride = ArgumentChecks.StepsOf(window, stride ?? window, nameof(stride));
        Padding = ArgumentChecks.PoolPadding(window, padding);
    }

    /// <summary>The size of the window along each axis.</summary>
    public Extent Window { get; }

    /// <summary>By how much the window moves along each axis. The default is the window: no overlap.</summary>
    public Extent Stride { get; }

    /// <summary>What is put around the input; at most half the window. The default is none.</summary>
    public Padding Padding { get; }

    internal Window Moves => new(Window, Stride, Extent.Uniform(1, Window.Rank), Padding);

    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Moves.OutputShape(this, input, input[0]);
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return [];
    }

    internal sealed override void Describe(LayerProperties properties) =>
        properties.Placed("window", Window).Named("stride", Stride, Window).Named(Padding);

    internal sealed override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        var window = new PaddedWindow(Moves);
        return new FunctionModule(Name, x => window.Apply(x, PaddedWith, padded => Pool(padded, window)));
    }

    /// <summary>What the padding consists of.</summary>
    private protected abstract double PaddedWith { get; }

    /// <summary>Pools a padded batch.</summary>
    private protected abstract Tensor Pool(Tensor x, PaddedWindow window);
}
