using Microsoft.ML;
using MLFlux.Rows;

namespace MLFlux.Estimators;

/// <summary>A task bound to a label column of known type.</summary>
internal abstract class LabelBinding
{
    /// <summary>How many numbers the network has to give for a row.</summary>
    public abstract int OutputWidth { get; }

    /// <summary>What asks for that width, for messages: <c>label 'Label' has 10 classes</c>.</summary>
    public abstract string WidthReason { get; }

    /// <summary>The labels as text, in the order of the network's outputs (for yes or no: no, yes); null for numbers.</summary>
    public virtual IReadOnlyList<string>? Classes => null;

    /// <summary>The column of the groups that rows are in, or null where they are in none.</summary>
    public virtual string? GroupColumnName => null;

    /// <summary>An empty store for labels.</summary>
    public abstract TargetStore CreateTargets();

    /// <summary>Refuses the label column of validation data where it cannot be read as the one that is learned.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has another number of classes or values, or none of the same classes.</exception>
    public virtual void CheckValidation(DataViewSchema.Column column)
    {
    }

    /// <summary>A reader of a label column over a cursor.</summary>
    /// <param name="row">The cursor.</param>
    /// <param name="column">Its label column: the one that is learned or, in validation data, one of the same kind.</param>
    public abstract LabelReader CreateReader(DataViewRow row, DataViewSchema.Column column);

    /// <summary>The columns of the fitted transformer.</summary>
    public abstract TaskColumns CreateColumns(NeuralNetworkModel model);

    /// <summary>What a user should know of targets that can be learned from, or null.</summary>
    public virtual string? Warning(TargetStore targets) => null;

    /// <summary>Refuses targets from which nothing can be learned.</summary>
    /// <exception cref="InvalidOperationException">All rows have the same class.</exception>
    public virtual void CheckTargets(TargetStore targets)
    {
    }
}
