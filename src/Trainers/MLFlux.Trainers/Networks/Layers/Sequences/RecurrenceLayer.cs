using System.Collections.Immutable;
using System.Text.Json.Nodes;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// A recurrent cell that goes through time × features step by step with a state that begins as zeros, and gives the state
/// after the last step, or time × hidden: those after each. The cell's weights are named <c>cell.…</c>. Make one with
/// <c>Recurrence</c> of <see cref="Layers"/>.
/// </summary>
public sealed record RecurrenceLayer : ContainerLayer
{
    internal RecurrenceLayer(RecurrentCellLayer cell, bool returnSequences)
        : base([cell])
    {
        Cell = cell;
        ReturnSequences = returnSequences;
    }

    /// <summary>The cell.</summary>
    public RecurrentCellLayer Cell { get; }

    /// <summary>Whether the states after all steps are given, or that after the last alone. The default is false.</summary>
    public bool ReturnSequences { get; }

    internal override string Name => "Recurrence";

    internal override bool TakesIndices => false;

    internal override string? Tail => ReturnSequences ? "returnSequences: true" : null;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        SequenceShape.Ensure(this, input);
        return ReturnSequences ? ShapeArithmetic.ToShape(this, "output", input[0], Cell.Hidden) : new Shape(Cell.Hidden);
    }

    internal override int? PaddedAxis(Shape input, int? padded) => padded switch
    {
        null => null,
        0 => ReturnSequences ? 0 : null,
        _ => throw PaddingFlow.TakesPadding(this),
    };

    internal override IEnumerable<LayerChild> Children(Shape input) => [new LayerChild("cell", "1", Cell, new Shape(input[1]))];

    internal override RecurrenceLayer With(ImmutableArray<Layer> layers) => new((RecurrentCellLayer)layers[0], ReturnSequences);

    internal override nn.Module<Tensor, Tensor> CreateModule(Shape input, NetworkBuilder builder) => new RecurrenceModule(
        (RecurrentCellModule)CreateModules(input, builder).Single().Module,
        ReturnSequences ? RecurrentOutput.Sequence : RecurrentOutput.Last,
        builder.Padding?.Mask);

    internal override void Write(JsonObject json)
    {
        json["inner"] = NetworkJson.ToNode(Cell);
        if (ReturnSequences)
            json["returnSequences"] = ReturnSequences;
    }

    internal static RecurrenceLayer Read(LayerReader json) => new(
        json.Layer("inner") as RecurrentCellLayer ?? throw new ArgumentException("'inner' is a cell, such as LstmCell."),
        json.Flag("returnSequences", absent: false));
}
