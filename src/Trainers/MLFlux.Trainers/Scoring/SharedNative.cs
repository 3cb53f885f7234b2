using MLFlux.Models;
using MLFlux.Native;
using MLFlux.Construction;

namespace MLFlux.Scoring;

/// <summary>
/// The native module of a model, built when first needed and shared by all who score with it. References are counted: the
/// memory is freed when it has been released and nobody is inside a call, and built again when somebody needs it later.
/// </summary>
/// <remarks>
/// ML.NET's prediction engines dispose the transformer they were made from, even while others use it. Here that frees memory
/// and breaks nothing: the weights stay in managed memory. Safe for any thread.
/// </remarks>
internal sealed class SharedModule(NeuralNetworkModel model, ComputeDevice device) : IDisposable
{
    private readonly Lock _gate = new();
    private Counted? _current;

    /// <summary>The module, for one call; the lease is disposed after it.</summary>
    public Lease Acquire()
    {
        lock (_gate)
        {
            _current ??= new Counted(NetworkWeights.BuildForScoring(model, device.Find()));
            _current.Users++;
            return new Lease(this, _current);
        }
    }

    /// <summary>Frees the module as soon as no call is inside it.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            Counted? released = _current;
            _current = null;
            if (released is null)
                return;

            released.IsReleased = true;
            FreeIfUnused(released);
        }
    }

    private void Return(Counted counted)
    {
        lock (_gate)
        {
            counted.Users--;
            FreeIfUnused(counted);
        }
    }

    private static void FreeIfUnused(Counted counted)
    {
        if (counted.IsReleased && counted.Users == 0)
            counted.Network.Dispose();
    }

    /// <summary>The right to use the module until disposed.</summary>
    public readonly ref struct Lease(SharedModule owner, Counted counted)
    {
        public BuiltNetwork Network => counted.Network;

        public void Dispose() => owner.Return(counted);
    }

    internal sealed class Counted(BuiltNetwork network)
    {
        public BuiltNetwork Network { get; } = network;

        public int Users { get; set; }

        public bool IsReleased { get; set; }
    }
}
