using MLFlux.Labels;

namespace MLFlux.ReadyMade;

/// <summary>Yes or no: the label's two values become false and true.</summary>
internal sealed class BinaryPlanner : TaskPlanner
{
    public override bool HasWholeWords => true;

    public override Loss Smoothed(double smoothing) => Losses.BinaryCrossEntropy(smoothing);

    private protected override bool TakesYes => true;

    private protected override LabelPlan Choose(ColumnProfile label, string? yes, bool isAsked)
    {
        if (!label.HasAllValues || label.Values.Count != 2)
            throw new ArgumentOutOfRangeException(null,
                $"Label column '{label.Name}' has {Count(label)} different values; yes or no takes two.");
        if (label.Missing > 0)
        {
            throw new InvalidOperationException(
                $"Label column '{label.Name}' has no value in {label.Missing:N0} of {label.Rows:N0} rows, and yes or no has no third "
                + "value for them. Leave those rows out of the data.");
        }

        (object[] values, string why) = YesOrNo.Order(label, yes);
        string[] texts = [.. values.Select(LabelText.Of)];
        IReadOnlyList<PipelineStep> before = values[0] is false ? []
            : [ToBoolean(LabelNames.ForTraining(label.Name), values[0], values[1])];
        IReadOnlyList<PipelineStep> after = values[0] is string ? [PipelineSteps.MapFromBoolean("PredictedLabel", texts[0], texts[1])] : [];
        return new LabelPlan(
            label.Name, PredictionTask.BinaryClassification, before, after, 2, texts,
            $"{Show(values[1])} is yes, {Show(values[0])} is no{why}");
    }

    private static PipelineStep ToBoolean(string column, object no, object yes) => (no, yes) switch
    {
        (string one, string other) => PipelineSteps.MapToBoolean(column, one, other),
        (bool one, bool other) => PipelineSteps.MapToBoolean(column, one, other),
        (float one, float other) => PipelineSteps.MapToBoolean(column, one, other),
        (double one, double other) => PipelineSteps.MapToBoolean(column, one, other),
        (sbyte one, sbyte other) => PipelineSteps.MapToBoolean(column, one, other),
        (byte one, byte other) => PipelineSteps.MapToBoolean(column, one, other),
        (short one, short other) => PipelineSteps.MapToBoolean(column, one, other),
        (ushort one, ushort other) => PipelineSteps.MapToBoolean(column, one, other),
        (int one, int other) => PipelineSteps.MapToBoolean(column, one, other),
        (uint one, uint other) => PipelineSteps.MapToBoolean(column, one, other),
        (long one, long other) => PipelineSteps.MapToBoolean(column, one, other),
        _ => PipelineSteps.MapToBoolean(column, (ulong)no, (ulong)yes),
    };
}
