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
    public const string RegistersVariable = "MLFLUX_TESTS_REGISTERS";

    /// <summary>The scores of <see cref="Examples.Make"/>(rows) that another process gave.</summary>
    /// <param name="model">The model file.</param>
    /// <param name="registers">Whether the process registers the layers of these tests first.</param>
    public static float[] Score(string model, bool registers = false)
    {
        string scores = model + ".scores";
        (int exitCode, string text) = Run(model, scores, registers);
        Assert.AreEqual(0, exitCode, text);
        return [.. File.ReadLines(scores).Select(line => BitConverter.Int32BitsToSingle(int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)))];
    }

    /// <summary>What another process says that cannot score with the model.</summary>
    public static string Fail(string model)
    {
        (int exitCode, string text) = Run(model, model + ".scores", registers: false);
        Assert.AreNotEqual(0, exitCode);
        return text;
    }

    private static (int ExitCode, string Text) Run(string model, string scores, bool registers)
    {
        ProcessStartInfo start = TestProcess.Start();
        start.Environment[ModelVariable] = model;
        start.Environment[ScoresVariable] = scores;
        if (registers)
            start.Environment[RegistersVariable] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, errors.Result + output.Result);
    }
}
