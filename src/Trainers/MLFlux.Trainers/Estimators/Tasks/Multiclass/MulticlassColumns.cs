using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Onnx;
using ScoreKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreColumnKind;
using ValueKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreValueKind;

namespace MLFlux.Estimators;

/// <summary><c>PredictedLabel</c>, a key with the label's own values, and <c>Score</c>, a probability for each class.</summary>
internal sealed class MulticlassColumns(int classes, LabelValues? labelValues) : TaskColumns
{
    /// <summary>The softmax of the raw outputs, shifted by their largest so that nothing overflows.</summary>
    public override void Finish(Span<float> scores, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            Span<float> outputs = scores.Slice(row * classes, classes);
            TensorPrimitives.Subtract(outputs, TensorPrimitives.Max<float>(outputs), outputs);
            TensorPrimitives.Exp<float>(outputs, outputs);
            TensorPrimitives.Divide(outputs, TensorPrimitives.Sum<float>(outputs), outputs);
        }
    }

    public override Delegate CreateGetter(int column, IRowScores scores) => column == 0
        ? (ValueGetter<uint>)((ref uint value) => value = PredictedKey(scores.Current))
        : (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => CopyScores(scores.Current, ref value));

    public override IReadOnlyList<OnnxOutput> Export(string scores, OnnxGraph graph, bool keepsKeys)
    {
        string place = graph.Node("ArgMax", [scores], ("axis", 1L), ("keepdims", 1L));
        return
        [
            keepsKeys || labelValues is null ? Key(place, graph, keepsKeys) : labelValues.Export(place, graph),
            new(DefaultColumnNames.Score, graph.Node("Softmax", [scores], ("axis", 1L)), OnnxType.Float, new Shape(classes)),
        ];
    }

    public override void Save(IHostEnvironment environment, BinaryWriter writer) => LabelValues.Save(environment, writer, labelValues);

    internal override IEnumerable<DataViewSchema.DetachedColumn> Columns(uint setId)
    {
        DataViewSchema.Annotations.Builder label =
            ScoreAnnotations(setId, ScoreKind.MulticlassClassification, ValueKind.PredictedLabel);
        labelValues?.AddTo(label, AnnotationUtils.Kinds.KeyValues);
        yield return new DataViewSchema.DetachedColumn(
            DefaultColumnNames.PredictedLabel, new KeyDataViewType(typeof(uint), classes), label.ToAnnotations());

        DataViewSchema.Annotations.Builder score = ScoreAnnotations(setId, ScoreKind.MulticlassClassification, ValueKind.Score);
        if (labelValues is { IsText: true })
            labelValues.AddTo(score, AnnotationUtils.Kinds.SlotNames);
        labelValues?.AddTo(score, AnnotationUtils.Kinds.TrainingLabelValues);
        yield return new DataViewSchema.DetachedColumn(
            DefaultColumnNames.Score, new VectorDataViewType(NumberDataViewType.Single, classes), score.ToAnnotations());
    }

    /// <summary>The place of the class, from 1, as ML.NET's unsigned number or as the integer that other readers take.</summary>
    private static OnnxOutput Key(string place, OnnxGraph graph, bool isUnsigned)
    {
        string key = graph.Add(place, graph.Integers("one", 1));
        return isUnsigned
            ? new(DefaultColumnNames.PredictedLabel, graph.Cast(key, OnnxType.UInt32), OnnxType.UInt32, new Shape(1))
            : new(DefaultColumnNames.PredictedLabel, key, OnnxType.Int64, new Shape(1));
    }

    /// <summary>Keys count from 1; 0 is missing, for scores that are not numbers.</summary>
    private static uint PredictedKey(ReadOnlySpan<float> scores)
    {
        int best = TensorPrimitives.IndexOfMax(scores);
        return float.IsNaN(scores[best]) ? 0 : (uint)best + 1;
    }
}
