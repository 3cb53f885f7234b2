namespace MLFlux;

/// <summary>
/// What is wanted of a ready pipeline for a table, where it is not what the data suggests. Every option has a working default.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed record TabularOptions
{
    /// <summary>How much time a fit takes, for how good a model. Default: <see cref="Quality.Balanced"/>.</summary>
    public Quality Quality { get; init; } = Quality.Balanced;

    /// <summary>
    /// The time after which a fit ends with what it has; greater than zero. Null, the default: ten minutes for <see cref="Quality.Best"/>,
    /// none for the others.
    /// </summary>
    public TimeSpan? Time { get; init; }

    /// <summary>
    /// What is to be predicted. Null, the default: by the label's type and values. Two values are yes or no, texts and up to 20
    /// different whole numbers are classes, other numbers are numbers.
    /// </summary>
    public PredictionTask? Task { get; init; }

    /// <summary>A column of floats that weighs each row in the loss, and is not learned from. Null, the default, for none.</summary>
    public string? ExampleWeightColumnName { get; init; }

    /// <summary>
    /// For a ranking the key that says which rows stand in one group; these stand together. It is not learned from. A column of keys that
    /// <c>MapValueToKey</c> makes of all rows, before any are held out. Null, the default, for other tasks.
    /// </summary>
    public string? RowGroupColumnName { get; init; }

    /// <summary>
    /// What is made of columns, by their names, where it is not what the data suggests: <see cref="ColumnUse.LeftOut"/> for one
    /// that is not known when the model is used, <see cref="ColumnUse.Category"/> for numbers that are codes. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, ColumnUse> Uses { get; init; } = new Dictionary<string, ColumnUse>();

    /// <summary>Columns that are learned from though they look like names or numbers of the rows. Default: none.</summary>
    public IReadOnlyCollection<string> Kept { get; init; } = [];

    /// <summary>
    /// Of a label's two values the one that is yes, as text. Null, the default: by the words (<c>yes</c>, <c>ja</c>, <c>positive</c>), of
    /// numbers the larger, of other words the rarer.
    /// </summary>
    public string? Yes { get; init; }

    /// <summary>
    /// Whether values of a label of words that differ by case alone, or by blanks around them, are one: <c>Yes</c> and <c>yes</c>. Single
    /// letters stay apart. Default: true; a warning says so.
    /// </summary>
    public bool MergeSpellings { get; init; } = true;

    /// <summary>
    /// A pretrained network that reads each column of texts, beside the counts of its words: <c>Backbones.MiniLM()</c>. It stays as it is.
    /// Null, the default: words are counted, and learned from the start.
    /// </summary>
    public TextBackbone? TextBackbone { get; init; }

    /// <summary>
    /// A pretrained network that looks at each column of images, red, green and blue from 0 to 1, beside all other columns:
    /// <c>Backbones.ResNet18(size: 64)</c>. It stays as it is. Null, the default: a small network learns from the start.
    /// </summary>
    public Layer? ImageBackbone { get; init; }

    /// <summary>What becomes of rows with an image that cannot be read. Default: <see cref="UnreadableImages.Fail"/>.</summary>
    public UnreadableImages Unreadable { get; init; }

    /// <summary>Columns whose texts are not taken apart into choices.</summary>
    internal IReadOnlyCollection<string> Words { get; init; } = [];

    /// <summary>How a column is left out, in the words of whoever calls.</summary>
    internal Func<string, string> LeaveOut { get; init;
    } = name => $"{nameof(Uses)} with '{name}' as {nameof(ColumnUse)}.{nameof(ColumnUse.LeftOut)}";

    /// <summary>How values of a label that are spelled in several ways are kept apart, in the words of whoever calls.</summary>
    internal Func<string, string> KeepSpellings { get; init; } = _ => $"{nameof(MergeSpellings)} = false";

    /// <summary>How a column is kept, in the words of whoever calls.</summary>
    internal Func<string, string> Keep { get; init; } = name => $"'{name}' in {nameof(Kept)}";

    /// <summary>How a column is said to be text, in the words of whoever calls.</summary>
    internal string ReadAsText { get; init; } = $"{nameof(Uses)} with the column as {nameof(ColumnUse)}.{nameof(ColumnUse.Text)}";

    /// <summary>How a column is said to hold images, in the words of whoever calls.</summary>
    internal string ReadAsImages { get; init; } = $"{nameof(Uses)} with the column as {nameof(ColumnUse)}.{nameof(ColumnUse.Image)}";

    /// <summary>Called after each epoch of a fit, on the thread that fits. Default: null.</summary>
    public Action<EpochReport>? Progress { get; init; }

    /// <summary>Ends the look at the data, and each fit, with an <see cref="OperationCanceledException"/>. Default: none.</summary>
    public CancellationToken CancellationToken { get; init; }
}
