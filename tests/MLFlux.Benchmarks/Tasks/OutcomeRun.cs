namespace MLFlux.Benchmarks.Tasks;

/// <summary>Runs named comparisons over a folder of data, and prints what came of each.</summary>
internal static class OutcomeRun
{
    /// <returns>0 where all goals are met, otherwise 1.</returns>
    /// <param name="all">The comparisons.</param>
    /// <param name="data">The folder of data.</param>
    /// <param name="only">Parts of the names to run; none for all.</param>
    public static int Run(
        IReadOnlyList<(string Name, Func<string, IEnumerable<TaskOutcome>> Compare)> all, string data, IReadOnlyCollection<string> only)
    {
        (string Name, Func<string, IEnumerable<TaskOutcome>> Compare)[] chosen = [.. all.Where(
            one => only.Count == 0 || only.Any(part => one.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))];
        if (chosen.Length == 0)
        {
            throw new ArgumentException(
                $"Nothing has '{string.Join("' or '", only)}' in its name; there are: {string.Join("; ", all.Select(one => one.Name))}.");
        }

        Console.WriteLine(Machine.Describe());
        Console.WriteLine(Machine.DescribeLoad());
        Console.WriteLine();
        Console.WriteLine(TaskOutcome.Head);
        bool allMet = true;
        foreach (TaskOutcome outcome in chosen.SelectMany(one => one.Compare(data)))
        {
            Console.WriteLine(outcome);
            allMet &= outcome.IsMet;
        }

        return allMet ? 0 : 1;
    }
}
