using Microsoft.ML;
using MLFlux.Prediction;

namespace MLFlux.Served;

/// <summary>Finds out what is given for the columns of a model.</summary>
internal static class ServedColumns
{
    /// <param name="model">The model.</param>
    /// <param name="data">The schema of its data.</param>
    /// <param name="names">The columns that a row has to have.</param>
    /// <param name="card">The model's card, if it has one.</param>
    public static IReadOnlyList<ServedColumn> Of(ITransformer model, DataViewSchema data, IEnumerable<string> names, ModelCard? card)
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> choices = TrainedValues.Of(model, data);
        return [.. names.Select(name => new ServedColumn(
            name, data[name].Type, choices.GetValueOrDefault(name) ?? [],
            card?.Table?.Columns.FirstOrDefault(column => column.Name == name && column.Kind != TableColumnKind.Date)?.Unit)
        {
            Range = card?.Columns.FirstOrDefault(column => column.Name == name)?.Range,
        })];
    }
}
