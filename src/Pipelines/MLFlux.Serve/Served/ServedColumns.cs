using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.Labels;
using MLFlux.MLNet;
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
        Dictionary<string, IReadOnlyList<string>> choices = Choices(model, data);
        return [.. names.Select(name => new ServedColumn(
            name, data[name].Type, choices.GetValueOrDefault(name) ?? [],
            card?.Table?.Columns.FirstOrDefault(column => column.Name == name)?.Unit)
        {
            Range = card?.Columns.FirstOrDefault(column => column.Name == name)?.Range,
        })];
    }

    /// <summary>The values of the keys that the model makes of one column of the data, before it scores.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Choices(ITransformer model, DataViewSchema data)
    {
        var found = data.Where(column => column.Type is KeyDataViewType && AnnotationValues.OfKeys(column) is not null)
            .ToDictionary(column => column.Name, Values);
        var steps = new List<ITransformer>();
        DataViewSchema before = data;
        foreach (ITransformer step in FittedSteps.Of(model).TakeWhile(step => step is not NeuralNetworkTransformer))
        {
            steps.Add(step);
            DataViewSchema after = step.GetOutputSchema(before);
            foreach (DataViewSchema.Column made in AddedColumns.Of(before, after).Where(column => column.Type is KeyDataViewType))
            {
                if (AnnotationValues.OfKeys(made) is not null && Source(steps, data, made.Name) is { Type: TextDataViewType } source)
                    found.TryAdd(source.Name, Values(made));
            }

            before = after;
        }

        return found;
    }

    /// <summary>The one column of the data that a column is made of; null where there are several.</summary>
    private static DataViewSchema.Column? Source(List<ITransformer> steps, DataViewSchema data, string column)
    {
        HashSet<int> sources = new ColumnDependencies(new TransformerChain<ITransformer>([.. steps]), data).Of(column);
        return sources.Count == 1 ? data[sources.Single()] : null;
    }

    private static IReadOnlyList<string> Values(DataViewSchema.Column column) =>
        [.. AnnotationValues.OfKeys(column)!.Select(LabelText.Of).Order(StringComparer.OrdinalIgnoreCase)];
}
