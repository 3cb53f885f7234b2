using Microsoft.ML.Data;

namespace MLFlux.ReadyMade;

/// <summary>Several labels a row: a text of words becomes a vector of keys.</summary>
internal sealed class MultilabelPlanner : TaskPlanner
{
    /// <summary>What may part the labels in a text; the first that occurs does, else blanks.</summary>
    private static readonly char[] s_separators = [';', '|', ','];

    /// <summary>The plan for a label that is a vector already.</summary>
    public static LabelPlan Vector(ColumnProfile label, VectorDataViewType vector)
    {
        int labels = vector.ItemType is KeyDataViewType key ? checked((int)key.Count) : vector.Size;
        return new(label.Name, PredictionTask.MultilabelClassification, [], [], labels, null, $"{labels} labels");
    }

    private protected override LabelPlan Choose(ColumnProfile label, string? yes, bool isAsked)
    {
        if (label.Column.Type is not TextDataViewType)
        {
            throw new ArgumentOutOfRangeException(null,
                $"Label column '{label.Name}' holds {Holds(label)}; the task {PredictionTask.MultilabelClassification} takes a vector of "
                + "bools, of floats that are 0 and 1 or of keys, or a text of labels such as \"red;round\".");
        }

        string name = LabelNames.ForTraining(label.Name);
        string[] values = [.. label.Values.Keys.Select(value => value.ToString()!)];
        char? separator = s_separators.Cast<char?>().FirstOrDefault(one => values.Any(value => value.Contains(one!.Value)));
        return new LabelPlan(
            label.Name, PredictionTask.MultilabelClassification,
            [PipelineSteps.TokenizeIntoWords(name, separator ?? ' '), PipelineSteps.MapValueToKey(name)], [], 0, null,
            $"labels, parted by {(separator is { } sign ? $"'{sign}'" : "blanks")}");
    }
}
