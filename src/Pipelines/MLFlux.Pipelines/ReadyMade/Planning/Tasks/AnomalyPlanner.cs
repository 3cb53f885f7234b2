namespace MLFlux.ReadyMade;

/// <summary>Anomalies, which are learned without a label: there is no ready pipeline for them.</summary>
internal sealed class AnomalyPlanner : TaskPlanner
{
    private protected override LabelPlan Choose(ColumnProfile label, string? yes, bool isAsked) => throw new ArgumentOutOfRangeException(
        null,
        $"A ready pipeline learns a label, '{label.Name}', and anomalies are learned without one: train with "
        + "ml.AnomalyDetection.Trainers.Autoencoder.");
}
