using System.Diagnostics;

namespace MLFlux.Tests.Support;

/// <summary>This test program in another process, with <see cref="StartupHook"/> before its own beginning.</summary>
internal static class TestProcess
{
    /// <summary>How to start it; what the hook does is in its environment.</summary>
    public static ProcessStartInfo Start()
    {
        string assembly = typeof(TestProcess).Assembly.Location, program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardError = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add("exec");
            start.ArgumentList.Add(assembly);
        }

        start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
        return start;
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="variables">The environment variables that tell the hook what to do.</param>
    /// <returns>Its exit code, and all that it printed.</returns>
    public static (int ExitCode, string Text) Run(IReadOnlyDictionary<string, string> variables)
    {
        ProcessStartInfo start = Start();
        foreach ((string name, string value) in variables)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, errors.Result + output.Result);
    }
}
