using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A transposed convolution: what a convolution with the same weight does to gradients, used to make images larger. Along
/// each axis the output has (n − 1) stride − 2 padding + dilation (k − 1) + 1 + outputPadding values. The weight is
/// [inputs, filters / groups, ...kernel], as in PyTorch; the bias, [filters], begins as zeros. Make one with
/// <c>ConvTranspose</c> of <see cref="Layers"/>.
/// </summary>
public sealed record ConvTransposeLayer : ConvolutionLayer
{
    internal ConvTransposeLayer(
        Extent kernel, int? inputs, int filters, Activation? activation, Extent? stride, Padding padding, Extent? dilation,
        int groups, Extent? outputPadding, bool bias, Initializer? initializer)
        : base(kernel, inputs, filters, activation, stride, padding, dilation, groups, bias, initializer)
    {
        OutputPadding = (outputPadding ?? 0).ToRank(kernel.Rank) ?? throw new ArgumentOutOfRangeException(
            nameof(outputPadding), outputPadding, $"Must be one number, or {kernel.Rank} as in {kernel}.");
        for (int axis = 0; axis < kernel.Rank; axis++)
        {
            int value = OutputPadding[axis];
            if (value < 0 || (value > 0 && (padding.IsSame || value >= Math.Max(Stride[axis], Dilation[axis]))))
            {
                throw new ArgumentOutOfRangeException(
                    nameof(outputPadding), outputPadding,
                    "Must be at least 0, less than the stride or the dilation, and 0 with Padding.Same.");
            }
        }
    }

    /// <summary>
    /// Values added at the end of each axis, for the sizes that a stride leaves open; less than the stride or the dilation.
    /// The default is 0.
    /// </summary>
    public Extent OutputPadding { get; }

    internal override string Name => "ConvTranspose";

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        EnsureChannels(input);
        var output = new long[input.Rank];
        output[0] = Filters;
        for (int axis = 0; axis < Kernel.Rank; axis++)
        {
            TransposedAxis moves = Axis(axis);
            output[axis + 1] = moves.Output(input[axis + 1], Stride[axis], Window.Reach(axis));
            if (output[axis + 1] < 1)
                throw new NetworkShapeException(this, $"its padding leaves nothing of the input, {input}. Use a smaller padding.");
        }

        return ShapeArithmetic.ToShape(this, "output", output);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);

        // PyTorch counts the fans of a transposed weight by its dimensions: the filters are the fan in, the inputs the fan out.
        return Declare(input[0], Filters / Groups, fanIn: Filters / Groups, fanOut: input[0]);
    }

    internal override void Describe(LayerProperties properties)
    {
        base.Describe(properties);
        properties.Named("outputPadding", OutputPadding, Extent.Uniform(0, Kernel.Rank));
    }

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder)
    {
        IReadOnlyList<ParameterDeclaration> parameters = Parameters(input);
        return new ConvTransposeModule(
            builder.Parameter(parameters[0]),
            Bias ? builder.Parameter(parameters[1]) : null,
            [.. Enumerable.Range(0, Kernel.Rank).Select(Axis)],
            Window,
            Groups,
            Activation);
    }

    internal static ConvTransposeLayer Read(LayerReader json) => new(
        json.Extent("kernel"),
        json.OptionalCount("inputs"),
        json.Count("filters"),
        json.Activation(),
        json.OptionalExtent("stride"),
        json.Padding(),
        json.OptionalExtent("dilation"),
        json.OptionalCount("groups") ?? 1,
        json.OptionalExtent("outputPadding"),
        json.Flag("bias", absent: true),
        json.Initializer());

    /// <summary>What is taken away and added along one axis, counted from 0.</summary>
    internal TransposedAxis Axis(int axis)
    {
        if (!Padding.IsSame)
            return new TransposedAxis(Window.Before(axis), OutputPadding[axis], Cut: 0);

        // Same padding gives n × stride values; without padding there are (n − 1) × stride + reach.
        int surplus = Window.Reach(axis) - Stride[axis];
        return surplus < 0
            ? new TransposedAxis(0, -surplus, Cut: 0)
            : new TransposedAxis(surplus / 2, 0, Cut: surplus % 2);
    }
}
