using MLFlux.Prediction;

namespace MLFlux;

/// <summary>
/// What a model predicts for a row. Text is a string, a vector an array, a key the value that it stands for, or null where that is
/// missing. Immutable but for what its arrays hold, which belong to it alone.
/// </summary>
/// <seealso cref="RowPredictor"/>
public sealed class RowPrediction
{
    private readonly OutputPlan _plan;
    private readonly object?[] _values;

    internal RowPrediction(OutputPlan plan, object?[] values)
    {
        _plan = plan;
        _values = values;
    }

    /// <summary>
    /// What is predicted: the class, as the value of the label; for models that predict numbers, <c>Score</c>. Null where a class is
    /// missing because the scores are not numbers, and for models that predict neither.
    /// </summary>
    public object? Label => _plan.LabelIndex < 0 ? null : _values[_plan.LabelIndex];

    /// <summary>
    /// The probability of each class by the class's name. Empty for models that predict numbers, and for those that give no
    /// probabilities.
    /// </summary>
    /// <remarks>The classes of yes and no are called <c>True</c> and <c>False</c>, or as the model's last steps call them.</remarks>
    public IReadOnlyDictionary<string, float> Probabilities => _plan.Classes.ProbabilitiesOf(_values);

    /// <summary>The values of all columns by name, in the order of the model's schema.</summary>
    public IReadOnlyDictionary<string, object?> Columns => new NamedItems<object?>("column", _plan.Names, _plan.Places, _values);

    /// <summary>The value of a column.</summary>
    /// <param name="column">The name of the column, such as <c>Score</c>.</param>
    /// <exception cref="KeyNotFoundException">There is none; the message says which there are.</exception>
    public object? this[string column] => Columns[column];
}
