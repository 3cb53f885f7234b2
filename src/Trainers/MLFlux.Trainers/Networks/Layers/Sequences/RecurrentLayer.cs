using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// What the recurrent layers have in common. They take time × features, go through the steps one after another with a state
/// of <see cref="Hidden"/> values that begins as zeros, and give the state after the last step, or time × hidden: the states
/// after each. Weights have PyTorch's names and order: <c>weight_ih_l0</c> [gates hidden, features], <c>weight_hh_l0</c>
/// [gates hidden, hidden], <c>bias_ih_l0</c> and <c>bias_hh_l0</c> [gates hidden], which begin as zeros.
/// </summary>
public abstract record RecurrentLayer : Layer
{
    private protected RecurrentLayer(int hidden, bool returnSequences, bool bias, Initializer? initializer)
    {
        Hidden = ArgumentChecks.AtLeastOne(hidden);
        ReturnSequences = returnSequences;
        Bias = bias;
        Initializer = initializer ?? Initializers.GlorotUniform;
    }

    /// <summary>How many values the state has.</summary>
    public int Hidden { get; }

    /// <summary>Whether the states after all steps are given, or that after the last alone. The default is false.</summary>
    public bool ReturnSequences { get; }

    /// <summary>Whether the biases are there. The default is true.</summary>
    public bool Bias { get; }

    /// <summary>What the weights are drawn from. The default is <see cref="Initializers.GlorotUniform"/>.</summary>
    public Initializer Initializer { get; }

    /// <summary>What it gives of the states.</summary>
    internal virtual RecurrentOutput Output => ReturnSequences ? RecurrentOutput.Sequence : RecurrentOutput.Last;

    /// <summary>How many functions of input and state each step computes: the rows of the weights, divided by the hidden size.</summary>
    private protected abstract int Gates { get; }

    /// <inheritdoc/>
    public sealed override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        SequenceShape.Ensure(this, input);
        return Output switch
        {
            RecurrentOutput.Sequence => ShapeArithmetic.ToShape(this, "output", input[0], Hidden),
            RecurrentOutput.State => ShapeArithmetic.ToShape(this, "output", CreateCell().StateCount, Hidden),
            RecurrentOutput.Last => new Shape(Hidden),
        };
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        int rows = ShapeArithmetic.ToShape(this, "weight", Gates, Hidden).Size;
        ParameterDeclaration Weight(string name, int columns) =>
            new(name, ShapeArithmetic.ToShape(this, "weight", rows, columns), Initializer, FanIn: columns, FanOut: rows);
        ParameterDeclaration Shift(string name) => new(name, new Shape(rows), Initializers.Zeros, FanIn: Hidden, FanOut: rows);

        ParameterDeclaration[] weights = [Weight("weight_ih_l0", input[1]), Weight("weight_hh_l0", Hidden)];
        return Bias ? [.. weights, Shift("bias_ih_l0"), Shift("bias_hh_l0")] : weights;
    }

    internal override void Describe(LayerProperties properties)
    {
        properties.Placed("hidden", Hidden);
        DescribeActivation(properties);
        properties.Named("returnSequences", ReturnSequences, false).Weights(Bias, Initializer);
    }

    /// <summary>The state stays as it is where a step is padding; the states after such steps, where they are given, are zeros.</summary>
    internal sealed override int? PaddedAxis(Shape input, int? padded) => padded switch
    {
        null => null,
        0 => Output == RecurrentOutput.Sequence ? 0 : null,
        _ => throw PaddingFlow.TakesPadding(this),
    };

    internal sealed override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new RecurrentModule(
            Name, [.. Parameters(input).Select(builder.Parameter)], CreateCell(), Hidden, Output, builder.Padding?.Mask);

    /// <summary>Says which activation there is, if the layer has one to choose.</summary>
    private protected virtual void DescribeActivation(LayerProperties properties)
    {
    }

    /// <summary>The arithmetic of one step.</summary>
    internal abstract RecurrentCell CreateCell();
}
