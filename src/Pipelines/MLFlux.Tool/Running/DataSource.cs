using Microsoft.ML;
using MLFlux.Progress;
using MLFlux.Provenance;
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

    /// <summary>Whether the rows stand in lines of a text.</summary>
    public bool IsText { get; init; }

    /// <summary>Its name without its folder.</summary>
    public string Name => Path.Length == 0 ? Given
        : System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Given)));

    /// <summary>What tells the data from other data.</summary>
    public string Fingerprint(CancellationToken cancellation) =>
        Path.Length == 0 ? RowsFingerprint.Of(Rows, cancellation) : DataFingerprint.Of(Path, cancellation);

    /// <summary>The same rows, which a counter counts as they go by.</summary>
    public DataSource Counted(RowCounter counter) => this with { Rows = new CountedRows(Rows, counter) };
}
