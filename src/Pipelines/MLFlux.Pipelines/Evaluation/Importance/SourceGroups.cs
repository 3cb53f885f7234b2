using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using MLFlux.Explaining;

namespace MLFlux.Evaluation;

/// <summary>Which columns of the data each feature of a network is made of.</summary>
/// <param name="steps">The steps of the pipeline before the network.</param>
/// <param name="data">The schema of the data.</param>
internal sealed class SourceGroups(ITransformer[] steps, DataViewSchema data)
{
    // By the number of the first steps; of a wide table they are asked for thousands of times.
    private readonly Dictionary<int, DataViewSchema> _schemas = [];
    private readonly Dictionary<int, ColumnDependencies> _dependencies = [];

    /// <summary>
    /// A group for each column of the data, named as it, with the features that are made of it; features that are made of several columns
    /// together are a group by themselves, named as the column between. Null where all features of a network over one column are of one
    /// column of the data, each then being of interest by itself.
    /// </summary>
    /// <param name="features">The columns that the network reads, in its order.</param>
    public IReadOnlyList<FeatureGroup>? Of(IReadOnlyList<string> features)
    {
        var names = new List<string>();
        var slots = new Dictionary<string, List<Range>>();
        int next = 0;
        foreach ((string name, int size) in features.SelectMany(column => Parts(steps.Length, column)))
        {
            if (!slots.TryGetValue(name, out List<Range>? ranges))
            {
                names.Add(name);
                slots.Add(name, ranges = []);
            }

            ranges.Add(next..(next + size));
            next += size;
        }

        return names.Count > 1 || features.Count > 1 ? [.. names.Select(name => new FeatureGroup(name, slots[name]))] : null;
    }

    /// <summary>The columns that a column is made of by the first steps, side by side, with the sizes of their parts.</summary>
    private List<(string Name, int Size)> Parts(int count, string column)
    {
        int size = Schema(count)[column].Type is VectorDataViewType vector ? vector.Size : 1;
        int joined = Array.FindLastIndex(steps[..count], step => ConcatenatedColumns.Of(step, column) is not null);
        if (joined >= 0 && KeepsSlots(joined + 1, count, column))
            return [.. ConcatenatedColumns.Of(steps[joined], column)!.SelectMany(input => Parts(joined, input))];

        if (!_dependencies.TryGetValue(count, out ColumnDependencies? dependencies))
            _dependencies.Add(count, dependencies = new ColumnDependencies(new TransformerChain<ITransformer>(steps[..count]), data));
        HashSet<int> sources = dependencies.Of(column);
        return [(sources.Count == 1 ? data[sources.Single()].Name : column, size)];
    }

    /// <summary>Whether the steps from one to before another leave a column as it is, or change each of its slots by itself.</summary>
    private bool KeepsSlots(int first, int end, string column)
    {
        for (int step = first; step < end; step++)
        {
            bool isMadeAnew = Count(step + 1) > Count(step);
            if (isMadeAnew
                && steps[step] is not (NormalizingTransformer or RobustNormalizingTransformer or MissingValueReplacingTransformer))
                return false;
        }

        return true;

        int Count(int of) => Schema(of).Count(one => one.Name == column);
    }

    private DataViewSchema Schema(int count)
    {
        if (!_schemas.TryGetValue(count, out DataViewSchema? schema))
            _schemas.Add(count, schema = count == 0 ? data : steps[count - 1].GetOutputSchema(Schema(count - 1)));
        return schema;
    }
}
