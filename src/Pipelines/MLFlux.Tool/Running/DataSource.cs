using Microsoft.ML;
using MLFlux.Columns;
using MLFlux.Evaluation;
using MLFlux.MLNet;
using MLFlux.ParquetFiles;
using MLFlux.Progress;
using MLFlux.Provenance;
using MLFlux.Tables;
using MLFlux.Views;

namespace MLFlux.Tool.Running;

/// <summary>The rows that the user names: a table in a text file, or a folder with a folder of images for each class.</summary>
/// <param name="Path">The file or folder to read.</param>
/// <param name="Given">What the user calls it.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Layout">The table's layout; null for images.</param>
internal sealed record DataSource(string Path, string Given, IDataView Rows, TableLayout? Layout)
{
    public const string ImagePath = "ImagePath", FolderLabel = "Label";

    private static readonly TableOptionNames s_optionNames = new()
    {
        DecimalPoint = "--decimal point",
        DecimalComma = "--decimal comma",
        DayFirst = "--dates day-first",
        MonthFirst = "--dates month-first",
        Kinds = "--text, --number or --date",
        Number = column => $"--number {ShellText.Quoted(column)}",
        Text = column => $"--text {ShellText.Quoted(column)}",
        Missing = mark => $"--missing {mark}",
    };

    private static readonly TableRemedies s_remedies =
        new("leave them out (--skip-unreadable)", null, "say what separates the fields (--separator CHAR)")
        {
            Unusable = "Leave the column out (--ignore COLUMN).",
        };

    /// <summary>Whether the rows stand in lines of a text.</summary>
    public bool IsText { get; init; }

