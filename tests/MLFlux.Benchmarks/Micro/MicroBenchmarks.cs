using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace MLFlux.Benchmarks.Micro;

/// <summary>The command <c>micro</c>: the benchmarks of this folder.</summary>
internal static class MicroBenchmarks
{
    /// <param name="filter">Which, such as <c>*Adam*</c>.</param>
    public static void Run(string filter)
    {
        // In this process: another would have to find libtorch's 500 MB again.
        IConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .AddLogger(ConsoleLogger.Default)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "mlflux-benchmarks-micro"));
        BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarks).Assembly).Run(["--filter", filter], config);
    }
}
