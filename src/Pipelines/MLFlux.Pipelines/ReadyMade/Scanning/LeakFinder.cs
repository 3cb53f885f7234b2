using Microsoft.ML;

namespace MLFlux.ReadyMade;

/// <summary>
/// Finds columns of which each alone tells the label: copies of it, under other names or in other words, what follows from it, and columns
/// that are filled in for some labels only, such as the day on which somebody left.
/// </summary>
internal static class LeakFinder
{
    private const int MostRows = 5_000, MostValues = 1_000_000, LeastRows = 30, LeastRowsOfClass = 5, LeastRowsOfValue = 4;
    private const double LeastCorrelation = 0.9999;

    /// <param name="data">The rows, of which the first are looked at.</param>
    /// <param name="label">The label.</param>
    /// <param name="candidates">The columns that may tell it.</param>
    /// <param name="isNumber">Whether the label is predicted as a number.</param>
    /// <returns>Their names, and whether it is only that there is a value or none which tells the label.</returns>
    public static IReadOnlyList<(string Name, bool IsByGaps)> Find(
        IDataView data, DataViewSchema.Column label, IReadOnlyList<DataViewSchema.Column> candidates, bool isNumber)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(candidates.Append(label).Where(DataScan.IsScanned));
        if (!DataScan.IsScanned(label) || ColumnScanner.Create(cursor, label, countsAll: false) is not { } labels)
            return [];

        ColumnScanner[] scanners =
        [
            .. candidates.Where(DataScan.IsScanned).Select(column => ColumnScanner.Create(cursor, column, countsAll: false))
                .OfType<ColumnScanner>(),
        ];
        var pairs = scanners.ToDictionary(scanner => scanner, _ => new List<(object? Value, object Label)>());
        int most = Math.Min(MostRows, MostValues / (scanners.Length + 1));
        for (int row = 0; row < most && cursor.MoveNext(); row++)
        {
            labels.Read();
            foreach (ColumnScanner scanner in scanners)
            {
                scanner.Read();
                if (labels.Last is { } answer)
                    pairs[scanner].Add((scanner.Last, answer));
            }
        }

        var found = new List<(string, bool)>();
        foreach (ColumnScanner scanner in scanners)
        {
            (object? Value, object Label)[] all = [.. pairs[scanner]];
            bool isByValues = Tells([.. all.Where(pair => pair.Value is not null).Select(pair => (pair.Value!, pair.Label))], isNumber);
            if (isByValues || (!isNumber && GapsTell(all)))
                found.Add((scanner.Column.Name, !isByValues));
        }

        return found;
    }

    /// <summary>Whether all rows without a value have one label, and no row with a value has that label; or the other way round.</summary>
    private static bool GapsTell((object? Value, object Label)[] pairs)
    {
        object[] without = [.. pairs.Where(pair => pair.Value is null).Select(pair => pair.Label)];
        object[] with = [.. pairs.Where(pair => pair.Value is not null).Select(pair => pair.Label)];
        return pairs.Length >= LeastRows && without.Length >= LeastRowsOfClass && with.Length >= LeastRowsOfClass
            && !with.Intersect(without).Any() && (with.Distinct().Take(2).Count() == 1 || without.Distinct().Take(2).Count() == 1);
    }

    private static bool Tells(List<(object Value, object Label)> pairs, bool isNumber)
    {
        if (pairs.Count < LeastRows)
            return false;
        if (isNumber)
            return TellsLevels(pairs, leastLabels: 10)
                || (Number(pairs[0].Value) is not null
                    && IsSame([.. pairs.Select(pair => (Number(pair.Value)!.Value, Number(pair.Label) ?? double.NaN))]));

        // Every class has some rows, or a class of few would be told by chance.
        return pairs.GroupBy(pair => pair.Label).ToArray() is { Length: > 1 } classes
            && classes.Count(rows => rows.Count() >= LeastRowsOfClass) > 1
            && TellsLevels(pairs, leastLabels: 2);
    }

    /// <summary>Whether all rows of a value have the same label, and values come often enough that this is no chance.</summary>
    private static bool TellsLevels(List<(object Value, object Label)> pairs, int leastLabels)
    {
        IGrouping<object, object>[] levels = [.. pairs.GroupBy(pair => pair.Value, pair => pair.Label)];
        return levels.Length * LeastRowsOfValue <= pairs.Count
            && levels.All(rows => rows.Distinct().Take(2).Count() == 1)
            && levels.Select(rows => rows.First()).Distinct().Count() >= leastLabels;
    }

    /// <summary>Whether numbers are those of the label but for shift and scale, or rise or fall with it from first to last.</summary>
    private static bool IsSame((double X, double Y)[] pairs)
    {
        if (pairs.Any(pair => double.IsNaN(pair.Y)) || pairs.Select(pair => pair.Y).Distinct().Count() < LeastRows)
            return false;
        double meanX = pairs.Average(pair => pair.X), meanY = pairs.Average(pair => pair.Y);
        double xy = pairs.Sum(pair => (pair.X - meanX) * (pair.Y - meanY)), xx = pairs.Sum(pair => Math.Pow(pair.X - meanX, 2)), yy =
            pairs.Sum(pair => Math.Pow(pair.Y - meanY, 2));
        if (Math.Abs(xy) > LeastCorrelation * Math.Sqrt(xx * yy))
            return true;

        double[] sorted = [.. pairs.OrderBy(pair => pair.X).ThenBy(pair => pair.Y).Select(pair => pair.Y)];
        double[] falling = [.. pairs.OrderBy(pair => pair.X).ThenByDescending(pair => pair.Y).Select(pair => pair.Y)];
        return Rises(sorted) || Rises([.. falling.Select(y => -y)]);
    }

    private static bool Rises(double[] values) => values.Zip(values.Skip(1)).All(pair => pair.First <= pair.Second);

    private static double? Number(object value) => value is string or bool or DateTime or DateTimeOffset ? null
        : Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture);
}
