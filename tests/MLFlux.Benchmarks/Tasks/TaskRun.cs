namespace MLFlux.Benchmarks.Tasks;

/// <summary>The command <c>tasks</c>: each task beside what ML.NET's users have for it today, on the same rows.</summary>
internal static class TaskRun
{
    private static readonly IReadOnlyList<(string Name, Func<string, IEnumerable<TaskOutcome>> Compare)> s_tasks =
    [
        ("intervals", IntervalComparison.Run),
        ("anomalies", AnomalyComparison.Run),
        ("multi-label", MultilabelComparison.Run),
        ("several heads", HeadsComparison.Run),
        ("ranking", RankingComparison.Run),
        ("forecasts of a city's air", ForecastComparison.Run),
        .. AirReading.Columns.Select((column, place) => (
            $"LightGbm on the same windows, {column}",
            (Func<string, IEnumerable<TaskOutcome>>)(folder => ForecastComparison.RunLightGbm(folder, place)))),
        ("forecasts of made series", MadeSeriesComparison.Run),
        ("explanations", ExplanationCheck.Run),
    ];

    /// <returns>0 where all goals are met, otherwise 1.</returns>
    /// <param name="data">The folder of data, with <c>tabular</c>, <c>mnist</c> and <c>series</c> in it.</param>
    /// <param name="only">Parts of the names to run; none for all.</param>
    public static int Run(string data, IReadOnlyCollection<string> only) => OutcomeRun.Run(s_tasks, data, only);
}
