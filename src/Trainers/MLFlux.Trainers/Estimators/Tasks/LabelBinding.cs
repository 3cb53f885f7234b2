using Microsoft.ML;
using MLFlux.Rows;

namespace MLFlux.Estimators;

/// <summary>A task bound to its label columns, of known types.</summary>
internal abstract class LabelBinding
{
    /// <summary>The label columns.</summary>
    public abstract IReadOnlyList<string> ColumnNames { get; }

    /// <summary>The labels as text, in the order of the network's outputs (for yes or no: no, yes); null for numbers.</summary>
    public virtual IReadOnlyList<string>? Classes => null;

    /// <summary>The column of the groups that rows are in, or null where they are in none.</summary>
    public virtual string? GroupColumnName => null;

    /// <summary>The heads of a network that learns several labels; null for one that learns one.</summary>
    public virtual OutputLayout? Outputs => null;

    /// <summary>The network that is trained, of the one that was described: each <c>Output()</c> is as wide as the label asks.</summary>
    /// <param name="network">The description.</param>
    /// <param name="input">The shape of one example.</param>
    /// <exception cref="NetworkShapeException">It cannot be made to fit.</exception>
    public abstract Layer Fit(Layer network, Shape input);

    /// <summary>Refuses a network that does not give as many values as the label asks.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of one example.</param>
    /// <exception cref="NetworkShapeException">It gives others.</exception>
    public abstract void CheckOutput(Layer network, Shape input);

    /// <summary>An empty store for labels.</summary>
    public abstract TargetStore CreateTargets();

    /// <summary>Refuses the label columns of validation data where they cannot be read as those that are learned.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One has another number of classes or values, or none of the same classes.</exception>
    public abstract void CheckValidation(DataViewSchema schema);

    /// <summary>A reader of the label columns over a cursor.</summary>
    /// <param name="row">The cursor.</param>
    /// <param name="schema">Its schema: that which is learned from or, in validation data, one of the same kinds.</param>
    public abstract LabelReader CreateReader(DataViewRow row, DataViewSchema schema);

    /// <summary>The columns of the fitted transformer.</summary>
    public abstract TaskColumns CreateColumns(NeuralNetworkModel model);

    /// <summary>What a user should know of targets that can be learned from, or null.</summary>
    public virtual string? Warning(TargetStore targets) => null;

    /// <summary>Refuses targets from which nothing can be learned.</summary>
    /// <exception cref="InvalidOperationException">All rows have the same class, or none has a label of one of several heads.</exception>
    public virtual void CheckTargets(TargetStore targets)
    {
    }
}
