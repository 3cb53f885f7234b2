using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Onnx;
using ScoreKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreColumnKind;
using ValueKind = Microsoft.ML.Data.AnnotationUtils.Const.ScoreValueKind;

namespace MLFlux.Estimators;

/// <summary>
/// <c>Errors</c>, the squared error of the reconstruction of each feature, <c>Score</c>, their mean, and <c>PredictedLabel</c>, whether
/// that is above a threshold.
/// </summary>
internal sealed class AnomalyColumns : TaskColumns
{
    /// <summary>The column of the errors of each feature.</summary>
    public const string Errors = "Errors";

    private readonly int _width;
    private readonly string[] _names;

    /// <param name="width">How many features there are.</param>
    /// <param name="threshold">The score above which a row is an anomaly.</param>
    /// <param name="names">The names of the features, or none.</param>
    public AnomalyColumns(int width, float threshold, string[] names)
    {
        _width = width;
        Threshold = threshold;
        _names = names;
    }

    /// <summary>The score above which a row is an anomaly.</summary>
    public float Threshold { get; }

    /// <exception cref="InvalidDataException">The threshold is none, or the names are not as many as there are features.</exception>
    public static AnomalyColumns Load(BinaryReader reader, int width)
    {
        float threshold = reader.ReadSingle();
        int count = reader.ReadInt32();
        if (!(threshold >= 0) || !float.IsFinite(threshold))
            throw new InvalidDataException($"The threshold of anomalies is a number from 0, got {threshold}.");
        if (count != 0 && count != width)
            throw new InvalidDataException($"The names of features are not as many as the network's {width}, but {count}.");
        return new AnomalyColumns(width, threshold, [.. Enumerable.Range(0, count).Select(_ => reader.ReadString())]);
    }

    public AnomalyColumns With(float threshold) => new(_width, threshold, _names);

    /// <summary>The outputs are differences: their squares are kept.</summary>
    public override void Finish(Span<float> scores, int rows) => TensorPrimitives.Multiply<float>(scores, scores, scores);

    public override Delegate CreateGetter(int column, IRowScores scores) => column switch
    {
        0 => (ValueGetter<bool>)((ref bool value) => value = Mean(scores.Current) > Threshold),
        1 => (ValueGetter<float>)((ref float value) => value = Mean(scores.Current)),
        _ => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => CopyScores(scores.Current, ref value)),
    };

    public override IReadOnlyList<OnnxOutput> Export(string scores, OnnxGraph graph, bool keepsKeys)
    {
        string errors = graph.Multiply(scores, scores), mean = graph.Reduce("ReduceMean", errors, [1], keep: true);
        return
        [
            new(DefaultColumnNames.PredictedLabel, graph.Node("Greater", [mean, graph.Number(Threshold)]), OnnxType.Bool, new Shape(1)),
            new(DefaultColumnNames.Score, mean, OnnxType.Float, new Shape(1)),
            new(Errors, errors, OnnxType.Float, new Shape(_width)),
        ];
    }

    public override void Save(IHostEnvironment environment, BinaryWriter writer)
    {
        writer.Write(Threshold);
        writer.Write(_names.Length);
        foreach (string name in _names)
            writer.Write(name);
    }

    internal override IEnumerable<DataViewSchema.DetachedColumn> Columns(uint setId)
    {
        yield return new DataViewSchema.DetachedColumn(
            DefaultColumnNames.PredictedLabel, BooleanDataViewType.Instance,
            ScoreAnnotations(setId, ScoreKind.AnomalyDetection, ValueKind.PredictedLabel).ToAnnotations());
        yield return new DataViewSchema.DetachedColumn(
            DefaultColumnNames.Score, NumberDataViewType.Single,
            ScoreAnnotations(setId, ScoreKind.AnomalyDetection, ValueKind.Score).ToAnnotations());

        DataViewSchema.Annotations.Builder errors = ScoreAnnotations(setId, ScoreKind.AnomalyDetection, Errors);
        if (_names.Length > 0)
            errors.AddSlotNames([.. _names.Select(name => name.AsMemory())]);
        yield return new DataViewSchema.DetachedColumn(
            Errors, new VectorDataViewType(NumberDataViewType.Single, _width), errors.ToAnnotations());
    }

    private static float Mean(ReadOnlySpan<float> errors) => TensorPrimitives.Sum<float>(errors) / errors.Length;
}
