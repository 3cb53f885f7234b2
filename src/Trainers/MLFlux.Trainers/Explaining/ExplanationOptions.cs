using MLFlux.Explaining;

namespace MLFlux;

/// <summary>How rows are explained. Every option has a working default.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed record ExplanationOptions
{
    /// <summary>The column to add. Default: <c>Explanation</c>.</summary>
    public string OutputColumnName { get; init; } = "Explanation";

    /// <summary>
    /// How. Default, null: integrated gradients, and occlusion for networks that look all features up as whole numbers (embeddings of
    /// keys).
    /// </summary>
    public ExplanationMethod? Method { get; init; }

    /// <summary>
    /// Which score to explain, by its place from 0 among those of a row: a class, a label, or one of several numbers. Default, null: the
    /// class that is predicted; of several labels the likeliest, of several numbers the first.
    /// </summary>
    public int? Score { get; init; }

    /// <summary>
    /// The row that others are compared with, as many features as the network takes; those of several columns in the order of the
    /// network's. Default, null: the mean training row, which the model keeps; for keys, a row without any.
    /// </summary>
    /// <remarks>Models that were saved by MLFlux 0.1 have none, and need one here.</remarks>
    public IReadOnlyList<float>? Baseline { get; init; }

    /// <summary>A sentence for each value that does not go with a model.</summary>
    internal IEnumerable<string> Faults(NeuralNetworkModel model)
    {
        if (string.IsNullOrWhiteSpace(OutputColumnName))
            yield return $"{nameof(OutputColumnName)} is empty; it names the column to add.";
        if (Method is { } method && !Enum.IsDefined(method))
            yield return $"{nameof(Method)} is {method}; it is one of {string.Join(", ", Enum.GetNames<ExplanationMethod>())}.";
        if (Score is int score && (score < 0 || score >= ExplainedNetwork.ScoresOf(model)))
            yield return $"{nameof(Score)} is {score}; the model gives {ExplainedNetwork.ScoresOf(model)} for each row, counted from 0.";
        if (model.Outputs is { } outputs)
        {
            yield return $"The network has several heads, {outputs.Names}; explain one of them, such as "
                + $"model.Head(\"{outputs.Heads[0].Name}\").";
        }

        if (Baseline is null && model.Baseline is null)
        {
            yield return "The model was saved without its mean training row, by an earlier version of MLFlux: give a row to compare with "
                + $"in {nameof(Baseline)}, such as the mean of the feature column, or train the model anew.";
        }

        if (Baseline is { } baseline && (baseline.Count != model.InputShape.Size || !baseline.All(float.IsFinite)))
        {
            yield return $"{nameof(Baseline)} has {baseline.Count} values; it has to be {model.InputShape.Size} finite ones, as the "
                + "network takes.";
        }
    }
}
