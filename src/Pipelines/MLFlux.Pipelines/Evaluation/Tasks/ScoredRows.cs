namespace MLFlux.Evaluation;

/// <summary>A few numbers of each scored row that has a label and finite scores, in the order of the rows, and what they come to.</summary>
internal abstract class ScoredRows
{
    /// <summary>The number of each row among all scored ones.</summary>
    public List<long> Numbers { get; } = [];

    /// <summary>The label of each row: a class by its place, or a number.</summary>
    public List<float> Labels { get; } = [];

    /// <summary>What was predicted for each row: a class by its place, or a number.</summary>
    public List<float> Predictions { get; } = [];

    /// <summary>How many rows have no label, or a score that is not finite.</summary>
    public long Skipped { get; private protected set; }

    /// <summary>Which class was taken for which; null for numbers.</summary>
    public virtual ClassificationReport? Classification => null;

    /// <summary>The curves of two classes; null for others, and where all rows are of one class.</summary>
    public virtual ThresholdCurve? Curve => null;

    /// <summary>What predicted numbers are off by; null for classes.</summary>
    public virtual Residuals? Residuals => null;

    /// <summary>How predicted ranges hold; null where none are predicted.</summary>
    public virtual PredictedRanges? Ranges => null;

    /// <summary>Whether probabilities are what they say; null for numbers, and where scores are no probabilities.</summary>
    /// <param name="bins">Into how many ranges of probability predictions are put.</param>
    /// <param name="isBefore">Whether they are taken as they were without the temperature.</param>
    public virtual CalibrationCurve? Calibration(int bins, bool isBefore = false) => null;

    /// <summary>How well each of several labels was predicted; none for other tasks.</summary>
    public virtual IReadOnlyList<LabelMetrics> EachLabel => [];

    /// <summary>How bad a row's mistake is.</summary>
    /// <param name="row">The row, by its place among those read.</param>
    public abstract double MistakeSize(int row);

    /// <summary>A label or prediction, as text.</summary>
    public abstract string Text(float value);

    /// <summary>Keeps the number of a row that is good, and counts one that is not.</summary>
    private protected bool Keep(long number, bool isGood)
    {
        if (isGood)
            Numbers.Add(number);
        else
            Skipped++;
        return isGood;
    }

    /// <summary>Which class was taken for which, where labels and predictions are places of classes.</summary>
    private protected ClassificationReport Count(IReadOnlyList<string> classes)
    {
        var counts = new long[classes.Count, classes.Count];
        for (int i = 0; i < Labels.Count; i++)
            counts[(int)Labels[i], (int)Predictions[i]]++;
        return new ClassificationReport(classes, counts, Skipped);
    }
}
