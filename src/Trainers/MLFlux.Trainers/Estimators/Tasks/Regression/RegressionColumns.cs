using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Models;
using MLFlux.Onnx;
using ScoreKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreColumnKind;
using ValueKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreValueKind;

namespace MLFlux.Estimators;

/// <summary><c>Score</c> in the label's own unit: a number, or a vector where the label is one.</summary>
internal sealed class RegressionColumns(TargetScale? scale, int? vectorWidth) : TaskColumns
{
    public override void Finish(Span<float> scores, int rows)
    {
        int width = scores.Length / rows;
        for (int row = 0; scale is not null && row < rows; row++)
            scale.Undo(scores.Slice(row * width, width));
    }

    public override Delegate CreateGetter(int column, IRowScores scores) => vectorWidth is null
        ? (ValueGetter<float>)((ref float value) => value = scores.Current[0])
        : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => CopyScores(scores.Current, ref value));

    public override IReadOnlyList<OnnxOutput> Export(string scores, OnnxGraph graph, bool keepsKeys)
    {
        if (scale is not null)
        {
            string spread = graph.Multiply(scores, graph.Floats("deviations", scale.Deviations, scale.Deviations.Length));
            scores = graph.Add(spread, graph.Floats("means", scale.Means, scale.Means.Length));
        }

        return [new(DefaultColumnNames.Score, scores, OnnxType.Float, new Shape(vectorWidth ?? 1))];
    }

    public override void Save(Microsoft.ML.Runtime.IHostEnvironment environment, BinaryWriter writer) =>
        writer.Write(vectorWidth is not null);

    internal override IEnumerable<DataViewSchema.DetachedColumn> Columns(uint setId)
    {
        DataViewType type = vectorWidth is int width
            ? new VectorDataViewType(NumberDataViewType.Single, width)
            : NumberDataViewType.Single;
        string kind = vectorWidth is null ? ScoreKind.Regression : ScoreKind.MultiOutputRegression;
        yield return new DataViewSchema.DetachedColumn(
            DefaultColumnNames.Score, type, ScoreAnnotations(setId, kind, ValueKind.Score).ToAnnotations());
    }
}
