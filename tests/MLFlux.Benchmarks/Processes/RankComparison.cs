using System.Globalization;

namespace MLFlux.Benchmarks.Processes;

/// <summary>
/// The command <c>ranks</c>: two ranks of one thread beside one process of one thread, in turns, also with exact sums, and what exchanging
/// costs.
/// </summary>
internal static class RankComparison
{
    private const int Ranks = 2;
    private const double Goal = 1.8, QuietLoad = 1.5;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(10);

    private static readonly (string Name, string[] Settings)[] s_networks =
    [
        ("LeNet-5", ["network=lenet", "rows=6000", "epochs=3"]),
        ("ready image network", ["network=image", "rows=2000", "epochs=3"]),
    ];

    /// <param name="pairs">How many times both sides are measured, in turns; the medians count.</param>
    /// <param name="patience">How long to wait for the machine to be quiet.</param>
    /// <returns>0 where the goals are met or there is no MPI, otherwise 1.</returns>
    public static int Run(int pairs, TimeSpan patience)
    {
        Console.WriteLine(Machine.Describe());
        if (!RankRun.CanLaunch)
        {
            Console.WriteLine("skipped: there is no mpirun on this machine (apt-get install openmpi-bin, or mpich).");
            return 0;
        }

        AwaitQuiet(patience);
        Console.WriteLine(Machine.DescribeLoad());
        if (Machine.Load > QuietLoad)
            Console.WriteLine("Two ranks need two cores of their own: under such a load the ratios say nothing.");
        Console.WriteLine();
        Console.WriteLine(Line("network", "one process", "two ranks", "ratio", "goal", "", "waiting", "all-reduce"));
        Console.WriteLine(Line(Rule(20), Rule(14), Rule(14), Rule(6), Rule(5), Rule(6), Rule(8), Rule(30)));
        bool allMet = true;
        foreach ((string name, string[] settings) in s_networks)
        {
            RankRun[] ones = new RankRun[pairs], twos = new RankRun[pairs], exacts = new RankRun[pairs];
            for (int pair = 0; pair < pairs; pair++)
            {
                ones[pair] = RankRun.Start(1, settings);
                twos[pair] = RankRun.Start(Ranks, settings);
                exacts[pair] = RankRun.Start(Ranks, [.. settings, "exact=yes"]);
            }

            RankRun one = Median(ones);
            allMet &= Compare(name, one, Median(twos), Goal);
            Compare("  with exact sums", one, Median(exacts), goal: null);
        }

        Console.WriteLine();
        Console.Write(RankRun.Say(Ranks, ["exchanges=yes"]));
        Console.WriteLine(Machine.DescribeLoad());
        return allMet ? 0 : 1;
    }

    private static bool Compare(string name, RankRun one, RankRun two, double? goal)
    {
        double ratio = two.RowsPerSecond / one.RowsPerSecond;
        bool isMet = goal is null || ratio >= goal;
        Console.WriteLine(Line(
            name, $"{one.RowsPerSecond:0} rows/s", $"{two.RowsPerSecond:0} rows/s", $"{ratio:0.00}", goal is null ? "" : $"{goal:0.00}",
            goal is null ? "" : isMet ? "met" : "MISSED", $"{two.Waiting:0.0 %}",
            $"{two.Gradients:N0}: {two.ReduceTime:0.00} ms, {two.Reducing:0.0 %}"));
        return isMet;
    }

    private static void AwaitQuiet(TimeSpan patience)
    {
        DateTime end = DateTime.UtcNow + patience;
        while (Machine.Load > QuietLoad && DateTime.UtcNow < end)
            Thread.Sleep(s_look);
    }

    private static RankRun Median(RankRun[] runs) => runs.OrderBy(run => run.RowsPerSecond).ElementAt(runs.Length / 2);

    private static string Rule(int width) => new('-', width);

    private static string Line(params string[] cells) => string.Create(CultureInfo.InvariantCulture,
        $"| {cells[0],-20} | {cells[1],14} | {cells[2],14} | {cells[3],6} | {cells[4],5} | {cells[5],-6} | {cells[6],8} | {cells[7],30} |");
}
