using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.MLNet;

namespace MLFlux.Reports;

/// <summary>Reads what columns contribute to the scores of a few rows.</summary>
internal static class RowContributions
{
    /// <summary>The contributions to each of these rows, the largest first, by the number of the row; others are not computed.</summary>
    public static Dictionary<long, IReadOnlyList<ColumnContribution>> Read(IDataView explained, IReadOnlyCollection<long> numbers)
    {
        var found = new Dictionary<long, IReadOnlyList<ColumnContribution>>();
        DataViewSchema.Column column = ScoredColumns.Find(explained.Schema, new ExplanationOptions().OutputColumnName, nameof(explained));
        ReadOnlyMemory<char>[] names = column.SlotNames() ?? throw new ArgumentException(
            $"Column '{column.Name}' is {column.Type} and does not name the columns that its values are of; expected what "
            + "ml.Transforms.Explanation adds.", nameof(explained));
        string[] columns = [.. names.Select(name => name.ToString())];

        // The only one of one cursor. What GetRowCursor gives computes rows ahead on several threads, whether they are asked for or not.
        using DataViewRowCursor cursor = explained.GetRowCursorSet([column], 1)[0];
        ValueGetter<VBuffer<float>> read = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> values = default;
        var wanted = numbers.ToHashSet();
        while (found.Count < wanted.Count && cursor.MoveNext())
        {
            if (!wanted.Contains(cursor.Position))
                continue;
            read(ref values);
            found[cursor.Position] = [.. columns.Zip(values.DenseValues(), (name, value) => new ColumnContribution(name, value))
                .OrderByDescending(one => Math.Abs(one.Contribution))];
        }

        return found;
    }
}
