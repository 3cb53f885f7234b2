using System.Globalization;

namespace MLFlux.Evaluation;

/// <summary>Rows in groups: labels are what the rows are worth, predictions their places by the score, from 1.</summary>
internal sealed class RankingRows : ScoredRows
{
    private readonly List<int> _off = [];

    public RankingRows(ScoredGroups groups)
    {
        var places = new int[groups.Labels.Length];
        var off = new int[groups.Labels.Length];
        foreach (IGrouping<uint, int> group in Enumerable.Range(0, places.Length).Where(groups.IsUsable).GroupBy(row => groups.Groups[row]))
        {
            foreach ((int place, int row) in group.OrderByDescending(row => groups.Scores[row]).Index())
                places[row] = place + 1;
            foreach (int row in group)
            {
                // Rows of one label share the places that an order by labels has for them.
                int first = 1 + group.Count(other => groups.Labels[other] > groups.Labels[row]);
                int last = group.Count(other => groups.Labels[other] >= groups.Labels[row]);
                off[row] = Math.Max(0, Math.Max(first - places[row], places[row] - last));
            }
        }

        for (int row = 0; row < places.Length; row++)
        {
            if (!Keep(row, groups.IsUsable(row)))
                continue;
            Labels.Add(groups.Labels[row]);
            Predictions.Add(places[row]);
            _off.Add(off[row]);
        }
    }

    /// <summary>How many places the row is from those that its label has.</summary>
    public override double MistakeSize(int row) => _off[row];

    public override string Text(float value) => value.ToString(CultureInfo.InvariantCulture);
}
