using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>The column that says which rows a ranking puts in order together, as the key that trainers and evaluators take.</summary>
internal static class RankedGroups
{
    /// <summary>The column that the user names; null where nothing is ranked.</summary>
    /// <param name="data">The data.</param>
    /// <param name="settings">What the user says.</param>
    /// <exception cref="ArgumentException">The column is not there, or what is said does not go together.</exception>
    public static string? Find(DataSource data, TrainSettings settings)
    {
        bool isAsked = settings.Task is { } task && TaskFigures.Of(task).HasGroups;
        if (settings.Group is not string group)
        {
            return !isAsked ? null : throw new ArgumentException(
                "--task ranking puts rows in order within groups: say with --group which column tells them.");
        }

        if (settings.Task is not null && !isAsked)
            throw new ArgumentException("--group is for --task ranking.");
        if (data.Layout is null)
            throw new ArgumentException($"'{data.Given}' is a folder of images; --group is for a table.");
        string[] names = [.. data.Layout.Columns.Select(column => column.Name)];
        if (!names.Contains(group))
            throw new ArgumentException($"--group: {NearestNames.Missing(group, names)} in '{data.Given}'.");
        if (group == settings.Label)
            throw new ArgumentException($"--group names '{group}', which is the column to predict.");
        if (settings.Ignored.Contains(group))
            throw new ArgumentException($"--ignore names '{group}', which --group needs; it is not learned from.");
        if (settings.Memory is not null)
            throw new ArgumentException("A ranking keeps all groups in memory; leave --memory out.");
        return group != ScoredGroups.GroupId && names.Contains(ScoredGroups.GroupId)
            ? throw new ArgumentException(
                $"--group names '{group}', and '{data.Given}' has a column '{ScoredGroups.GroupId}', too, as the key of groups is called. "
                + "Rename that column.")
            : group;
    }

    /// <summary>The data with the key, made of all rows.</summary>
    /// <exception cref="InvalidDataException">The rows of a group are not together, or each row is alone.</exception>
    public static DataSource Join(MLContext ml, DataSource data, string group)
    {
        IDataView rows = ml.Transforms.Conversion.MapValueToKey(ScoredGroups.GroupId, group, maximumNumberOfKeys: int.MaxValue)
            .Fit(data.Rows).Transform(data.Rows);
        Check(rows, data.Given, group);
        return data with { Rows = rows };
    }

    private static void Check(IDataView rows, string name, string group)
    {
        var ends = new Dictionary<uint, long>(); // The last row of each group.
        long row = 0, together = 0;
        uint before = 0;
        foreach (uint key in rows.GetColumn<uint>(ScoredGroups.GroupId))
        {
            row++;
            if (key != 0 && key == before)
                together++;
            else if (key != 0 && ends.TryGetValue(key, out long end))
            {
                throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                    $"The rows of a group in column '{group}' of '{name}' are not together: rows {end:N0} and {row:N0} are of one group, "
                    + $"and others stand between. Sort the rows by '{group}'."));
            }

            if (key != 0)
                ends[key] = row;
            before = key;
        }

        if (together == 0)
        {
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture,
                $"Each of the {row:N0} rows of '{name}' has a group of its own in column '{group}': there is nothing to put in order."));
        }
    }
}
