using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Normalizing;

namespace MLFlux.ReadyMade;

/// <summary>Rows from all over a table, as numbers: the values of some columns, and the targets of the label.</summary>
internal sealed class ColumnSample
{
    private const int MostRows = 50_000, MostValues = 10_000_000, MostClasses = 8, Check = 1_000;

    private readonly Dictionary<string, double[]> _values;

    private ColumnSample(Dictionary<string, double[]> values, double[][] targets) => (_values, Targets) = (values, targets);

    /// <summary>
    /// The label, bounded by its own scale; of classes, 1 for the rows of each of the most frequent ones, else 0, where one of two says
    /// what the other does.
    /// </summary>
    public double[][] Targets { get; }

    /// <param name="data">The table.</param>
    /// <param name="rows">How many rows it has.</param>
    /// <param name="label">The label; rows without it are left out.</param>
    /// <param name="columns">The columns, whose values are looked at.</param>
    /// <param name="isNumber">Whether the label is predicted as a number.</param>
    /// <param name="cancellation">Ends the look.</param>
    public static ColumnSample Of(
        IDataView data, long rows, DataViewSchema.Column label, IReadOnlyList<DataViewSchema.Column> columns, bool isNumber,
        CancellationToken cancellation)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns.Append(label));
        ColumnScanner labels = ColumnScanner.Create(cursor, label, countsAll: false)!;
        ColumnScanner[] scanners = [.. columns.Select(column => ColumnScanner.Create(cursor, column, countsAll: false)!)];
        var answers = new List<object>();
        List<double>[] values = [.. scanners.Select(_ => new List<double>())];
        Dictionary<object, int>[] levels = [.. scanners.Select(_ => new Dictionary<object, int>())];
        long step = Math.Max(1, (long)Math.Ceiling(rows / (double)Math.Min(MostRows, MostValues / Math.Max(1, columns.Count))));
        for (long row = 0; cursor.MoveNext(); row++)
        {
            if (row % Check == 0)
                cancellation.ThrowIfCancellationRequested();
            if (row % step != 0)
                continue;
            labels.Read();
            if (labels.Last is not { } answer)
                continue;
            answers.Add(answer);
            for (int i = 0; i < scanners.Length; i++)
            {
                scanners[i].Read();
                values[i].Add(Number(scanners[i].Last, columns[i].Type, levels[i]));
            }
        }

        return new ColumnSample(
            columns.Select((column, i) => (column.Name, values[i].ToArray())).ToDictionary(), Answers(answers, isNumber));
    }

    /// <summary>A column's numbers, or, of another type, which level it is; NaN where there is none.</summary>
    public double[] Values(string column) => _values[column];

    private static double Number(object? value, DataViewType type, Dictionary<object, int> levels)
    {
        if (value is null)
            return double.NaN;
        if (type is NumberDataViewType)
            return Convert.ToDouble(value, CultureInfo.InvariantCulture);
        if (!levels.TryGetValue(value, out int level))
            levels.Add(value, level = levels.Count);
        return level;
    }

    private static double[][] Answers(List<object> answers, bool isNumber) =>
        isNumber && !answers.Exists(answer => answer is string)
            ? [ValueSample.Bounded([.. answers.Select(answer => Convert.ToDouble(answer, CultureInfo.InvariantCulture))])]
            : Classes(answers);

    private static double[][] Classes(List<object> answers)
    {
        object[] classes = [.. answers.GroupBy(answer => answer).OrderByDescending(rows => rows.Count()).Select(rows => rows.Key)];
        return [.. classes.Take(classes.Length == 2 ? 1 : MostClasses)
            .Select(one => answers.Select(answer => answer.Equals(one) ? 1.0 : 0).ToArray())];
    }
}
