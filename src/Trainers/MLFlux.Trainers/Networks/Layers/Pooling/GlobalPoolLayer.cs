using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>What the pools have in common that make one value of each channel. They take channels and one to three axes.</summary>
public abstract record GlobalPoolLayer : Layer
{
    private protected GlobalPoolLayer()
    {
    }

    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank is < 2 or > 4)
            throw new NetworkShapeException(this, $"expects channels and one to three axes, got {input}.");
        return new Shape([input[0], .. Enumerable.Repeat(1, input.Rank - 1)]);
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return [];
    }

    internal sealed override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        long[] axes = [.. Enumerable.Range(2, input.Rank - 1).Select(axis => (long)axis)];
        return new FunctionModule(Name, x => Pool(x, axes));
    }

    /// <summary>Pools a batch over the axes, which stay with length 1.</summary>
    private protected abstract Tensor Pool(Tensor x, long[] axes);
}
