using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Evaluation;

/// <summary>Scored rows in groups, as ML.NET's evaluator takes them: a label from 0 to 4, and a group in <c>GroupId</c>.</summary>
internal sealed class ScoredGroups
{
    public const string GroupId = "GroupId";

    /// <summary>How many labels ML.NET's evaluator knows, from 0.</summary>
    public const int LabelCount = 5;

    /// <summary>What a label is worth, as ML.NET's evaluator has it.</summary>
    private static readonly double[] s_gains = [0, 3, 7, 15, 31];

    private ScoredGroups(float[] labels, float[] scores, uint[] groups) => (Labels, Scores, Groups) = (labels, scores, groups);

    /// <summary>The label of each row, from 0; NaN where it is missing.</summary>
    public float[] Labels { get; }

    public float[] Scores { get; }

    /// <summary>The key of each row's group, 0 where it is missing.</summary>
    public uint[] Groups { get; }

    /// <exception cref="ArgumentOutOfRangeException">There is no column of groups, or a label is none from 0 to 4.</exception>
    public static ScoredGroups Read(IDataView scored, string label)
    {
        if (scored.Schema.GetColumnOrNull(GroupId)?.Type is not KeyDataViewType { RawType: var raw } || raw != typeof(uint))
        {
            throw new ArgumentOutOfRangeException(
                nameof(scored), $"Rows of a ranking are evaluated in groups, by a key of UInt32 in '{GroupId}'. Copy it: "
                + $"ml.Transforms.CopyColumns(\"{GroupId}\", ...).");
        }

        float[] labels = scored.Schema[label].Type is KeyDataViewType
            ? [.. scored.GetColumn<uint>(label).Select(key => key == 0 ? float.NaN : key - 1)] : [.. scored.GetColumn<float>(label)];
        float? odd = labels.Where(value => !float.IsNaN(value) && (value < 0 || value >= s_gains.Length || value % 1 != 0))
            .Select(value => (float?)value).FirstOrDefault();
        uint[] groups = [.. scored.GetColumn<uint>(GroupId)];
        if (groups.Length > 0 && groups.All(group => group == 0))
        {
            throw new ArgumentException(
                $"No row has a group in '{GroupId}'. A key that MapValueToKey made of other rows knows none of these groups: make it of "
                + "all rows, before they are divided, or by ml.Transforms.Conversion.Hash.", nameof(scored));
        }

        return odd is null
            ? new ScoredGroups(labels, [.. scored.GetColumn<float>(ScoredColumns.Score)], groups)
            : throw new ArgumentOutOfRangeException(
                nameof(label), FormattableString.Invariant(
                    $"Label column '{label}' has {odd}; rows of a ranking are evaluated by labels that are whole numbers from 0 to 4. ")
                + "For others, use ml.Ranking.Evaluate with RankingEvaluatorOptions.LabelGains.");
    }

    /// <summary>Whether a row has label, score and group.</summary>
    public bool IsUsable(int row) => Groups[row] != 0 && !float.IsNaN(Labels[row]) && float.IsFinite(Scores[row]);

    /// <summary>
    /// NDCG of each group, at the first of its rows that has label and score, and NaN for all others: a group is what is drawn by chance,
    /// and not its rows. 0 for groups in which no row is worth anything, as ML.NET's evaluator has it.
    /// </summary>
    /// <param name="truncation">How many rows from the top count.</param>
    public double[] Ndcg(int truncation)
    {
        double[] all = [.. Enumerable.Repeat(double.NaN, Labels.Length)];
        foreach (IGrouping<uint, int> group in Enumerable.Range(0, Labels.Length).Where(IsUsable).GroupBy(row => Groups[row]))
        {
            double best = Dcg(group.OrderByDescending(row => Labels[row]), truncation);
            all[group.First()] = best > 0 ? Dcg(group.OrderByDescending(row => Scores[row]), truncation) / best : 0;
        }

        return all;
    }

    private double Dcg(IEnumerable<int> order, int truncation) =>
        order.Take(truncation).Select((row, place) => s_gains[(int)Labels[row]] / Math.Log2(place + 2)).Sum();
}
