namespace MLFlux.Benchmarks.Tasks;

/// <summary>What came of a comparison of a task.</summary>
/// <param name="Name">The task and its data.</param>
/// <param name="Ours">Our figure, with its unit.</param>
/// <param name="Theirs">The other side's, and what it is; empty where a figure is compared with the goal alone.</param>
/// <param name="Goal">What was to be reached.</param>
/// <param name="IsMet">Whether it was.</param>
internal sealed record TaskOutcome(string Name, string Ours, string Theirs, string Goal, bool IsMet)
{
    public static string Head => Line("what", "ours", "other side", "goal", "") + Environment.NewLine
        + $"|{new string('-', 42)}|{new string('-', 14)}|{new string('-', 34)}|{new string('-', 14)}|--------|";

    public override string ToString() => Line(Name, Ours, Theirs, Goal, IsMet ? "met" : "MISSED");

    private static string Line(string name, string ours, string theirs, string goal, string verdict) =>
        $"| {name,-40} | {ours,12} | {theirs,32} | {goal,12} | {verdict,-6} |";
}
