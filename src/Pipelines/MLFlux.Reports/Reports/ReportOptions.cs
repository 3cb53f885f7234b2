using Microsoft.ML;

namespace MLFlux;

/// <summary>What a report is made of, beside the scored rows. Every option has a working default.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed record ReportOptions
{
    /// <summary>The heading. Default: <c>Prediction report</c>.</summary>
    public string Title { get; init; } = "Prediction report";

    /// <summary>The column of the right answers: a key, a bool or a float. Default: <c>Label</c>.</summary>
    public string LabelColumnName { get; init; } = "Label";

    /// <summary>
    /// What the report calls the label, where its column was renamed for the model; null, the default, for the column's name.
    /// </summary>
    public string? LabelName { get; init; }

    /// <summary>
    /// What a bool label's values stand for, that of false first, such as <c>["no", "yes"]</c>: the names of the two classes.
    /// Default, null: <c>False</c> and <c>True</c>. Other labels have their own names, and leave this out of account.
    /// </summary>
    public IReadOnlyList<string>? BinaryValues { get; init; }

    /// <summary>How training went, for the learning curve; null, the default, for none.</summary>
    public TrainingHistory? History { get; init; }

    /// <summary>
    /// How long the model's fit took, to stand beside that of <see cref="Baselines"/>; null, the default, where it is not known.
    /// </summary>
    public TimeSpan? FitTime { get; init; }

    /// <summary>Other models on the same rows, to compare with; none by default.</summary>
    public IReadOnlyList<ReportBaseline> Baselines { get; init; } = [];

    /// <summary>
    /// What <c>ml.FeatureImportance</c>, of <see cref="ReportCatalog"/>, found, the most important first; none by default.
    /// </summary>
    public IReadOnlyList<FeatureImportance> Importance { get; init; } = [];

    /// <summary>
    /// Whether the model earns its place, such as an experiment's <c>Verdict</c> says it; null, the default, for
    /// nothing.
    /// </summary>
    public string? Verdict { get; init; }

    /// <summary>What else is to be known of the rows, a sentence each, such as how many are copies; none by default.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The columns that the model takes, and what is made of each, such as those of its card; none by default.</summary>
    public IReadOnlyList<ModelCardColumn> Columns { get; init; } = [];

    /// <summary>The network as it is written; null, the default, for none.</summary>
    public string? Network { get; init; }

    /// <summary>
    /// Says where a row comes from, such as <c>line 17</c>, by its number among the scored ones, from 0; it is asked for the
    /// worst predictions alone. Default, null: nothing is said.
    /// </summary>
    public Func<long, string?>? RowSource { get; init; }

    /// <summary>How many of the worst predictions are shown with their values, from 0 to 1,000. Default: 12.</summary>
    public int Mistakes { get; init; } = 12;

    /// <summary>
    /// A column of images to show beside mistakes: paths of files (text), encoded images, <c>MLImage</c>, or pixels (bytes, height
    /// × width or
    /// height × width × channels). Default, null: none.
    /// </summary>
    public string? ImageColumnName { get; init; }

    /// <summary>
    /// The scored rows in the same order, with the column <c>Explanation</c> that <c>ml.Transforms.Explanation</c> adds: what columns
    /// contribute stands beside the worst predictions, for which alone it is computed. Default, null: nothing is explained.
    /// </summary>
    public IDataView? Explained { get; init; }

    /// <summary>
    /// Into how many equal ranges of probability predictions are put to see how calibrated they are, from 2 to 100. Default: 10.
    /// </summary>
    public int CalibrationBins { get; init; } = 10;

    /// <summary>A sentence for each value out of range.</summary>
    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Title))
            yield return $"{nameof(Title)} is empty; it is the report's heading.";
        if (string.IsNullOrWhiteSpace(LabelColumnName))
            yield return $"{nameof(LabelColumnName)} is empty; it names the column of the right answers.";
        if (BinaryValues is { } values && (values.Count != 2 || values.Any(string.IsNullOrEmpty) || values[0] == values[1]))
            yield return $"{nameof(BinaryValues)} is [{string.Join(", ", values)}]; it has to be two different names, that of false first.";
        if (FitTime < TimeSpan.Zero)
            yield return $"{nameof(FitTime)} is {FitTime}; it has to be at least zero.";
        if (Baselines is null || Baselines.Contains(null!))
            yield return $"{nameof(Baselines)} is null or holds null; leave it empty for none.";
        if (Importance is null || Importance.Contains(null!))
            yield return $"{nameof(Importance)} is null or holds null; leave it empty for none.";
        if (Notes is null || Notes.Any(string.IsNullOrWhiteSpace))
            yield return $"{nameof(Notes)} is null or holds an empty sentence; leave it empty for none.";
        if (Columns is null || Columns.Contains(null!))
            yield return $"{nameof(Columns)} is null or holds null; leave it empty for none.";
        if (Mistakes is < 0 or > 1000)
            yield return $"{nameof(Mistakes)} is {Mistakes}; it has to be from 0 to 1000.";
        if (CalibrationBins is < 2 or > 100)
            yield return $"{nameof(CalibrationBins)} is {CalibrationBins}; it has to be from 2 to 100.";
    }
}
