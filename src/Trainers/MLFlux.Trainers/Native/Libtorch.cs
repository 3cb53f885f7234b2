using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLFlux.Native;
using MLFlux.NativeLibraries;
using TorchSharp;

namespace MLFlux;

/// <summary>Loads libtorch, the native library under TorchSharp.</summary>
/// <remarks>
/// MLFlux calls <see cref="Load"/> by itself. A program that uses TorchSharp before anything of MLFlux calls it first, so that
/// TorchSharp also loads on Linux systems whose libstdc++ is older than GCC 13 (Debian 12, Ubuntu 22.04, RHEL 9).
/// Safe for any thread; the second call costs nothing.
/// </remarks>
public static class Libtorch
{
    private static readonly Lock Gate = new();
    private static volatile bool _loaded;
    private static int _sharing = 1;

    /// <summary>
    /// How many threads libtorch computes with: what it had when it was loaded (the physical cores, or <c>OMP_NUM_THREADS</c>).
    /// MLFlux divides its work by this number, so that results do not depend on what other threads have set since.
    /// </summary>
    internal static int Threads { get; private set; }

    /// <summary>Loads libtorch unless it is loaded already.</summary>
    /// <exception cref="LibtorchException">It is not there or does not load on this machine; the message says what to do.</exception>
    public static void Load()
    {
        if (_loaded)
            return;

        lock (Gate)
        {
            if (_loaded)
                return;

            // libtorch is loaded here first: where loading fails, TorchSharp would copy 500 MB about and print a page.
            Assembly torchSharp = typeof(torch).Assembly;
            NativeLibrary.TryLoad("torch_cpu", torchSharp, null, out _);
            OlderLibstdcxx.StandByFor(torchSharp);
            try
            {
                NativeLibrary.Load("LibTorchSharp", torchSharp, null);
            }
            catch (Exception exception) when (exception is DllNotFoundException or BadImageFormatException)
            {
                throw new LibtorchException(LibtorchDiagnosis.Explain(exception, torchSharp), exception);
            }

            torch.InitializeDeviceType(DeviceType.CPU);
            Threads = torch.get_num_threads();
            UseShare();
            ProcessEnd.Watch();
            _loaded = true;
        }
    }

    /// <summary>
    /// Has libtorch compute with its part of the cores that this process shares with others of the same job, unless
    /// <c>OMP_NUM_THREADS</c> says how many threads it has. Before the first fit.
    /// </summary>
    /// <param name="processes">How many processes of the job share the cores, this one included.</param>
    internal static void ShareCores(int processes)
    {
        lock (Gate)
        {
            _sharing = processes;
            if (_loaded)
                UseShare();
        }
    }

    private static void UseShare()
    {
        if (_sharing == 1 || Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is { Length: > 0 })
            return;
        Threads = Math.Max(1, Threads / _sharing);
        torch.set_num_threads(Threads);
    }

    /// <summary>Runs when anything of this assembly is first used: before TorchSharp can be reached through it.</summary>
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage(
        "Usage", "CA2255", Justification = "The handler has to stand before TorchSharp's first native call.")]
    internal static void StandBy() => OlderLibstdcxx.StandBy();
}
