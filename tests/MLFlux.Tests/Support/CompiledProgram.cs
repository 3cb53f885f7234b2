using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MLFlux.Tests.Support;

/// <summary>
/// A program in a text, compiled to a file beside this test program, whose libraries it uses, and run in processes of its own.
/// </summary>
internal sealed class CompiledProgram : IDisposable
{
    private readonly string _file;

    public CompiledProgram(string code)
    {
        string name = $"Program{Guid.NewGuid():N}";
        _file = Path.Combine(AppContext.BaseDirectory, name + ".dll");
        CompiledCode.Write(code, name, _file);
    }

    /// <summary>Begins a process.</summary>
    public Process Start(params string[] arguments)
    {
        string tests = Path.ChangeExtension(typeof(CompiledProgram).Assembly.Location, null);
        string dotnet = Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe"
            : "dotnet");
        var start = new ProcessStartInfo(Path.GetFullPath(dotnet)) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string argument in (string[])
            ["exec", "--runtimeconfig", tests + ".runtimeconfig.json", "--depsfile", tests + ".deps.json", _file, .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        return Process.Start(start)!;
    }

    /// <summary>Waits for the end of a process.</summary>
    public static (int ExitCode, string Output, string Errors) Finish(Process process)
    {
        Task<string> errors = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.Result, errors.Result);
    }

    public void Dispose() => File.Delete(_file);
}
