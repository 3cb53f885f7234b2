using System.Collections.Frozen;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Labels;
using MLFlux.MLNet;

namespace MLFlux.Prediction;

/// <summary>Where the probabilities of a prediction stand, and what their classes are called. Immutable.</summary>
internal sealed class ClassProbabilities
{
    private static readonly FrozenDictionary<string, float> s_none = FrozenDictionary<string, float>.Empty;

    private readonly int _column;
    private readonly string[] _names;
    private readonly FrozenDictionary<string, int> _indexes;

    private ClassProbabilities(int column, string[] names)
    {
        _column = column;
        _names = names;
        _indexes = names.Select((name, index) => KeyValuePair.Create(name, index)).DistinctBy(pair => pair.Key)
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    public static ClassProbabilities Of(OutputPlan outputs, Func<string[]> yesAndNo)
    {
        int score = outputs.IndexOf("Score"), probability = outputs.IndexOf("Probability");
        if (probability >= 0 && outputs.Columns[probability].Type == NumberDataViewType.Single)
            return new ClassProbabilities(probability, yesAndNo());
        if (score >= 0 && outputs.Columns[score].Type is VectorDataViewType { Size: > 0 } vector
            && vector.ItemType == NumberDataViewType.Single && outputs.Columns[score].ScoreKind() == "MulticlassClassification")
        {
            return new ClassProbabilities(score, NamesOf(outputs, score, vector.Size));
        }

        return new ClassProbabilities(-1, []);
    }

    public IReadOnlyDictionary<string, float> ProbabilitiesOf(object?[] values)
    {
        if (_column < 0)
            return s_none;

        float[] probabilities = values[_column] is float yes ? [1 - yes, yes] : (float[])values[_column]!;
        return new NamedItems<float>("class", _names, _indexes, probabilities);
    }

    /// <summary>The label's values, which ML.NET keeps with the scores or with the predicted key; else numbers from 0.</summary>
    private static string[] NamesOf(OutputPlan outputs, int score, int classes)
    {
        DataViewSchema.Column column = outputs.Columns[score];
        foreach (string kind in (string[])["TrainingLabelValues", "SlotNames"])
        {
            if (column.Annotations.Schema.GetColumnOrNull(kind) is { Type: VectorDataViewType { Size: var size } } names && size == classes)
                return [.. AnnotationValues.Read(column.Annotations, names).Select(LabelText.Of)];
        }

        object?[]? values =
            outputs.IndexOf("PredictedLabel") is int label and >= 0 ? AnnotationValues.OfKeys(outputs.Columns[label]) : null;
        return values?.Length == classes
            ? [.. values.Select(LabelText.Of)]
            : [.. Enumerable.Range(0, classes).Select(index => LabelText.Of(index))];
    }
}
