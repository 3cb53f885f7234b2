using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Columns;
using MLFlux.MLNet;
using MLFlux.Tables;

namespace MLFlux;

/// <summary>
/// The layout of a table in a text file, by which it is loaded, and other files of the same columns: later rows to score, or
/// held-out ones. <c>ml.Data.InferTable(path)</c> makes one.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed class TableLayout
{
    private readonly DataOperationsCatalog _catalog;
    private readonly UnreadableRows _unreadable;
    private readonly TableMatch? _inferred;

    internal TableLayout(
        DataOperationsCatalog catalog, RowFormat format, bool hasHeader, IReadOnlyList<TableColumn> columns, UnreadableRows unreadable,
        TableMatch? inferred)
    {
        _catalog = catalog;
        _unreadable = unreadable;
        _inferred = inferred;
        (Separator, DecimalMarker) = format;
        Marks = format.Missing;
        HasHeader = hasHeader;
        Columns = columns;
    }

    /// <summary>What stands between the fields.</summary>
    public char Separator { get; }

    /// <summary>What stands before the decimal places of a number: a point, or a comma, with points between thousands.</summary>
    public char DecimalMarker { get; }

    /// <summary>What stands for a missing value beside the marks that do in any file, such as an empty field and <c>NA</c>.</summary>
    public IReadOnlyList<string> Missing => Marks?.All ?? [];

    /// <summary>Whether the first line that is no comment names the columns.</summary>
    public bool HasHeader { get; }

    /// <summary>The columns, in the order of the file.</summary>
    public IReadOnlyList<TableColumn> Columns { get; }

    /// <summary>
    /// Loads a file of the same columns, after reading it once to check it. With a header, its columns may stand in another order,
    /// among others, which are left out, and between another separator.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="labelColumnName">
    /// A column that may be absent from the file, as the label is where it is to be predicted; all its values are then missing.
    /// Null for none.
    /// </param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">
    /// Columns are missing or hold something else, or rows cannot be read: all of them are named at once.
    /// </exception>
    public IDataView Load(string path, string? labelColumnName = null) => Load(path, labelColumnName, label: null);

    /// <summary>Loads a file in which the values of a label are checked, too.</summary>
    internal IDataView Load(string path, string? absent, LabelCheck? label) =>
        Load(path, path, new TableUse { Absent = absent, Checked = label is null ? [] : [label] });

    /// <summary>Loads what is needed of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="use">What is needed.</param>
    internal IDataView Load(string path, string name, TableUse use)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Load(TableMatch.Of(this, TableText.Of(path, name) with { Counter = use.Counter }, use, _unreadable));
    }

    internal MissingMarks? Marks { get; }

    /// <summary>What one can do about rows that cannot be read, in the words of whoever calls.</summary>
    internal TableRemedies Remedies { get; init; } = TableRemedies.OfLayout;

    /// <summary>The separator, the header and the columns, a line each.</summary>
    public override string ToString() => string.Join(
        Environment.NewLine,
        Columns.Select(column => $"{column.Name}: {column.Kind}")
            .Prepend($"separated by {SeparatorNames.Of(Separator)}{(DecimalMarker == ',' ? ", with decimal commas" : "")}, "
                + $"{(HasHeader ? "with" : "without")} a header, {Columns.Count} columns"));

    /// <summary>Loads the file the layout was inferred from, which was checked then.</summary>
    /// <param name="memory">How many bytes the rows may take in memory; those that take more are read again each time.</param>
    internal IDataView LoadInferred(long memory) => memory > 0 ? new KeptOnDemand(Load(_inferred!), memory) : Load(_inferred!);

    /// <summary>The line of each row of that file, from 1.</summary>
    internal IEnumerable<long> InferredLines() => RowLines.Of(_inferred!);

    private IDataView Load(TableMatch match)
    {
        if (match.Scan.Faults.Any)
            _catalog.Warn($"{match.Scan.Faults} They are left out.");

        foreach (string note in TableNotes.Of(match))
            _catalog.Warn(note);

        TextLoader loader = _catalog.CreateTextLoader(new TextLoader.Options
        {
            Separators = [match.Format.LoaderSeparator],
            AllowQuoting = true,
            TrimWhitespace = true,
            MissingRealsAsNaNs = true,
            Columns = [.. match.Columns.Select(column => new TextLoader.Column(column.Name, DataKindOf(column.Kind), column.Index))],
        });
        IDataView rows = loader.Load(new TableFile(match));
        return match.Columns.Any(column => column.Kind == TableColumnKind.Text) ? new ImagePathRows(rows, match.File.Path) : rows;
    }

    private static DataKind DataKindOf(TableColumnKind kind) => kind switch
    {
        TableColumnKind.Number => DataKind.Single,
        TableColumnKind.Boolean => DataKind.Boolean,
        TableColumnKind.Date => DataKind.DateTime,
        TableColumnKind.Double => DataKind.Double,
        TableColumnKind.Int64 => DataKind.Int64,
        TableColumnKind.Text => DataKind.String,
    };
}
