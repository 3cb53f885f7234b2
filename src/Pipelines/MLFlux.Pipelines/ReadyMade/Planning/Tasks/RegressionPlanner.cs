using Microsoft.ML.Data;

namespace MLFlux.ReadyMade;

/// <summary>Numbers: the label becomes a float.</summary>
internal sealed class RegressionPlanner : TaskPlanner
{
    /// <summary>Numbers whose logarithm is normal have it from a deviation of the logarithm of about 1.15 on.</summary>
    private const double LeastTailWeight = 3;

    /// <summary>The plan for a label that is a vector of floats already.</summary>
    public static LabelPlan Vector(ColumnProfile label, VectorDataViewType vector) =>
        new(label.Name, PredictionTask.Regression, [], [], 0, null, $"{vector.Size} numbers");

    private protected override LabelPlan Choose(ColumnProfile label, string? yes, bool isAsked)
    {
        if (label.Column.Type is not NumberDataViewType type)
            throw new ArgumentOutOfRangeException(null,
                $"Label column '{label.Name}' holds {Holds(label)}; the task Regression takes numbers.");
        IReadOnlyList<PipelineStep> before = type == NumberDataViewType.Single ? []
            : [PipelineSteps.ToSingle([ColumnPair.InPlace(LabelNames.ForTraining(label.Name))])];
        return new LabelPlan(
            label.Name, PredictionTask.Regression, before, [], 0, null,
            FormattableString.Invariant($"numbers from {label.Minimum:G6} to {label.Maximum:G6}"))
        {
            IsNumber = true,
            HasHeavyTails = label.TailWeight > LeastTailWeight,
        };
    }
}
