using Microsoft.ML;
using MLFlux.MLNet;
using MLFlux.Provenance;

namespace MLFlux;

/// <summary>
/// What a model is, what it was learned from, and what it is worth, as text that lies in the model's zip:
/// <c>ModelCard.json</c> for programs and <c>ModelCard.md</c> for people.
/// </summary>
/// <remarks>
/// <para>
/// <c>ml.Model.SaveAtomically(model, schema, path, card)</c> writes it, <c>ml.Model.LoadCard(path)</c> reads it. ML.NET's
/// <c>Load</c> does not look at it, and a model that is loaded and saved again by <c>ml.Model.Save</c> has none.
/// </para>
/// <para>It names no user, no machine and no folder. Immutable, and safe for any thread.</para>
/// </remarks>
public sealed record ModelCard
{
    internal const int CurrentFormat = 1;

    /// <summary>The version of the card's JSON.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>When the card was made, in universal time.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The column that is predicted; null where nobody has said.</summary>
    public string? LabelColumnName { get; init; }

    /// <summary>
    /// What it may predict, in the order of the scores; for yes or no, the value for no first. Empty for numbers, and where nobody
    /// has said.
    /// </summary>
    public IReadOnlyList<string> LabelValues { get; init; } = [];

    /// <summary>What the model takes: the columns of the schema it is saved with.</summary>
    public IReadOnlyList<ModelCardColumn> Columns { get; init; } = [];

    /// <summary>The text file the columns were read from, to read others like it by; null for data from elsewhere.</summary>
    public ModelCardTable? Table { get; init; }

    /// <summary>The networks in the model, in order.</summary>
    public IReadOnlyList<ModelCardNetwork> Networks { get; init; } = [];

    /// <summary>The data it was learned from and tried on; null where nobody has said.</summary>
    public ModelCardData? Data { get; init; }

    /// <summary>The figures on held-out rows, the main one first; empty where nobody has said.</summary>
    public IReadOnlyList<Metric> HeldOut { get; init; } = [];

    /// <summary>The figures of other models on the same rows, to compare with.</summary>
    public IReadOnlyList<ModelCardBaseline> Baselines { get; init; } = [];

    /// <summary>What to think of the model, in a sentence; null for nothing.</summary>
    public string? Verdict { get; init; }

    /// <summary>The versions of the packages that made it, by name.</summary>
    public IReadOnlyDictionary<string, string> Packages { get; init; } = new Dictionary<string, string>();

    /// <summary>The kind of machine that made it.</summary>
    public required ModelCardMachine Machine { get; init; }

    /// <summary>
    /// Describes a model as far as the model, its schema and this process tell; <c>with { Data = ..., HeldOut = ... }</c> adds the
    /// rest.
    /// </summary>
    /// <param name="model">A fitted network, or a pipeline with any number of them.</param>
    /// <param name="inputSchema">The schema of the data that the model takes, or null to leave it out.</param>
    /// <param name="labelColumnName">The column that is predicted, or null to leave it out.</param>
    public static ModelCard Describe(ITransformer model, DataViewSchema? inputSchema, string? labelColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ModelCardNetwork[] networks = [.. FittedSteps.Of(model).OfType<NeuralNetworkTransformer>().Select(ModelCardNetwork.Of)];
        return new ModelCard
        {
            Created = DateTimeOffset.UtcNow,
            LabelColumnName = labelColumnName,
            Columns = [.. (inputSchema ?? Enumerable.Empty<DataViewSchema.Column>()).Where(column => !column.IsHidden)
                .Select(column => new ModelCardColumn(column.Name, $"{column.Type}"))],
            LabelValues = networks.Length > 0 ? networks[^1].Classes ?? [] : [],
            Networks = networks,
            Packages = PackageVersions.Loaded(),
            Machine = ModelCardMachine.Current(),
        };
    }

    /// <summary>
    /// Describes a model of a ready pipeline: also what became of each column, from which to which its numbers are, and what stands for yes
    /// and no.
    /// </summary>
    /// <param name="pipeline">The pipeline.</param>
    /// <param name="model">What it was fitted to.</param>
    /// <param name="inputSchema">The schema of the data that the model takes.</param>
    /// <example>
    /// <code>
    /// ReadyPipeline ready = ml.Pipelines().Tabular(rows, "price");
    /// ITransformer model = ready.Fit(rows);
    /// ml.Model.SaveAtomically(model, rows.Schema, "houses.zip", ModelCard.Describe(ready, model, rows.Schema));
    /// </code>
    /// </example>
    public static ModelCard Describe(ReadyPipeline pipeline, ITransformer model, DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(inputSchema);
        Dictionary<string, ColumnChoice> choices = pipeline.Choices.ToDictionary(choice => choice.ColumnName);
        ModelCard card = Describe(
            model, inputSchema, pipeline.Choices.FirstOrDefault(choice => choice.Use == ColumnUse.Label)?.ColumnName);
        return card with
        {
            LabelValues = pipeline.BinaryValues ?? card.LabelValues,
            Columns = [.. card.Columns.Select(column => choices.TryGetValue(column.Name, out ColumnChoice? choice)
                ? column with { Use = $"{choice.Use} ({choice.Reason})", Range = choice.Range } : column)],
        };
    }

    /// <summary>The card as Markdown.</summary>
    public override string ToString() => CardMarkdown.Of(this);
}
