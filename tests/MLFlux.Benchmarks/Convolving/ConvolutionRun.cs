using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using MLFlux.Kernels;

namespace MLFlux.Benchmarks.Convolving;

/// <summary>
/// The command <c>convolutions</c>: the rates of many convolutions and of what stands between them, for each instruction set in a process
/// of its own. The table of the kernels' rates rests on what the command prints.
/// </summary>
internal static class ConvolutionRun
{
    public const string Command = "convolution-rates", ThreadsOption = "--threads";

    /// <param name="threads">On how many threads.</param>
    /// <param name="only">Which shapes, by the number of their line; none: all.</param>
    public static int Run(IReadOnlyCollection<int> threads, IReadOnlyCollection<string> only)
    {
        InstructionSet[] sets = [.. InstructionSet.OfMachine()
            .Where(set => only.Count == 0 || only.Any(part => set.Name.Contains(part, StringComparison.OrdinalIgnoreCase)))];
        foreach (int count in threads)
        {
            Console.WriteLine($"{Machine.Describe()}. {Machine.DescribeLoad()}");
            Console.WriteLine("GFLOP/s forward and backward, MLFlux / libtorch; of pools and normalisations a billion values a second; "
                + $"on {count} threads.");
            Console.WriteLine();
            IReadOnlyList<string>[] columns = [.. sets.Select(set => Column(set, count))];
            Console.WriteLine($"| layer | over | {string.Join(" | ", sets.Select(set => set.Name))} |");
            Console.WriteLine($"|---|---|{string.Concat(sets.Select(_ => "---:|"))}");
            Console.WriteLine($"| the machine's peak | | {string.Join(" | ", columns.Select(column => column[0]))} |");
            foreach (((Layer layer, Shape input), int i) in
                MeasuredLayers.Convolutions.Concat(MeasuredLayers.Between).Select((shape, i) => (shape, i)))
            {
                Console.WriteLine($"| {layer.Print()} | {input} | {string.Join(" | ", columns.Select(column => column[i + 1]))} |");
            }

            Console.WriteLine();
        }

        return 0;
    }

    /// <summary>Prints the figures of this process: the machine's peak, and a line for each shape.</summary>
    public static void MeasureHere(int threads)
    {
        Libtorch.Load();
        Console.WriteLine(Text($"{PeakRate.Measure(threads) / 1e9:0}, {LaneWidth.Most} lanes"));
        foreach ((Layer layer, Shape input) in MeasuredLayers.Convolutions)
        {
            StepTime time = StepTime.Measure(layer, input, threads);
            const int FlopsOfProduct = 6; // A multiplication and an addition forward, and for either gradient.
            Print(time, FlopsOfProduct * time.Cost);
        }

        foreach ((Layer layer, Shape input) in MeasuredLayers.Between)
            Print(StepTime.Measure(layer, input, threads), input.Size);
    }

    private static void Print(StepTime time, long work) =>
        Console.WriteLine(Text($"{work / time.Own:0.0} / {work / time.Libtorch:0.0} = {time.Libtorch / time.Own:0.00}×"));

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static List<string> Column(InstructionSet set, int threads)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] arguments = [Command, ThreadsOption, $"{threads}"];
        var start = new ProcessStartInfo(
            program, isHost ? [Assembly.GetExecutingAssembly().Location, .. arguments] : arguments) { RedirectStandardOutput = true };
        foreach ((string name, string value) in set.Variables)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        var lines = new List<string>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            Console.Error.Write('.');
            lines.Add(line);
        }

        process.WaitForExit();
        Console.Error.WriteLine();
        return process.ExitCode == 0 ? lines
            : throw new IOException($"The process that measures with {set.Name} ended with code {process.ExitCode}.");
    }
}
