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
        "--bytes", TableOption = "--table";

    /// <summary>By how many bytes a fresh process grows when it fits made rows.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="width">How many features a row has.</param>
    /// <param name="budget">The fit's memory budget in bytes; null for none.</param>
    /// <param name="asBytes">Whether the features are bytes rather than floats.</param>
    /// <param name="table">How many floats a second column has, which a branch of its own reads; 0 for one column.</param>
    public static long MeasureInProcess(int rows, int width, int? budget = null, bool asBytes = false, int table = 0)
    {
        string program = Environment.ProcessPath!;
        bool isHost = Path.GetFileNameWithoutExtension(program) == "dotnet";
        string[] arguments = [Command, RowsOption, $"{rows}", WidthOption, $"{width}", .. budget is null ? []
            : new[] { BudgetOption, $"{budget}" }, .. asBytes ? new[] { BytesOption } : [], TableOption, $"{table}"];
        using Process process = Process.Start(new ProcessStartInfo(
            program, isHost ? [Assembly.GetExecutingAssembly().Location, .. arguments] : arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? long.Parse(output, CultureInfo.InvariantCulture)
            : throw new IOException($"The process that fits {rows:#,0} rows ended with code {process.ExitCode}.");
    }

    /// <summary>The same in this process.</summary>
    public static long MeasureHere(int rows, int width, int? budget, bool asBytes, int table)
    {
        var ml = new MLContext(seed: 1);
        var data = new MadeRows(rows, width, asBytes, table);
        Layer network = table == 0 ? Chain(Dense(128, Relu), Output())
            : Chain(Inputs(("Features", Dense(128, Relu)), ("Table", Dense(16, Relu))), Output());
        long before = ProcessMemory.Settled();
        ProcessMemory.ResetPeak();
        Trainers.Create(ml, network, epochs: 1, memoryBudget: budget).Fit(data).Dispose();
        return ProcessMemory.Peak() - before;
    }
}
