namespace MLFlux.Benchmarks.Tasks;

/// <summary>The command <c>tasks</c>: each task beside what ML.NET's users have for it today, on the same rows.</summary>
internal static class TaskRun
{
    private static readonly IReadOnlyList<(string Name, Func<string, IEnumerable<TaskOutcome>> Compare)> s_tasks =
    [
        ("intervals", IntervalComparison.Run),
        ("anomalies", AnomalyComparison.Run),
        ("multi-label", MultilabelComparison.Run),
        ("ranking", RankingComparison.Run),
        ("forecasts", ForecastComparison.Run),
        ("forecasts of made series", MadeSeriesComparison.Run),
        ("explanations", ExplanationCheck.Run),
    ];

    /// <returns>0 where all goals are met, otherwise 1.</returns>
    /// <param name="data">The folder of data, with <c>tabular</c>, <c>mnist</c> and <c>series</c> in it.</param>
    /// <param name="only">Parts of the names to run; none for all.</param>
    public static int Run(string data, IReadOnlyCollection<string> only)
    {
        (string Name, Func<string, IEnumerable<TaskOutcome>> Compare)[] tasks = [.. s_tasks.Where(
            task => only.Count == 0 || only.Any(part => task.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))];
        if (tasks.Length == 0)
        {
            throw new ArgumentException(
                $"No task has '{string.Join("' or '", only)}' in its name; there are: {string.Join("; ", s_tasks.Select(t => t.Name))}.");
        }

        Console.WriteLine(Machine.Describe());
        Console.WriteLine(Machine.DescribeLoad());
        Console.WriteLine();
        Console.WriteLine(TaskOutcome.Head);
        bool allMet = true;
        foreach (TaskOutcome outcome in tasks.SelectMany(task => task.Compare(data)))
        {
            Console.WriteLine(outcome);
            allMet &= outcome.IsMet;
        }

        return allMet ? 0 : 1;
    }
}
