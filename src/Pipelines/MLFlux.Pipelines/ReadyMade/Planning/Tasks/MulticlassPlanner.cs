using Microsoft.ML.Data;

namespace MLFlux.ReadyMade;

/// <summary>Several classes: the label's values become keys.</summary>
internal sealed class MulticlassPlanner : TaskPlanner
{
    /// <summary>The most whole numbers that are taken for classes, where the user does not say.</summary>
    public const int MostWholeNumberClasses = 20;

    private const int MostClasses = 10_000;

    /// <summary>The plan for a label that is a key already.</summary>
    /// <exception cref="InvalidOperationException">There is nothing to tell apart.</exception>
    public static LabelPlan Key(ColumnProfile label, KeyDataViewType key)
    {
        if (key.Count < 2)
            throw new InvalidOperationException(
                $"Label column '{label.Name}' is a key of {key.Count} value(s); there is nothing to tell apart.");
        bool hasValues = label.Column.Annotations.Schema.GetColumnOrNull("KeyValues") is not null;
        return new LabelPlan(
            label.Name, PredictionTask.MulticlassClassification, [], hasValues ? [PipelineSteps.MapKeyToValue("PredictedLabel")] : [],
            checked((int)key.Count), null, $"a key of {key.Count} classes");
    }

    public override bool HasWholeWords => true;

    public override Loss Smoothed(double smoothing) => Losses.CrossEntropy(smoothing);

    private protected override LabelPlan Choose(ColumnProfile label, string? yes, bool isAsked)
    {
        if (!label.HasAllValues || label.Values.Count > MostClasses
            || (!isAsked && label.Values.Count > MostWholeNumberClasses && label.Values.Count * 2L > label.Present))
        {
            throw new ArgumentOutOfRangeException(null,
                $"Label column '{label.Name}' has {Count(label)} different values in {label.Present:N0} rows; too many to be classes. "
                + "Choose another label or, for numbers, the task Regression.");
        }

        return new LabelPlan(
            label.Name, PredictionTask.MulticlassClassification, [PipelineSteps.MapValueToKey(LabelNames.ForTraining(label.Name))],
            [PipelineSteps.MapKeyToValue("PredictedLabel")], label.Values.Count, null, $"{label.Values.Count} classes");
    }
}
