using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Evaluation;

/// <summary>
/// A model taken apart at the concatenation of its features, where each slot of them is made from one column of the data: what
/// shuffling a column does to the features is then known without making them again.
/// </summary>
/// <param name="Before">What makes the features, the concatenation included.</param>
/// <param name="Network">What scores them.</param>
/// <param name="Slots">The ranges of features that are made from each column of the data, by its place.</param>
internal sealed record FeatureSlots(ITransformer Before, NeuralNetworkTransformer Network,
    IReadOnlyDictionary<int, IReadOnlyList<Range>> Slots)
{
    /// <summary>Null where the model is of another kind.</summary>
    public static FeatureSlots? Of(ITransformer model, DataViewSchema data, string label)
    {
        ITransformer[] steps = [.. FittedSteps.Of(model)];
        int network = Array.FindLastIndex(steps, step => step is NeuralNetworkTransformer);
        if (network < 0 || !model.IsRowToRowMapper)
            return null;

        var scorer = (NeuralNetworkTransformer)steps[network];
        if (scorer.FeatureColumnNames is not [string features])
            return null; // Branches of Inputs take their columns from different steps.
        int joined = Array.FindLastIndex(steps, network, step => ConcatenatedColumns.Of(step, features) is not null);
        if (joined < 0)
            return null;

        DataViewSchema before = FittedSteps.Schema(steps[..network], data), whole = model.GetOutputSchema(data);
        bool isLast = Count(before, features) == Count(FittedSteps.Schema(steps[..(joined + 1)], data), features);
        bool staysLabel = Count(before, label) == Count(whole, label);
        bool staysScore = Count(whole, ScoredColumns.Score) == Count(scorer.GetOutputSchema(before), ScoredColumns.Score);
        string[] inputs = ConcatenatedColumns.Of(steps[joined], features)!;
        return isLast && staysLabel && staysScore && Ranges(steps[..joined], data, inputs) is { } slots
            ? new FeatureSlots(new TransformerChain<ITransformer>(steps[..network]), scorer, slots)
            : null;
    }

    private static Dictionary<int, IReadOnlyList<Range>>? Ranges(ITransformer[] steps, DataViewSchema data, string[] inputs)
    {
        var dependencies = new ColumnDependencies(new TransformerChain<ITransformer>(steps), data);
        DataViewSchema made = FittedSteps.Schema(steps, data);
        var ranges = new Dictionary<int, List<Range>>();
        int first = 0;
        foreach (string input in inputs)
        {
            int size = made[input].Type is VectorDataViewType vector ? vector.Size : 1;
            HashSet<int> sources = dependencies.Of(input);
            if (size == 0 || sources.Count != 1)
                return null;
            int source = sources.Single();
            if (!ranges.TryGetValue(source, out List<Range>? all))
                ranges.Add(source, all = []);
            all.Add(first..(first + size));
            first += size;
        }

        return ranges.ToDictionary(one => one.Key, one => (IReadOnlyList<Range>)one.Value);
    }

    /// <summary>How many columns have a name: one more after each step that puts another in their place.</summary>
    private static int Count(DataViewSchema schema, string name) => schema.Count(column => column.Name == name);
}
