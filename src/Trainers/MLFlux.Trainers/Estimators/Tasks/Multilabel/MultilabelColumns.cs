using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Onnx;
using ValueKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreValueKind;

namespace MLFlux.Estimators;

/// <summary>
/// <c>PredictedLabel</c>, <c>Score</c> (logits) and <c>Probability</c> (their sigmoids, kept off 0 and 1): vectors with a slot for each
/// label.
/// </summary>
internal sealed class MultilabelColumns : TaskColumns
{
    /// <summary>ML.NET has no name for this kind of score.</summary>
    private const string ScoreKind = "MultilabelClassification";

    private readonly IReadOnlyList<string> _names;
    private readonly float[] _cuts;

    /// <param name="names">The labels.</param>
    /// <param name="thresholds">The score above which each label is predicted; null for 0 each.</param>
    public MultilabelColumns(IReadOnlyList<string> names, IReadOnlyList<float>? thresholds)
    {
        _names = names;
        _cuts = thresholds is null ? new float[names.Count] : [.. thresholds];
    }

    public override void Finish(Span<float> scores, int rows)
    {
        // The network's outputs are the scores.
    }

    public override Delegate CreateGetter(int column, IRowScores scores) => column switch
    {
        0 => (ValueGetter<VBuffer<bool>>)((ref VBuffer<bool> value) => CopyPredicted(scores.Current, ref value)),
        1 => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => CopyScores(scores.Current, ref value)),
        _ => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => CopyProbabilities(scores.Current, ref value)),
    };

    public override IReadOnlyList<OnnxOutput> Export(string scores, OnnxGraph graph, bool keepsKeys)
    {
        var shape = new Shape(_names.Count);
        string cuts = graph.Floats("thresholds", _cuts, _cuts.Length);
        return
        [
            new(DefaultColumnNames.PredictedLabel, graph.Node("Greater", [scores, cuts]), OnnxType.Bool, shape),
            new(DefaultColumnNames.Score, scores, OnnxType.Float, shape),
            new(DefaultColumnNames.Probability, BinaryColumns.ExportProbability(scores, graph), OnnxType.Float, shape),
        ];
    }

    internal override IEnumerable<DataViewSchema.DetachedColumn> Columns(uint setId)
    {
        yield return Column(DefaultColumnNames.PredictedLabel, BooleanDataViewType.Instance, ValueKind.PredictedLabel);
        yield return Column(DefaultColumnNames.Score, NumberDataViewType.Single, ValueKind.Score);
        yield return Column(DefaultColumnNames.Probability, NumberDataViewType.Single, ValueKind.Probability);

        DataViewSchema.DetachedColumn Column(string name, PrimitiveDataViewType item, string kind)
        {
            DataViewSchema.Annotations.Builder annotations = ScoreAnnotations(setId, ScoreKind, kind);
            annotations.AddSlotNames([.. _names.Select(label => label.AsMemory())]);
            if (kind == ValueKind.Probability)
                annotations.AddIsNormalized();
            return new DataViewSchema.DetachedColumn(name, new VectorDataViewType(item, _names.Count), annotations.ToAnnotations());
        }
    }

    private void CopyPredicted(ReadOnlySpan<float> scores, ref VBuffer<bool> value)
    {
        VBufferEditor<bool> editor = VBufferEditor.Create(ref value, scores.Length);
        for (int label = 0; label < scores.Length; label++)
            editor.Values[label] = scores[label] > _cuts[label];
        value = editor.Commit();
    }

    private static void CopyProbabilities(ReadOnlySpan<float> scores, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, scores.Length);
        for (int label = 0; label < scores.Length; label++)
            editor.Values[label] = BinaryColumns.Probability(scores[label]);
        value = editor.Commit();
    }
}
