using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Estimators;

/// <summary>The columns that a network reads, found in the schema of some data.</summary>
internal sealed class BoundInputs
{
    /// <param name="layout">The columns.</param>
    /// <param name="schema">A schema that has them all, of types that the network takes.</param>
    public BoundInputs(InputLayout layout, DataViewSchema schema)
    {
        Layout = layout;
        Columns = [.. layout.Columns.Select(column => schema[column.Name])];
    }

    /// <summary>The columns as the network knows them.</summary>
    public InputLayout Layout { get; }

    /// <summary>The same columns as the data has them.</summary>
    public IReadOnlyList<DataViewSchema.Column> Columns { get; }

    /// <summary>What reads a row of all columns as floats: the values of one column after those of another.</summary>
    /// <param name="row">The cursor, on which the columns are active.</param>
    public ValueGetter<VBuffer<float>> CreateGetter(DataViewRow row) => Columns.Count == 1
        ? FloatFeatureGetter.Create(row, Columns[0])
        : JoinedFeatures.CreateGetter(row, this);

    /// <summary>The fault of a row with another number of values than the network was made for.</summary>
    /// <param name="column">The place of the column.</param>
    /// <param name="length">How many values there are.</param>
    public InvalidOperationException WrongLength(int column, int length) => new(
        $"Column '{Columns[column].Name}' has a row of {length} values; expected {Layout.Columns[column].Width}.");
}
