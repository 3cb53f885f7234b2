using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.Labels;
using MLFlux.MLNet;

namespace MLFlux.Prediction;

/// <summary>The values of columns of words that were there in training: those of the keys that a model makes of one column each.</summary>
internal static class TrainedValues
{
    /// <param name="model">The model.</param>
    /// <param name="data">The schema of its data.</param>
    /// <returns>The values by the names of their columns; those alone that the model tells apart one by one.</returns>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(ITransformer model, DataViewSchema data)
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
