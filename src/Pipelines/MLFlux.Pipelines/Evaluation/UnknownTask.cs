namespace MLFlux.Evaluation;

/// <summary>What a switch over tasks throws for a value that is none.</summary>
internal static class UnknownTask
{
    public static ArgumentOutOfRangeException Of(PredictionTask task) =>
        new(nameof(task), task, $"There is no such task; expected one of {string.Join(", ", Enum.GetNames<PredictionTask>())}.");
}
