using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Onnx;
using ScoreKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreColumnKind;
using ValueKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreValueKind;

namespace MLFlux.Estimators;

/// <summary><c>Score</c>: the higher, the nearer the top of the row's group.</summary>
internal sealed class RankingColumns : TaskColumns
{
    public override void Finish(Span<float> scores, int rows)
    {
        // The network's output is the score.
    }

    public override Delegate CreateGetter(int column, IRowScores scores) =>
        (ValueGetter<float>)((ref float value) => value = scores.Current[0]);

    public override IReadOnlyList<OnnxOutput> Export(string scores, OnnxGraph graph, bool keepsKeys) =>
        [new(DefaultColumnNames.Score, scores, OnnxType.Float, new Shape(1))];

    internal override IEnumerable<DataViewSchema.DetachedColumn> Columns(uint setId)
    {
        yield return new DataViewSchema.DetachedColumn(
            DefaultColumnNames.Score, NumberDataViewType.Single,
            ScoreAnnotations(setId, ScoreKind.Ranking, ValueKind.Score).ToAnnotations());
    }
}
