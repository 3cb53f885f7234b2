using Microsoft.ML;
using MLFlux.Evaluation;
using MLFlux.MLNet;
using MLFlux.Progress;
using MLFlux.Tables;

namespace MLFlux.Tool.Running;

/// <summary>Other data of the columns that a model was trained on, to predict or to evaluate it by.</summary>
internal static class LaterData
{
    /// <summary>The rows of a table, of a folder of images, or of one image.</summary>
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
            return new DataSource(path, name, Readable(ml, Images(ml, path, needsLabel), skipUnreadable, [DataSource.ImagePath]), null);
        if (Directory.Exists(path))
            throw new InvalidDataException(
                $"'{path}' is a folder; '{model.Path}' was trained on a table, and takes a file of its columns.");

        UnreadableRows unreadable = skipUnreadable ? UnreadableRows.Skip : UnreadableRows.Fail;
        IReadOnlyList<string> several = SeveralLabels.Of(model.Card);
        TableUse use = Use(model, needsLabel, several) with { Counter = counter };
        ITypedSource? typed = TypedInput.Of(input, counter);
        if (model.Card?.Table is { } table)
        {
            TableLayout known = (table with { Separator = separator ?? table.Separator })
                .ToLayout(ml.Data, unreadable, TableWords.Remedies);
            var read = new DataSource(path, name, Load(known), known);
            return !needsLabel ? read
                : several.Count > 0 ? SeveralLabels.Join(ml, read, several)
                : model.Card.Columns.FirstOrDefault(column => column.IsGroup)?.Name is string group ? RankedGroups.Join(ml, read, group)
                : read;
        }

        var options = new TableOptions
        {
            FileName = name, Separator = separator, Unreadable = unreadable, Counter = counter,
            Names = TableWords.Names, Remedies = TableWords.Remedies,
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
