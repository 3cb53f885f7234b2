using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLFlux.Explaining;
using MLFlux.MLNet;

namespace MLFlux.Evaluation;

/// <summary>Which columns of the data each feature of a network is made of.</summary>
internal static class SourceGroups
{
    /// <summary>
    /// A group for each column of the data, named as it, with the features that are made of it; features that are made of several columns
    /// together are a group by themselves, named as the column between. Null where all features of a network over one column are of one
    /// column of the data, each then being of interest by itself.
    /// </summary>
    /// <param name="steps">The steps of the pipeline before the network.</param>
    /// <param name="data">The schema of the data.</param>
    /// <param name="features">The columns that the network reads, in its order.</param>
    public static IReadOnlyList<FeatureGroup>? Of(ITransformer[] steps, DataViewSchema data, IReadOnlyList<string> features)
    {
        var groups = new List<FeatureGroup>();
        int next = 0;
        foreach ((string name, int size) in features.SelectMany(column => Parts(steps, data, column)))
        {
            Range slots = next..(next + size);
            int place = groups.FindIndex(group => group.Name == name);
            if (place < 0)
                groups.Add(new FeatureGroup(name, [slots]));
            else
                groups[place] = groups[place] with { Slots = [.. groups[place].Slots, slots] };
            next += size;
        }

        return groups.Count > 1 || features.Count > 1 ? groups : null;
    }

    /// <summary>The columns that a column is made of, side by side, with the sizes of their parts.</summary>
    private static List<(string Name, int Size)> Parts(ITransformer[] steps, DataViewSchema data, string column)
    {
        DataViewSchema made = FittedSteps.Schema(steps, data);
        int size = made[column].Type is VectorDataViewType vector ? vector.Size : 1;
        int joined = Array.FindLastIndex(steps, step => ConcatenatedColumns.Of(step, column) is not null);
        if (joined >= 0 && KeepsSlots(steps[(joined + 1)..], FittedSteps.Schema(steps[..(joined + 1)], data), column))
        {
            List<(string, int)> parts = [.. ConcatenatedColumns.Of(steps[joined], column)!
                .SelectMany(input => Parts(steps[..joined], data, input))];
            return parts;
        }

        HashSet<int> sources = new ColumnDependencies(new TransformerChain<ITransformer>(steps), data).Of(column);
        return [(sources.Count == 1 ? data[sources.Single()].Name : column, size)];
    }

    /// <summary>Whether steps leave a column as it is, or change each of its slots by itself.</summary>
    private static bool KeepsSlots(ITransformer[] steps, DataViewSchema before, string column)
    {
        foreach (ITransformer step in steps)
        {
            DataViewSchema after = step.GetOutputSchema(before);
            bool isMadeAnew = after.Count(one => one.Name == column) > before.Count(one => one.Name == column);
            if (isMadeAnew && step is not (NormalizingTransformer or RobustNormalizingTransformer or MissingValueReplacingTransformer))
                return false;
            before = after;
        }

        return true;
    }
}
