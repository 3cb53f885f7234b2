namespace MLFlux.ReadyMade;

/// <summary>The order of rows within groups, for which there is no ready pipeline.</summary>
internal sealed class RankingPlanner : TaskPlanner
{
    private protected override LabelPlan Choose(ColumnProfile label, string? yes, bool isAsked) => throw new ArgumentOutOfRangeException(
        null,
        $"There is no ready pipeline for the task {PredictionTask.Ranking}, whose rows are in groups. Train a network on label column "
        + $"'{label.Name}' by ml.Ranking.Trainers.NeuralNetwork.");
}
