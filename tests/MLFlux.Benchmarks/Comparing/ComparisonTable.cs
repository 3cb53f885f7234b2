namespace MLFlux.Benchmarks.Comparing;

/// <summary>Prints outcomes as lines of a Markdown table, each as soon as it is there.</summary>
internal static class ComparisonTable
{
    private const int NameWidth = 40, FigureWidth = 17, RatioWidth = 24, GoalWidth = 10;

    public static void PrintHead()
    {
        PrintLine("what", "ours", "other side", "ratio (lowest–highest)", "goal", "");
        Console.WriteLine(
            $"|{new string('-', NameWidth + 2)}|{new string('-', FigureWidth + 2)}|{new string('-', FigureWidth + 2)}|"
            + $"{new string('-', RatioWidth + 2)}|{new string('-', GoalWidth + 2)}|--------|");
    }

    public static void Print(Outcome outcome)
    {
        string Figure(IReadOnlyList<double> figures) =>
            figures.Count == 0 ? "–" : $"{Figures.Short(new Figures(figures).Median)} {outcome.Unit}";

        Figures compared = outcome.Compared;
        string range = $"({Figures.Short(compared.Lowest)}–{Figures.Short(compared.Highest)})";
        PrintLine(
            outcome.Name, Figure(outcome.Ours), Figure(outcome.Theirs),
            outcome.Theirs.Count > 0 ? $"{Figures.Short(compared.Median)}× {range}" : $"– {range}",
            outcome.Goal.ToString(), outcome.IsMet ? "met" : "MISSED");
    }

    private static void PrintLine(string name, string ours, string theirs, string ratio, string goal, string verdict) =>
        Console.WriteLine(
            $"| {name,-NameWidth} | {ours,FigureWidth} | {theirs,FigureWidth} | {ratio,RatioWidth} | {goal,GoalWidth} | {verdict,-6} |");
}