    /// <summary>Its name without its folder.</summary>
    public string Name => Path.Length == 0 ? Given
        : System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Given)));

    /// <summary>What tells the data from other data.</summary>
    public string Fingerprint(CancellationToken cancellation) =>
        Path.Length == 0 ? RowsFingerprint.Of(Rows, cancellation) : DataFingerprint.Of(Path, cancellation);

    /// <summary>Data to train on, whose columns are found out.</summary>
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
            Names = s_optionNames,
            Unreadable = settings.SkipUnreadable ? UnreadableRows.Skip : UnreadableRows.Fail,
            RequiredColumn = settings.Label ?? LabelColumn.Default,
            RequiredColumns = [.. SeveralLabels.Named(settings.Label), .. settings.Group is string group ? [group] : (string[])[]],
            Missing = settings.Missing,
            MemoryBudget = settings.Memory,
            Counter = counter,
            Remedies = s_remedies with { Kind = "read the column as words (--text COLUMN), or leave it out (--ignore COLUMN)" },
        };
        if (Typed(input, counter) is { } source)
        {
            if (settings.Separator is not null || settings.DecimalMarker is not null || settings.DateOrder is not null)
                throw new ArgumentException($"--separator, --decimal and --dates are for text; '{name}' is none.");
            (TableLayout found, IDataView rows) = TypedTable.Infer(ml.Data, source, options);
            return new DataSource(path, name, rows, found);
        }

        TableLayout layout = ml.Data.InferTable(path, options);
        return new DataSource(path, name, layout.LoadInferred(settings.Memory ?? KeptOnDemand.DefaultBudget), layout) { IsText = true };
    }

    /// <summary>Data whose values have types of their own; null for text and images.</summary>
    private static CountedSource? Typed(TableInput input, RowCounter counter) =>
        input.Query is { } query ? new CountedSource(query, counter)
        : File.Exists(input.Path) && Files.RegularFile.Other(input.Path) is null && ParquetSource.IsParquet(input.Path)
            ? new CountedSource(new ParquetSource(input.Path, input.Name), counter) : null;

    private DataSource Counted(RowCounter counter) => this with { Rows = new CountedRows(Rows, counter) };

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

    /// <summary>Other data of the columns that a model was trained on.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="input">The file or folder.</param>
    /// <param name="model">The model.</param>
    /// <param name="needsLabel">Whether the label has to be there.</param>
    /// <param name="separator">
    /// What separates the fields of a table; null: what did in training or, where that does not give the columns, what does.
    /// </param>
    /// <param name="skipUnreadable">Whether rows that cannot be read are left out.</param>
    /// <param name="counter">Counts the rows that are read, now and later.</param>
    public static DataSource For(
        MLContext ml, TableInput input, LoadedModel model, bool needsLabel, char? separator, bool skipUnreadable, RowCounter counter)
    {
        DataSource found = Find(ml, input, model, needsLabel, separator, skipUnreadable, counter);
        return found.Layout is null ? found.Counted(counter) : found; // A table's source counts its rows.
    }

    private static DataSource Find(
        MLContext ml, TableInput input, LoadedModel model, bool needsLabel, char? separator, bool skipUnreadable, RowCounter counter)
    {
        (string name, string path, _) = input;
        if (model.TakesImages)
            return new DataSource(path, name, Readable(ml, Images(ml, path, needsLabel), skipUnreadable, [ImagePath]), null);
        if (Directory.Exists(path))
            throw new InvalidDataException(
                $"'{path}' is a folder; '{model.Path}' was trained on a table, and takes a file of its columns.");

        UnreadableRows unreadable = skipUnreadable ? UnreadableRows.Skip : UnreadableRows.Fail;
        IReadOnlyList<string> several = SeveralLabels.Of(model.Card);
        TableUse use = Use(model, needsLabel, several) with { Counter = counter };
        ITypedSource? typed = Typed(input, counter);
        if (model.Card?.Table is { } table)
        {
            TableLayout known = (table with { Separator = separator ?? table.Separator }).ToLayout(ml.Data, unreadable, s_remedies);
            var read = new DataSource(path, name, Load(known), known);
            return !needsLabel ? read
                : several.Count > 0 ? SeveralLabels.Join(ml, read, several)
                : model.Card.Columns.FirstOrDefault(column => column.IsGroup)?.Name is string group ? RankedGroups.Join(ml, read, group)
                : read;
        }

        var options = new TableOptions
        {
            FileName = name, Separator = separator, Unreadable = unreadable, Counter = counter,
            Names = s_optionNames, Remedies = s_remedies,
        };
        var found = SchemaTable.Of(ml, typed is null ? path : null, model, options);
        return new DataSource(path, name, found.Convert(ml, Load(found.Layout)), found.Layout);

        IDataView Load(TableLayout layout) => Readable(
            ml, typed is null ? layout.Load(path, name, use) : TypedTable.Load(ml.Data, layout, typed, use, unreadable), skipUnreadable,
            [.. FittedSteps.Of(model.Model).OfType<ImageToVectorTransformer>().Select(step => step.InputColumnName).Distinct()]);
    }

    /// <summary>What a model needs of a table: the columns that its predictions depend on and, to evaluate it, the label.</summary>
    private static TableUse Use(LoadedModel model, bool needsLabel, IReadOnlyList<string> several)
    {
        HashSet<string> unread = model.Card?.Table is null
            ? [.. model.RequireSchema().Select(column => column.Name).Where(name => !model.Needed.Contains(name))]
            : [.. model.Card.Columns.Where(column => !column.IsUsed).Select(column => column.Name)];
        if (several.Count > 0)
        {
            return new TableUse
            {
                Unread = needsLabel ? unread : [.. unread, .. several],
                Checked = needsLabel ? [.. several.Select(AnyValue)] : [],
            };
        }

        if (!needsLabel)
        {
            string? label = model.Card?.LabelColumnName;
            return new TableUse { Absent = label, Unread = label is null ? unread : [.. unread, label] };
        }

        ModelCard card = model.RequireCard();
        string name = card.LabelColumnName!;
        IReadOnlyList<string> values = TaskFigures.Of(card.Networks[^1].Task).HasClasses ? card.LabelValues : [];
        unread.Remove(name);
        string[] groups = [.. card.Columns.Where(column => column.IsGroup).Select(column => column.Name)];
        unread.ExceptWith(groups);
        return new TableUse { Unread = unread, Checked = [new LabelCheck(name, values), .. groups.Select(AnyValue)] };
    }

    /// <summary>That a column has a value in every row.</summary>
    private static LabelCheck AnyValue(string column) => new(column, []);

    /// <summary>The rows without those of unreadable images, if they are to be left out.</summary>
    private static IDataView Readable(MLContext ml, IDataView rows, bool skipUnreadable, IReadOnlyList<string> columns)
    {
        var options = new ImageToVectorOptions { Width = 1, Height = 1, AsBytes = true, Unreadable = UnreadableImages.Skip };
        foreach (string column in skipUnreadable ? columns.Where(name => rows.Schema.GetColumnOrNull(name) is not null) : [])
            rows = ml.Transforms.ImageToVector($"Readable {column}", column, options).Fit(rows).Transform(rows);
        return rows;
    }

    /// <summary>A folder of class folders or, where no label is needed, a folder of images, or one image.</summary>
    private static IDataView Images(MLContext ml, string path, bool needsLabel)
    {
        if (Directory.Exists(path) && (needsLabel || Directory.EnumerateDirectories(path).Any()))
            return ml.Data.LoadFromImageFolder(path);
        if (needsLabel && File.Exists(path))
            throw new InvalidDataException($"'{path}' is a file; expected a folder with a folder of images for each class.");

        string[] files = Directory.Exists(path)
            ? [.. Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)]
            : File.Exists(path) ? [path] : throw new FileNotFoundException($"There is no file or folder '{path}'.", path);
        return files.Length > 0
            ? ml.Data.LoadFromEnumerable(files.Select(file => new ImageRow { ImagePath = file }))
            : throw new InvalidDataException($"There is no file in '{path}'.");
    }

    /// <summary>An image without a label.</summary>
    private sealed class ImageRow
    {
        public string ImagePath { get; set; } = "";

        public string Label { get; set; } = "";
    }
}
