using Microsoft.ML;
using MLFlux.Columns;
using MLFlux.Progress;
using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>Data to train on, whose columns are found out.</summary>
internal static class TrainingData
{
    /// <summary>The rows of a table or of a folder of images.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="input">The file or folder.</param>
    /// <param name="settings">What the user says of it.</param>
    /// <param name="counter">Counts the rows that are read, now and later.</param>
    public static DataSource Infer(MLContext ml, TableInput input, TrainSettings settings, RowCounter counter) =>
        Find(ml, input, settings, counter).Counted(counter);

    private static DataSource Find(MLContext ml, TableInput input, TrainSettings settings, RowCounter counter)
    {
        (string name, string path, _) = input;
        if (Directory.Exists(path))
        {
            bool isForTable = settings.Texts.Count + settings.Ignored.Count + settings.Numbers.Count + settings.Dates.Count
                + settings.Kept.Count + settings.Missing.Count > 0
                || settings.DateOrder is not null || settings.DecimalMarker is not null || settings.Separator is not null
                || settings.Yes is not null;
            return !isForTable
                ? new DataSource(path, name, ml.Data.LoadFromImageFolder(path), null)
                : throw new ArgumentException(
                    $"'{path}' is a folder of images; --ignore, --keep, --text, --number, --date, --dates, --decimal, --missing, "
                    + "--separator and --yes are for a table.");
        }

        var options = new TableOptions
        {
            FileName = name,
            Separator = settings.Separator,
            Unread = settings.Ignored.ToHashSet(),
            Kinds = Kinds(settings),
            Dates = settings.DateOrder,
            DecimalMarker = settings.DecimalMarker,
            Names = TableWords.Names,
            Unreadable = settings.SkipUnreadable ? UnreadableRows.Skip : UnreadableRows.Fail,
            RequiredColumn = settings.Label ?? LabelColumn.Default,
            RequiredColumns = [.. SeveralLabels.Named(settings.Label), .. settings.Group is string group ? [group] : (string[])[]],
            Missing = settings.Missing,
            MemoryBudget = settings.Memory,
            Counter = counter,
            Remedies = TableWords.Remedies with { Kind = "read the column as words (--text COLUMN), or leave it out (--ignore COLUMN)" },
        };
        if (TypedInput.Of(input, counter) is { } source)
        {
            if (settings.Separator is not null || settings.DecimalMarker is not null || settings.DateOrder is not null)
                throw new ArgumentException($"--separator, --decimal and --dates are for text; '{name}' is none.");
            (TableLayout found, IDataView rows) = TypedTable.Infer(ml.Data, source, options);
            return new DataSource(path, name, rows, found);
        }

        TableLayout layout = ml.Data.InferTable(path, options);
        return new DataSource(path, name, layout.LoadInferred(settings.Memory ?? KeptOnDemand.DefaultBudget), layout) { IsText = true };
    }

    /// <summary>What the user says that columns hold.</summary>
    /// <exception cref="ArgumentException">A column is said to hold two things.</exception>
    private static Dictionary<string, TableColumnKind> Kinds(TrainSettings settings)
    {
        var kinds = new Dictionary<string, TableColumnKind>();
        foreach ((IReadOnlyList<string> names, TableColumnKind kind) in ((IReadOnlyList<string>, TableColumnKind)[])
            [(settings.Texts, TableColumnKind.Text), (settings.Numbers, TableColumnKind.Number), (settings.Dates, TableColumnKind.Date)])
        {
            foreach (string name in names.Distinct())
            {
                if (!kinds.TryAdd(name, kind))
                    throw new ArgumentException($"Column '{name}' is named by two of --text, --number and --date; expected one of them.");
            }
        }

        return kinds;
    }
}
