namespace MLFlux;

/// <summary>
/// How well several labels a row were predicted. For a label or a row, TP are the labels rightly predicted, FP those wrongly predicted,
/// FN those not predicted that were there. Source: Tsoumakas and others, "Mining Multi-label Data", 2010; as scikit-learn has them.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed record MultilabelClassificationMetrics
{
    /// <summary>F1 over all labels of all rows together: 2 ΣTP / (2 ΣTP + ΣFP + ΣFN), from 0 to 1. Frequent labels weigh most.</summary>
    public required double MicroF1 { get; init; }

    /// <summary>
    /// The mean of the labels' F1, from 0 to 1: rare labels weigh as much as frequent ones. Labels that no row has and that were
    /// predicted for none are left out.
    /// </summary>
    public required double MacroF1 { get; init; }

    /// <summary>The mean of the rows' F1, from 0 to 1; 1 for a row without labels for which none was predicted.</summary>
    public required double ExampleF1 { get; init; }

    /// <summary>The share of labels that are wrong, over all rows: from 0, the best, to 1.</summary>
    public required double HammingLoss { get; init; }

    /// <summary>The share of rows of which all labels are right (subset accuracy), from 0 to 1.</summary>
    public required double ExactMatch { get; init; }

    /// <summary>The mean of the labels' average precision, over the labels that some row has.</summary>
    public required double MeanAveragePrecision { get; init; }

    /// <summary>The figures of each label, in the order of the scores.</summary>
    public required IReadOnlyList<LabelMetrics> Labels { get; init; }

    /// <summary>How many rows were evaluated.</summary>
    public required int Rows { get; init; }

    /// <summary>How many rows were left out: with a missing label, or with a score that is not a number.</summary>
    public required int SkippedRows { get; init; }
}
