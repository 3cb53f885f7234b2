using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// One step of a recurrent layer. By itself it takes the features of one step, with a state of zeros before it, and gives the
/// state after it; in a <c>Recurrence</c> it goes through time × features. Weights have the names of PyTorch's cells:
/// <c>weight_ih</c>, <c>weight_hh</c>, <c>bias_ih</c> and <c>bias_hh</c>, in the order of the recurrent layer of its kind. Make
/// one with <c>RnnCell</c>, <c>LstmCell</c>, <c>GruCell</c> or <c>GruV3Cell</c> of <see cref="Layers"/>.
/// </summary>
public sealed record RecurrentCellLayer : Layer
{
    private const string Suffix = "_l0", Ending = "Cell";

    private readonly RecurrentLayer _whole;

    internal RecurrentCellLayer(RecurrentLayer whole)
    {
        if (whole.Output != RecurrentOutput.Last)
            throw new ArgumentException("A cell makes one step, and gives the state after it.", nameof(whole));
        _whole = whole;
    }

    /// <summary>How many values the state has.</summary>
    public int Hidden => _whole.Hidden;

    internal override string Name => _whole.Name + Ending;

    /// <summary>The recurrent layer of this kind, whose weights end in _l0.</summary>
    internal RecurrentLayer Whole => _whole;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return input.Rank == 1
            ? new Shape(Hidden)
            : throw new NetworkShapeException(
                this, $"expects the features of one step, got {input}. Put it into Recurrence for time × features.");
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ParameterDeclaration> Parameters(Shape input)
    {
        OutputShape(input);
        return [.. _whole.Parameters(new Shape(1, input.Size)).Select(weight => weight with { Name = weight.Name[..^Suffix.Length] })];
    }

    internal override void Describe(LayerProperties properties) => _whole.Describe(properties);

    /// <summary>It takes one step, which the layer that goes through the steps passes over where it is padding.</summary>
    internal override int? PaddedAxis(Shape input, int? padded) => padded;

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) =>
        new RecurrentCellModule(Name, [.. Parameters(input).Select(builder.Parameter)], _whole.CreateCell(), Hidden);
}
