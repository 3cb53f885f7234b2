using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MLFlux.Evaluation;

/// <summary>The order of rows within groups: the label is how good a row is, the score is what the rows are ordered by.</summary>
internal sealed class RankingFigures : TaskFigures
{
    private const int Top = 10;

    public override PredictionTask Task => PredictionTask.Ranking;

    public override TaskWords Words { get; } = new()
    {
        Name = "ranking",
        PlainName = "ranking",
        ExpectedLabel = "a float that is a whole number from 0 to 4, or a key of UInt32 in order.",
        ExpectedScore = "a float",
        MainFigure = $"NDCG@{Top}",
        MistakesTitle = "Rows farthest from their place",
        MistakeSize = "places off",
        Subject = (label, _) => $"The order of '{label}' within groups",
        ExplainedScore = (_, _) => "the score that rows are ordered by",
    };

    public override bool HasClasses => false;

    public override bool HasGroups => true;

    public override IReadOnlyList<string> WrittenColumns { get; } = [ScoredColumns.Score];

    public override IReadOnlyList<string> ReadColumns { get; } = [ScoredGroups.GroupId];

    public override IReadOnlyList<string> PredictionColumns => WrittenColumns;

    public override bool TakesLabel(DataViewType label) =>
        ScoredColumns.IsFloat(label) || (label is KeyDataViewType { RawType: var raw } && raw == typeof(uint));

    public override bool TakesScore(DataViewType score) => ScoredColumns.IsFloat(score);

    public override LabelVariety Variety(IDataView scored, string label)
    {
        var groups = ScoredGroups.Read(scored, label);
        return Enumerable.Range(0, groups.Labels.Length).Where(groups.IsUsable).Select(row => groups.Labels[row]).Distinct().Take(2)
            .Count() switch
        {
            0 => LabelVariety.None,
            1 => LabelVariety.One,
            _ => LabelVariety.Several,
        };
    }

    public override double[] Gains(IDataView scored, string label) => ScoredGroups.Read(scored, label).Ndcg(Top);

    public override IEnumerable<float> Labels(IDataView scored, string label) => ScoredGroups.Read(scored, label).Labels;

    public override ScoredRows Read(IDataView scored, string label, IReadOnlyList<string>? binaryValues, double temperature) =>
        new RankingRows(ScoredGroups.Read(scored, label));

    public override string? LabelValuesFault(int values) => null;

    public override IEnumerable<string> ProbabilityNames(IReadOnlyList<string> labelValues) => [];

    private protected override IReadOnlyList<Metric> Evaluate(
        IHostEnvironment environment, IDataView scored, string label, bool isVaried)
    {
        var groups = ScoredGroups.Read(scored, label);
        return
        [
            .. new[] { Top, 5, 1 }.Select(top => new Metric(
                $"NDCG@{top}", isVaried ? groups.Ndcg(top).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average()
                    : double.NaN, true)), // Of rows that are all as good, any order is the best.
        ];
    }
}
