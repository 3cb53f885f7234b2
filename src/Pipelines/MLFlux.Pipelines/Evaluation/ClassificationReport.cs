using Microsoft.ML.Data;
using MLFlux.Evaluation;

namespace MLFlux;

/// <summary>
/// What a classifier made of held-out rows: which class was taken for which, and precision, recall and F1 of each. Make one
/// with <see cref="EvaluationCatalog.ClassificationReport"/>, or from the metrics of ML.NET's <c>Evaluate</c>.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed class ClassificationReport
{
    private readonly long[,] _counts;

    /// <summary>Makes a report from counts.</summary>
    /// <param name="classes">The names of the classes, at least one, in the order of the rows and columns.</param>
    /// <param name="counts">How many rows of class [i, ] were predicted as class [ , j]; each at least 0.</param>
    /// <param name="skippedRows">How many rows could not be counted, for want of a label or of a finite score.</param>
    /// <exception cref="ArgumentException">The counts are not classes × classes, or there is no class.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative.</exception>
    public ClassificationReport(IReadOnlyList<string> classes, long[,] counts, long skippedRows = 0)
    {
        ArgumentNullException.ThrowIfNull(classes);
        ArgumentNullException.ThrowIfNull(counts);
        ArgumentOutOfRangeException.ThrowIfNegative(skippedRows);
        int n = classes.Count;
        if (n == 0 || counts.GetLength(0) != n || counts.GetLength(1) != n)
        {
            throw new ArgumentException(
                $"A confusion matrix of {n} classes is {n} × {n}, at least 1 × 1; this one is {counts.GetLength(0)} × "
                + $"{counts.GetLength(1)}.",
                nameof(counts));
        }

        foreach (long count in counts)
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(counts));

        _counts = (long[,])counts.Clone();
        Classes = [.. classes];
        Figures = [.. Enumerable.Range(0, n).Select(FiguresOf)];
        Rows = Figures.Sum(figures => figures.Rows);
        SkippedRows = skippedRows;
    }

    /// <summary>The classes as the label has them, in the order of their keys.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Precision, recall and F1 of each class, in the order of <see cref="Classes"/>.</summary>
    public IReadOnlyList<ClassFigures> Figures { get; }

    /// <summary>How many rows were counted.</summary>
    public long Rows { get; }

    /// <summary>How many rows were left out: their label is missing, or their score is not a number.</summary>
    public long SkippedRows { get; }

    /// <summary>The fraction of rows predicted rightly, from 0 to 1 (ML.NET: <c>MicroAccuracy</c>); NaN without a row.</summary>
    public double Accuracy => Enumerable.Range(0, Classes.Count).Sum(i => _counts[i, i]) / (double)Rows;

    /// <summary>The mean recall of the classes that have rows (ML.NET: <c>MacroAccuracy</c>); NaN without a row.</summary>
    public double MacroAccuracy => MeanOfPresent(figures => figures.Recall);

    /// <summary>The mean F1 of the classes that have rows; NaN without a row.</summary>
    public double MacroF1 => MeanOfPresent(figures => figures.F1);

    /// <summary>Makes a report from the metrics that ML.NET's <c>Evaluate</c> gives.</summary>
    /// <param name="confusionMatrix">The matrix of the metrics.</param>
    /// <param name="classes">The names of the classes in the order of the label's keys; without them, 0, 1, 2, ...</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public static ClassificationReport From(ConfusionMatrix confusionMatrix, IReadOnlyList<string>? classes = null)
    {
        ArgumentNullException.ThrowIfNull(confusionMatrix);
        int n = confusionMatrix.NumberOfClasses;
        classes ??= [.. Enumerable.Range(0, n).Select(i => $"{i}")];
        if (classes.Count != n)
            throw new ArgumentException($"The confusion matrix has {n} classes; {classes.Count} names were given.", nameof(classes));

        var counts = new long[n, n];
        for (int actual = 0; actual < n; actual++)
        {
            for (int predicted = 0; predicted < n; predicted++)
                counts[actual, predicted] = (long)Math.Round(confusionMatrix.Counts[actual][predicted]);
        }

        return new ClassificationReport(classes, counts);
    }

    /// <summary>How many rows of one class were predicted as another (or as the same).</summary>
    /// <param name="actual">The class of the rows, by its place in <see cref="Classes"/>.</param>
    /// <param name="predicted">The class they were taken for, by its place in <see cref="Classes"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such class.</exception>
    public long Count(int actual, int predicted) => _counts[actual, predicted];

    /// <summary>
    /// The confusion matrix as text: a line for each actual class, a column for each predicted one, a dot for none.
    /// Columns that do not fit are continued below.
    /// </summary>
    /// <param name="width">The longest line, in characters, at least 20.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is less than 20.</exception>
    public string FormatConfusionMatrix(int width = 80) => ConfusionTable.Format(this, width);

    /// <summary>Precision, recall, F1 and number of rows of each class as text, then the accuracy of all.</summary>
    /// <param name="width">The longest line, in characters, at least 50; longer names of classes are cut.</param>
    /// <exception cref="ArgumentOutOfRangeException">The width is less than 50.</exception>
    public string FormatFigures(int width = 80) => ClassFiguresTable.Format(this, width);

    /// <summary>The confusion matrix and the figures of each class as text, 80 characters wide.</summary>
    public override string ToString() => FormatConfusionMatrix() + Environment.NewLine + FormatFigures();

    /// <summary>Of the classes that have rows, those with the lowest F1, the lowest first.</summary>
    internal IEnumerable<ClassFigures> LowestF1(int most) => Figures.Where(figures => figures.Rows > 0).OrderBy(figures => figures.F1)
        .Take(most);

    /// <summary>The pairs of classes that are taken for each other most often, by their places, with the most rows first.</summary>
    internal IEnumerable<(int Actual, int Predicted, long Rows)> WorstPairs(int most) => Enumerable.Range(0, Classes.Count)
        .SelectMany(actual => Enumerable.Range(0, Classes.Count),
            (actual, predicted) => (Actual: actual, Predicted: predicted, Rows: Count(actual, predicted)))
        .Where(pair => pair.Actual != pair.Predicted && pair.Rows > 0)
        .OrderByDescending(pair => pair.Rows)
        .Take(most);

    /// <summary>The same of the classes in the worst pairs, in their order, and of all other classes together, as the last one.</summary>
    internal ClassificationReport WithOthers(int most)
    {
        int[] chosen = [.. WorstPairs(int.MaxValue).SelectMany(pair => new[] { pair.Actual, pair.Predicted }).Distinct().Take(most)
            .Order()];
        int[] place = [.. Enumerable.Repeat(chosen.Length, Classes.Count)];
        for (int i = 0; i < chosen.Length; i++)
            place[chosen[i]] = i;
        var counts = new long[chosen.Length + 1, chosen.Length + 1];
        for (int actual = 0; actual < Classes.Count; actual++)
        {
            for (int predicted = 0; predicted < Classes.Count; predicted++)
                counts[place[actual], place[predicted]] += Count(actual, predicted);
        }

        return new ClassificationReport([.. chosen.Select(i => Classes[i]), "all others"], counts, SkippedRows);
    }

    private ClassFigures FiguresOf(int index)
    {
        long right = _counts[index, index], actual = 0, predicted = 0;
        for (int other = 0; other < Classes.Count; other++)
        {
            actual += _counts[index, other];
            predicted += _counts[other, index];
        }

        return new ClassFigures(
            Classes[index], right / (double)predicted, right / (double)actual, 2 * right / (double)(actual + predicted), actual);
    }

    private double MeanOfPresent(Func<ClassFigures, double> figure) =>
        Figures.Where(figures => figures.Rows > 0).Select(figure).DefaultIfEmpty(double.NaN).Average();
}
