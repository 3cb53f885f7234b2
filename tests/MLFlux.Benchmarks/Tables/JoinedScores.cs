using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Tables;

/// <summary>What a model says of rows held out: numbers, probabilities of yes, or those of each class, row after row.</summary>
/// <param name="task">What is predicted.</param>
/// <param name="labels">The right numbers, 1 or 0, or classes from 0.</param>
/// <param name="said">What the model says.</param>
internal sealed class JoinedScores(PredictionTask task, double[] labels, double[] said)
{
    public static JoinedScores Read(IDataView scored, string label, PredictionTask task) => task switch
    {
        PredictionTask.Regression => new(task,
            [.. scored.GetColumn<float>(label).Select(value => (double)value)], Numbers(scored, "Score")),
        PredictionTask.BinaryClassification => new(task,
            [.. scored.GetColumn<bool>(label).Select(yes => yes ? 1.0 : 0)], Numbers(scored, "Probability")),
        PredictionTask.MulticlassClassification => new(task,
            [.. scored.GetColumn<uint>(label).Select(key => key - 1.0)],
            [.. scored.GetColumn<VBuffer<float>>("Score").SelectMany(scores => scores.DenseValues().Select(value => (double)value))]),
        _ => throw new NotSupportedException($"{task} has no scores to join."),
    };

    /// <summary>The errors of the mean of what two models say of the same rows.</summary>
    public TableErrors With(JoinedScores other) =>
        new JoinedScores(task, labels, [.. said.Zip(other.Said, (a, b) => (a + b) / 2)]).Errors();

    private double[] Said => said;

    private TableErrors Errors()
    {
        if (task == PredictionTask.Regression)
        {
            double mean = labels.Average();
            double left = labels.Zip(said, (label, value) => Math.Pow(label - value, 2)).Sum()
                / labels.Sum(label => Math.Pow(label - mean, 2));
            return new TableErrors(left, null, left);
        }

        int width = said.Length / labels.Length;
        double wrong = labels.Where((label, row) => label != Class(said.AsSpan(row * width, width))).Count();
        return new TableErrors(wrong, task == PredictionTask.BinaryClassification ? WrongOrder() : null, wrong / labels.Length);
    }

    private static int Class(ReadOnlySpan<double> row)
    {
        if (row.Length == 1)
            return row[0] > 0.5 ? 1 : 0;
        int best = 0;
        for (int i = 1; i < row.Length; i++)
            best = row[i] > row[best] ? i : best;
        return best;
    }

    /// <summary>1 − the area under the ROC curve: the share of pairs of yes and no in the wrong order, half for each of the same.</summary>
    private double WrongOrder()
    {
        double wrong = 0, yesBelow = 0;
        foreach (var same in said.Zip(labels).GroupBy(row => row.First, row => row.Second).OrderBy(group => group.Key))
        {
            double yes = same.Count(label => label == 1), no = same.Count() - yes;
            wrong += no * (yesBelow + (yes / 2));
            yesBelow += yes;
        }

        return wrong / (yesBelow * (labels.Length - yesBelow));
    }

    private static double[] Numbers(IDataView scored, string column) =>
        [.. scored.GetColumn<float>(column).Select(value => (double)value)];
}
