using System.Diagnostics;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Models;

/// <summary>
/// Scores with a saved model in another process, which is this test program started with <see cref="StartupHook"/> before its own
/// beginning.
/// </summary>
internal static class ScoringProcess
{
    public const string ModelVariable = "MLFLUX_TESTS_MODEL";
    public const string ScoresVariable = "MLFLUX_TESTS_SCORES";

    /// <summary>The scores of <see cref="Examples.Make"/>(rows) that another process gave.</summary>
    public static float[] Score(string model)
    {
        string scores = model + ".scores";
        string assembly = typeof(ScoringProcess).Assembly.Location, program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(assembly);
        }

        start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
        start.Environment[ModelVariable] = model;
        start.Environment[ScoresVariable] = scores;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode, errors.Result + output.Result);
        return [.. File.ReadLines(scores).Select(line => BitConverter.Int32BitsToSingle(int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)))];
    }
}
