using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MLFlux.Benchmarks.Processes;

/// <summary>One fit of <c>tests/MLFlux.RankProgram</c>, by one process or by several, each of one thread.</summary>
/// <param name="RowsPerSecond">The rows a second of the fastest epoch.</param>
/// <param name="Waiting">The part of the time that rank 0 waits for the others and exchanges with them.</param>
/// <param name="Gradients">How many gradients an update has.</param>
/// <param name="ReduceTime">How long adding them up takes once all ranks are there, in milliseconds.</param>
/// <param name="Reducing">The part of an update that this is.</param>
internal sealed partial record RankRun(double RowsPerSecond, double Waiting, int Gradients, double ReduceTime, double Reducing)
{
    private const string Launcher = "mpirun", Program = "MLFlux.RankProgram";

    /// <summary>Whether there is an MPI to start several processes with.</summary>
    public static bool CanLaunch => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, Launcher)));

    /// <param name="ranks">How many processes; 1 starts one without MPI.</param>
    /// <param name="settings">What is fitted, <c>name=value</c> each.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static RankRun Start(int ranks, IEnumerable<string> settings)
    {
        Match said = Figures().Match(Say(ranks, settings));
        return said.Success
            ? new RankRun(Number(1), Number(2) / 100, (int)Number(3), Number(4), Number(5) / 100)
            : throw new InvalidOperationException($"{Program} tells no figures: {said}");

        double Number(int group) => double.Parse(said.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>What the program prints.</summary>
    /// <inheritdoc cref="Start"/>
    public static string Say(int ranks, IEnumerable<string> settings)
    {
        string[] program = ["exec", Path.Combine(Folder(), $"{Program}.dll"), .. settings];
        ProcessStartInfo start = ranks == 1 ? new ProcessStartInfo("dotnet", program)
            : new ProcessStartInfo(Launcher, ["-n", $"{ranks}", "dotnet", .. program]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment.Remove("TERM"); // Open MPI gives each process a terminal, and .NET would greet it.
        foreach (string isRoot in (string[])["OMPI_ALLOW_RUN_AS_ROOT", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"])
            start.Environment[isRoot] = "1";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? said
            : throw new InvalidOperationException($"{Program} by {ranks} processes ends with {process.ExitCode}: {said}{errors.Result}");
    }

    private static string Folder()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string program = Path.Combine(folder.FullName, Program, "release");
            if (folder.Name == "bin" && Directory.Exists(program))
                return program;
        }

        throw new DirectoryNotFoundException($"tests/{Program} is not built: dotnet build -c Release tests/{Program}");
    }

    [GeneratedRegex(@"speed: ([\d.]+) rows a second; ([\d.]+) % of .*\n.*all-reduce of (\d+) gradients: ([\d.]+) ms, ([\d.]+) %")]
    private static partial Regex Figures();
}
