using MLFlux.Benchmarks.Comparisons;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Profiling;

namespace MLFlux.Benchmarks.Comparing;

/// <summary>The command <c>compare</c>.</summary>
internal static class ComparisonRun
{
    /// <returns>0 where all goals are met, otherwise 1.</returns>
    public static int Run(DirectoryInfo? data, int pairs, IReadOnlyCollection<string> only, bool profile)
    {
        IReadOnlyList<(string Name, Func<Digits, Comparison> Create)> comparisons = ComparisonList.Matching(only);
        using Digits digits = Digits.Open(data);
        Console.WriteLine(Machine.Describe());
        Console.WriteLine(Machine.DescribeLoad());
        Console.WriteLine($"Data: {digits.Name}. Medians of {pairs} pairs, both sides in turns; the ratio is that within a pair.");
        Console.WriteLine();

        ComparisonTable.PrintHead();
        var remarks = new List<string>();
        var profiles = new List<EpochProfile>();
        bool allMet = true;
        foreach ((string name, Func<Digits, Comparison> create) in comparisons)
        {
            Comparison comparison = create(digits);
            using var owner = comparison as IDisposable;
            Outcome outcome = Measure(name, comparison, pairs);
            ComparisonTable.Print(outcome);
            allMet &= outcome.IsMet;
            remarks.AddRange(comparison.Remarks.Select(r => $"- {name}: {r}"));
            if (profile && comparison is TrainingComparison training)
                profiles.Add(training.Profile());
        }

        Print("Remarks:", remarks);
        Print("Where an epoch's time goes:", profiles);
        return allMet ? 0 : 1;
    }

    private static Outcome Measure(string name, Comparison comparison, int pairs)
    {
        if (comparison.MostPairs > 1)
            comparison.WarmUp();

        var ours = new List<double>();
        var theirs = new List<double>();
        for (int pair = 0; pair < Math.Min(pairs, comparison.MostPairs); pair++)
        {
            ours.Add(comparison.MeasureOurs());
            if (comparison.MeasureTheirs() is double figure)
                theirs.Add(figure);
        }

        return new Outcome(name, comparison.Unit, comparison.Goal, ours, theirs, comparison.IsValid);
    }

    private static void Print<T>(string title, IReadOnlyCollection<T> lines)
    {
        if (lines.Count == 0)
            return;

        Console.WriteLine();
        Console.WriteLine(title);
        foreach (T line in lines)
            Console.WriteLine(line);
    }
}
