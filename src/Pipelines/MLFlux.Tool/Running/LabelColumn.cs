using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.ReadyMade;
using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>Finds the column to predict.</summary>
internal static class LabelColumn
{
    /// <summary>What the column is called where the user says nothing, in upper or lower case.</summary>
    public const string Default = "label";

    private const int FewestRows = 2;

    /// <param name="data">The data.</param>
    /// <param name="asked">What the user says; null for nothing.</param>
    /// <exception cref="ArgumentException">The user said nothing, and no column is named label.</exception>
    public static string Find(DataSource data, string? asked)
    {
        if (data.Layout is null)
            return asked ?? DataSource.FolderLabel;

        string[] names = [.. data.Layout.Columns.Select(column => column.Name)];
        if (asked is not null)
            return names.Contains(asked) ? asked
                : throw new ArgumentException($"--label: {NearestNames.Missing(asked, names)} in '{data.Given}'.{Alone(data)}");

        string[] labels = [.. names.Where(name => name.Equals(Default, StringComparison.OrdinalIgnoreCase))];
        return labels.Length == 1
            ? labels[0]
            : throw new ArgumentException($"Say with --label which column of '{data.Given}' to predict: {NearestNames.Listed(names)}.");
    }

    /// <summary>Where a text has one column only, it may be several: a sentence behind a blank, or nothing.</summary>
    private static string Alone(DataSource data) => data is { IsText: true, Layout: { Columns: [_], Separator: var separator } }
        ? $" The fields were taken to be separated by {SeparatorNames.Of(separator)}; --separator CHAR says what separates them." : "";

    /// <summary>There have to be rows to measure by, of both values where there are two; said before the work.</summary>
    public static void CheckHeldOut(HeldOutSplit parts, PredictionTask task, string label, CancellationToken cancellation)
    {
        if (parts.TestRows < FewestRows || parts.TrainRows < FewestRows)
        {
            throw new InvalidDataException(
                $"There are {parts.TrainRows} rows to train on and {parts.TestRows} to hold out; expected {FewestRows} of each at least. "
                + "Bring more rows, or hold out another part of them (--test-fraction).");
        }

        if (!TaskFigures.Of(task).NeedsEveryClass)
            return;

        IReadOnlyDictionary<object, long> train = Values(parts.TrainSet), heldOut = Values(parts.TestSet);
        string[] scarce = [.. train.Keys.Union(heldOut.Keys).Where(value => !train.ContainsKey(value) || !heldOut.ContainsKey(value))
            .Select(value => $"'{value}'")];
        if (scarce.Length > 0)
        {
            throw new InvalidDataException(
                $"Column '{label}' has too few rows with {string.Join(" and ", scarce)} to train on some and hold out others. Bring more "
                + "of them, or hold out more rows (--test-fraction).");
        }

        IReadOnlyDictionary<object, long> Values(IDataView rows) =>
            DataScan.Of(rows, [rows.Schema[label]], _ => true, cancellation).Profiles[label].Values;
    }
}
