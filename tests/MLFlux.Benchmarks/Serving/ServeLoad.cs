namespace MLFlux.Benchmarks.Serving;

/// <summary>
/// A served model under load, beside an endpoint that does nothing, in the same run: requests a second, times, memory, failures.
/// </summary>
internal static class ServeLoad
{
    private const double LeastRatio = 1 / 3.0, MostMilliseconds = 50, MostGrowth = 0.05;

    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(5);

    /// <returns>0 if all goals are met, otherwise 1.</returns>
    public static async Task<int> RunAsync(int connections, int seconds)
    {
        string folder = Directory.CreateTempSubdirectory("mlflux-serve-").FullName;
        try
        {
            string model = Path.Combine(folder, "people.zip");
            MadePeople.Save(model);
            Console.WriteLine(Machine.Describe());
            RowsTogether.Run(model, MadePeople.Row, TimeSpan.FromSeconds(2));
            TimeSpan time = TimeSpan.FromSeconds(seconds);
            (LoadOutcome empty, _, _) = await LoadAsync(null, connections, s_warmUp, time);
            // The first minute is not measured: connections and buffers are made in it.
            (LoadOutcome served, long first, long last) = await LoadAsync(model, connections, time, time);
            Tell("an empty endpoint", empty);
            Tell("POST /predict", served);
            double ratio = served.PerSecond / empty.PerSecond, growth = (last - first) / (double)first;
            Console.WriteLine($"{ratio:0.00} of the requests of the empty endpoint (goal {LeastRatio:0.00}); 99th percentile "
                + $"{served.Percentile(0.99):0.0} ms (goal {MostMilliseconds:0}); memory {first >> 20} MB after {seconds} s, "
                + $"{last >> 20} MB after {2 * seconds} s, {growth:+0.0%;-0.0%} (goal {MostGrowth:0%}); {served.Failed} failed");
            if (Machine.DescribeLoad() is string load)
                Console.WriteLine(load);
            return ratio >= LeastRatio && served.Percentile(0.99) <= MostMilliseconds && growth <= MostGrowth && served.Failed == 0 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(LoadOutcome Outcome, long First, long Last)> LoadAsync(
        string? model, int connections, TimeSpan warmUp, TimeSpan time)
    {
        using ServedProcess process = ServedProcess.Start(model);
        LoadOutcome before = await LoadClients.RunAsync(process.Address, MadePeople.Row, connections, warmUp);
        long first = process.ResidentBytes;
        LoadOutcome outcome = await LoadClients.RunAsync(process.Address, MadePeople.Row, connections, time);
        return (outcome with { Failed = outcome.Failed + before.Failed }, first, process.ResidentBytes);
    }

    private static void Tell(string name, LoadOutcome outcome) => Console.WriteLine(
        $"{name,-20}{outcome.PerSecond,10:N0} requests/s, median {outcome.Percentile(0.5):0.00} ms, 99th percentile "
        + $"{outcome.Percentile(0.99):0.00} ms, longest {outcome.Percentile(1):0.0} ms, {outcome.Failed} failed");
}
