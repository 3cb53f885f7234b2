using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using VectorKind = Microsoft.ML.SchemaShape.Column.VectorKind;

namespace MLFlux.Estimators;

/// <summary>Checks the columns that a trainer reads, in promised and in real schemas alike.</summary>
internal static class TrainingColumns
{
    /// <summary>Checks the feature, label and weight columns; returns the label.</summary>
    /// <param name="schema">The columns that there are.</param>
    /// <param name="features">The feature columns.</param>
    /// <param name="options">Label and weight.</param>
    /// <param name="task">Says which labels can be learned.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is missing or of the wrong type, or the label has the name of a column that the model adds; the message names it.
    /// </exception>
    public static SchemaShape.Column Check(
        SchemaShape schema, FeatureColumns features, NeuralNetworkOptions options, LearningTask task)
    {
        features.Check(schema);
        SchemaShape.Column label = schema.Find(options.LabelColumnName);
        if (!task.Takes(label))
            throw SchemaErrors.WrongType(label.Name, task.ExpectedLabel, label.TypeName());
        if (task.HasLabel)
            CheckNames(schema, label, task);
        task.CheckColumns(schema);

        if (options.ExampleWeightColumnName is not string weightName)
            return label;

        SchemaShape.Column weight = schema.Find(weightName);
        if (weight.Kind != VectorKind.Scalar || weight.IsKey || weight.ItemType != NumberDataViewType.Single)
            throw SchemaErrors.WrongType(weight.Name, "Single", weight.TypeName());
        return label;
    }

    /// <summary>
    /// The columns that a model adds hide those of the same names. Evaluation would then compare a score with itself. Features and
    /// weights may have such a name: whoever reads them, reads them from the rows before they are scored.
    /// </summary>
    private static void CheckNames(SchemaShape schema, SchemaShape.Column label, LearningTask task)
    {
        string[] added = [.. task.Promise(label).Select(column => column.Name)];
        if (!added.Contains(label.Name))
            return;

        string free = new[] { DefaultColumnNames.Label, "Target" }.FirstOrDefault(name => !schema.TryFindColumn(name, out _))
            ?? $"True{label.Name}";
        throw new ArgumentOutOfRangeException(
            null,
            $"Label column '{label.Name}' has the name of a column that the model adds "
            + $"({string.Join(", ", added.Select(name => $"'{name}'"))}), which "
            + $"would hide it: evaluation would compare the model with itself. Copy it, ml.Transforms.CopyColumns(\"{free}\", "
            + $"\"{label.Name}\"), and "
            + $"let LabelColumnName be \"{free}\".");
    }
}
