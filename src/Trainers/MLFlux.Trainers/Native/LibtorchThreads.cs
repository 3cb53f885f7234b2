using static TorchSharp.torch;

namespace MLFlux.Native;

/// <summary>How many of its own threads libtorch computes with, for operations that the calling thread starts.</summary>
/// <remarks>
/// libtorch has a number for each thread that calls it and one for the process. A thread's first operation gives the thread the
/// process's number, which is the one that was set last by any thread: what a new thread has set for itself before is lost, and
/// its sums are rounded otherwise. Asking for the number counts as that first operation.
/// </remarks>
internal static class LibtorchThreads
{
    /// <summary>Has the calling thread's operations computed by so many threads from now on, whatever other threads set.</summary>
    public static void Use(int count)
    {
        _ = get_num_threads();
        set_num_threads(count);
    }
}
