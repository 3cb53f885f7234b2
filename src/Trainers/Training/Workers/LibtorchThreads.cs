using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// How many threads libtorch uses inside an operation. That number is the process's, and fits that share out their batches set
/// it to 1 meanwhile: a fit that begins then must not take the 1 for the machine's number, or it would share out its batches
/// otherwise and end with other weights, nor leave the 1 behind.
/// </summary>
internal static class LibtorchThreads
{
    private static readonly Lock Gate = new();
    private static int _fits;
    private static int _usual;

    /// <summary>A fit begins.</summary>
    /// <returns>The number outside of fits, the same for all that run at the same time.</returns>
    public static int Enter()
    {
        lock (Gate)
        {
            if (_fits++ == 0)
                _usual = get_num_threads();
            return _usual;
        }
    }

    /// <summary>A fit has ended, and all its threads with it.</summary>
    public static void Leave()
    {
        lock (Gate)
        {
            _fits--;
            set_num_threads(_usual);
        }
    }
}
