using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Construction;
using MLFlux.MLNet;
using MLFlux.Models;
using MLFlux.Onnx;
using ScoreKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreColumnKind;
using ValueKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreValueKind;

namespace MLFlux.Estimators;

/// <summary>
/// <c>Score</c>, the quantile nearest to a half, and <c>Quantiles</c>, in ascending order, both in the label's own unit.
/// </summary>
/// <remarks>
/// Sorting keeps quantiles from crossing whatever the network is, never raises the loss, and leaves networks and weights as they are.
/// </remarks>
internal sealed class QuantileColumns : TaskColumns
{
    /// <summary>The column of the quantiles.</summary>
    public const string Name = "Quantiles";

    private readonly TargetScale _scale;
    private readonly IReadOnlyList<double> _levels;
    private readonly float[]? _shifts;
    private readonly (int First, int Last) _middle;

    private QuantileColumns(TargetScale scale, IReadOnlyList<double> levels, float[]? shifts)
    {
        _scale = scale;
        _levels = levels;
        _shifts = shifts;
        _middle = QuantileLevels.Middle(levels);
    }

    /// <summary>The columns of a model that gives quantiles.</summary>
    public static QuantileColumns Of(NeuralNetworkModel model) => new(
        model.TargetScale ?? TargetScale.None(1), model.Quantiles!, model.QuantileShifts is { } shifts ? [.. shifts] : null);

    public override void Finish(Span<float> scores, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            Span<float> quantiles = scores.Slice(row * _levels.Count, _levels.Count);
            _scale.UndoQuantiles(quantiles);
            if (_shifts is null)
                continue;
            for (int i = 0; i < quantiles.Length; i++)
                quantiles[i] += _shifts[i];
            quantiles.Sort(); // A shift towards the median may pass it.
        }
    }

    public override Delegate CreateGetter(int column, IRowScores scores) => column == 0
        ? (ValueGetter<float>)((ref float value) => value = Score(scores.Current))
        : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => CopyScores(scores.Current, ref value));

    public override IReadOnlyList<OnnxOutput> Export(string scores, OnnxGraph graph, bool keepsKeys)
    {
        string spread = graph.Multiply(scores, graph.Floats("deviations", _scale.Deviations, 1));
        string quantiles = Sorted(graph.Add(spread, graph.Floats("means", _scale.Means, 1)), graph);
        if (_shifts is not null)
            quantiles = Sorted(graph.Add(quantiles, graph.Floats("shifts", _shifts, _shifts.Length)), graph);

        string score = graph.Slice(quantiles, 1, _middle.First, _middle.First + 1);
        if (_middle.First < _middle.Last)
        {
            string sum = graph.Add(score, graph.Slice(quantiles, 1, _middle.Last, _middle.Last + 1));
            score = graph.Multiply(sum, graph.Number(0.5));
        }

        return
        [
            new(DefaultColumnNames.Score, score, OnnxType.Float, new Shape(1)),
            new(Name, quantiles, OnnxType.Float, new Shape(_levels.Count)),
        ];
    }

    internal override IEnumerable<DataViewSchema.DetachedColumn> Columns(uint setId)
    {
        yield return new DataViewSchema.DetachedColumn(
            DefaultColumnNames.Score, NumberDataViewType.Single,
            ScoreAnnotations(setId, ScoreKind.Regression, ValueKind.Score).ToAnnotations());

        // A kind of value of its own: an evaluator that looks for the score finds the one above.
        DataViewSchema.Annotations.Builder annotations = ScoreAnnotations(setId, ScoreKind.QuantileRegression, Name);
        annotations.AddSlotNames([.. QuantileLevels.Names(_levels).Select(name => name.AsMemory())]);
        yield return new DataViewSchema.DetachedColumn(
            Name, new VectorDataViewType(NumberDataViewType.Single, _levels.Count), annotations.ToAnnotations());
    }

    private float Score(ReadOnlySpan<float> quantiles) => _middle.First == _middle.Last
        ? quantiles[_middle.First]
        : (quantiles[_middle.First] + quantiles[_middle.Last]) * 0.5f;

    private string Sorted(string values, OnnxGraph graph) => graph.Nodes(
        "TopK", [values, graph.Integers("count", _levels.Count)], 2, ("axis", 1L), ("largest", 0L), ("sorted", 1L))[0];
}
