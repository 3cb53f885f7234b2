using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Promises;

/// <summary>Each row is scored by itself.</summary>
internal sealed class RowsApart() : Promise("A row with missing values does not change the scores of others.")
{
    private const double Tolerance = 1e-6;

    private protected override string? Check(ContractSubject subject)
    {
        string name = subject.First.FeatureColumnNames[0];
        DataViewType type = subject.Rows.Schema[name].Type;
        if (subject.First.FeatureColumnNames.Count > 1 || type is not VectorDataViewType { ItemType: var item, IsKnownSize: true }
            || item != NumberDataViewType.Single)
        {
            throw new NotSupportedException($"Column '{name}' is {type}; the contract changes the rows of one column of floats.");
        }

        float[][] features = [.. subject.Rows.GetColumn<float[]>(name)];
        float[][] expected = ContractSubject.Scores(subject.First, View(name, type, features));
        int missing = features.Length / 2;
        features[missing] = [.. features[missing].Select(_ => float.NaN)];
        return Scores.Difference(expected, ContractSubject.Scores(subject.First, View(name, type, features)), Tolerance, missing)
            is string difference ? $"{difference} A layer may not mix the rows of a batch when it scores." : null;
    }

    private static IDataView View(string name, DataViewType type, float[][] features)
    {
        var definition = SchemaDefinition.Create(typeof(FeatureRow));
        (definition[nameof(FeatureRow.Values)].ColumnName, definition[nameof(FeatureRow.Values)].ColumnType) = (name, type);
        return new MLContext().Data.LoadFromEnumerable(features.Select(values => new FeatureRow { Values = values }).ToArray(), definition);
    }

    private sealed class FeatureRow
    {
        public float[] Values { get; set; } = [];
    }
}
