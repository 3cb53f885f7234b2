using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using MLFlux.Benchmarks.Data;
using MLFlux.Benchmarks.Models;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Benchmarks.Memory;

/// <summary>Measures how much memory a fit takes at its peak, in a process that does nothing else.</summary>
internal static class FitMemory
{
    public const string Command = "fit-memory", RowsOption = "--rows", WidthOption = "--width", BudgetOption = "--budget", BytesOption =
        "--bytes";

    /// <summary>By how many bytes a fresh process grows when it fits made rows.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">How many features a row has.</param>
    /// <param name="budget">The fit's memory budget in bytes; null for none.</param>
    /// <param name="asBytes">Whether the features are bytes rather than floats.</param>
    public static long MeasureInProcess(int rows, int width, int? budget = null, bool asBytes = false)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] arguments = [Command, RowsOption, $"{rows}", WidthOption, $"{width}", .. budget is null ? []
            : new[] { BudgetOption, $"{budget}" }, .. asBytes ? new[] { BytesOption } : []];
        using Process process = Process.Start(new ProcessStartInfo(
            program, isHost ? [Assembly.GetExecutingAssembly().Location, .. arguments] : arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? long.Parse(output, CultureInfo.InvariantCulture)
            : throw new IOException($"The process that fits {rows:#,0} rows ended with code {process.ExitCode}.");
    }

    /// <summary>The same in this process.</summary>
    public static long MeasureHere(int rows, int width, int? budget, bool asBytes)
    {
        var ml = new MLContext(seed: 1);
        var data = new MadeRows(rows, width, asBytes);
        long before = ProcessMemory.Settled();
        ProcessMemory.ResetPeak();
        Trainers.Create(ml, Chain(Dense(128, Relu), Output()), epochs: 1, memoryBudget: budget).Fit(data).Dispose();
        return ProcessMemory.Peak() - before;
    }
}
