using Microsoft.ML;

namespace MLFlux.Estimators;

/// <summary>A task bound to one label column of known type.</summary>
/// <param name="label">The column.</param>
internal abstract class OneLabelBinding(DataViewSchema.Column label) : LabelBinding
{
    /// <summary>The label column.</summary>
    protected DataViewSchema.Column Label { get; } = label;

    public sealed override IReadOnlyList<string> ColumnNames { get; } = [label.Name];

    /// <summary>How many numbers the network has to give for a row.</summary>
    public abstract int OutputWidth { get; }

    /// <summary>What asks for that width, for messages: <c>label 'Label' has 10 classes</c>.</summary>
    public abstract string WidthReason { get; }

    public override Layer Fit(Layer network, Shape input) => network.WithOutputWidth(OutputWidth);

    public sealed override void CheckOutput(Layer network, Shape input) => CheckOutput("The network", network.OutputShape(input));

    /// <summary>Refuses outputs that are not as many values as the label asks.</summary>
    /// <param name="who">What gives them: <c>The network</c>.</param>
    /// <param name="output">The shape of the outputs for one row.</param>
    /// <exception cref="NetworkShapeException">They are others.</exception>
    public void CheckOutput(string who, Shape output)
    {
        if (output.Rank != 1 || output.Size != OutputWidth)
        {
            throw new NetworkShapeException(
                $"{who} gives {output} values for each row, but {WidthReason}. End it with "
                + $"{(output.Rank > 1 ? "Flatten() and then " : "")}Output() or Dense({OutputWidth}).");
        }
    }

    public sealed override void CheckValidation(DataViewSchema schema) => CheckValidation(schema[ColumnNames[0]]);

    /// <summary>Refuses the label column of validation data where it cannot be read as the one that is learned.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has another number of classes or values, or none of the same classes.</exception>
    public virtual void CheckValidation(DataViewSchema.Column column)
    {
    }

    public sealed override LabelReader CreateReader(DataViewRow row, DataViewSchema schema) => CreateReader(row, schema[ColumnNames[0]]);

    /// <summary>A reader of a label column over a cursor.</summary>
    /// <param name="row">The cursor.</param>
    /// <param name="column">Its label column: the one that is learned or, in validation data, one of the same kind.</param>
    public abstract LabelReader CreateReader(DataViewRow row, DataViewSchema.Column column);
}
