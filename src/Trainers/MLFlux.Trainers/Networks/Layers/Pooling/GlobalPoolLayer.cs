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

    /// <summary>A channel's padding is left out; channels that are padding stay.</summary>
    internal sealed override int? PaddedAxis(Shape input, int? padded) => padded is 0 ? padded : null;

    internal sealed override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        long[] axes = [.. Enumerable.Range(2, input.Rank - 1).Select(axis => (long)axis)];
        if (builder.Padding is not (PaddingMask mask, int axis and > 0))
            return new FunctionModule(Name, x => Pool(x, axes));

        return new FunctionModule(Name, x =>
        {
            using Tensor padding = mask.Beside(x.dim(), axis + 1);
            return PoolWithin(x, axes, padding);
        });
    }

    /// <summary>Which examples are nothing but padding: true in as many dimensions as the batch has.</summary>
    private protected static Tensor IsAll(Tensor padding)
    {
        using Tensor flat = padding.flatten(1);
        using Tensor all = flat.all(1);
        return all.view([padding.size(0), .. Enumerable.Repeat(1L, (int)padding.dim() - 1)]);
    }

    /// <summary>Pools what is not padding; where all of it is, zeros.</summary>
    /// <param name="x">A batch.</param>
    /// <param name="axes">The axes, which stay with length 1.</param>
    /// <param name="padding">True where there is padding; of as many dimensions as the batch.</param>
    private protected abstract Tensor PoolWithin(Tensor x, long[] axes, Tensor padding);

    /// <summary>Pools a batch over the axes, which stay with length 1.</summary>
    private protected abstract Tensor Pool(Tensor x, long[] axes);
}
