using MLFlux.Tests.Support;

namespace MLFlux.Tests.Models;

/// <summary>Scores with a saved model in another process.</summary>
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
        return [.. File.ReadLines(scores)
            .Select(line => BitConverter.Int32BitsToSingle(int.Parse(line, System.Globalization.CultureInfo.InvariantCulture)))];
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
        var variables = new Dictionary<string, string> { [ModelVariable] = model, [ScoresVariable] = scores };
        if (registers)
            variables[RegistersVariable] = "1";
        return TestProcess.Run(variables);
    }
}
