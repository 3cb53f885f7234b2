using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>Checks the columns that a trainer reads, in promised and in real schemas alike.</summary>
internal static class TrainingColumns
{
    /// <summary>Checks the feature, label and weight columns; returns the columns that the model adds.</summary>
    /// <param name="schema">The columns that there are.</param>
    /// <param name="features">The feature columns.</param>
    /// <param name="options">Label and weight.</param>
    /// <param name="task">Says which labels can be learned.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is missing or of the wrong type, or the label has the name of a column that the model adds; the message names it.
    /// </exception>
    public static IReadOnlyList<SchemaShape.Column> Check(
        SchemaShape schema, FeatureColumns features, NeuralNetworkOptions options, LearningTask task)
    {
        features.Check(schema);
        IReadOnlyList<SchemaShape.Column> added = task.CheckLabels(schema, options);
        if (options.ExampleWeightColumnName is not string weightName)
            return added;

        SchemaShape.Column weight = schema.Find(weightName);
        if (weight.Kind != VectorKind.Scalar || weight.IsKey || weight.ItemType != NumberDataViewType.Single)
            throw SchemaErrors.WrongType(weight.Name, "Single", weight.TypeName());
        return added;
    }

    /// <summary>
    /// The columns that a model adds hide those of the same names. Evaluation would then compare a score with itself. Features and
    /// weights may have such a name: whoever reads them, reads them from the rows before they are scored.
    /// </summary>
    /// <param name="schema">The columns that there are.</param>
    /// <param name="label">The label.</param>
    /// <param name="added">The columns that the model adds.</param>
    /// <param name="use">What to do with a copy of the label, by its name.</param>
    /// <exception cref="ArgumentOutOfRangeException">The label has the name of one of them.</exception>
    public static void CheckName(
        SchemaShape schema, string label, IReadOnlyList<SchemaShape.Column> added, Func<string, string> use)
    {
        if (added.All(column => column.Name != label))
            return;

        string free = new[] { DefaultColumnNames.Label, "Target" }.FirstOrDefault(name => !schema.TryFindColumn(name, out _))
            ?? $"True{label}";
        throw new ArgumentOutOfRangeException(
            null,
            $"Label column '{label}' has the name of a column that the model adds "
            + $"({string.Join(", ", added.Select(column => $"'{column.Name}'"))}), which "
            + $"would hide it: evaluation would compare the model with itself. Copy it, ml.Transforms.CopyColumns(\"{free}\", "
            + $"\"{label}\"), and {use(free)}.");
    }
}
