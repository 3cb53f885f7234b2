using System.Runtime.InteropServices;
using MLFlux.Construction;
using MLFlux.Engines;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// The frozen head of a network, ready to compute rows: by the engine of pretrained networks where there is one, else by libtorch. Owns
/// both.
/// </summary>
internal sealed class PrefixHead : IDisposable
{
    private readonly Shape _between;
    private readonly IEngineSession? _session;
    private readonly Lazy<BuiltNetwork> _built;

    /// <param name="prefix">The network in two.</param>
    /// <param name="input">The shape of an example.</param>
    /// <param name="weights">The weights of the whole network.</param>
    /// <param name="build">Builds the head for libtorch, with its weights.</param>
    /// <param name="job">The fit.</param>
    public PrefixHead(
        FrozenPrefix prefix, Shape input, IReadOnlyList<NetworkWeight> weights, Func<BuiltNetwork> build, TrainingJob job)
    {
        _between = prefix.Between;
        _built = new Lazy<BuiltNetwork>(() =>
        {
            BuiltNetwork built = build();
            built.Module.eval();
            return built;
        });
        Device = job.Device;
        if (Device.type != DeviceType.CPU)
            return;
        _session = EngineNetworks.TryOpen(prefix.Head, input, weights, Libtorch.Threads, out string? reason);
        if (reason is not null)
            job.Context.Info($"The frozen layers are computed by libtorch: {reason}");
    }

    /// <summary>What computes, for people.</summary>
    public string Engine => _session is null ? "libtorch" : EngineNetworks.Name ?? "libtorch";

    /// <summary>Where rows are wanted.</summary>
    public Device Device { get; }

    /// <summary>What the head gives for rows, one after another.</summary>
    /// <param name="rows">The rows; what is made of them belongs to the caller's dispose scope.</param>
    public float[] Compute(Tensor rows)
    {
        int count = (int)rows.size(0);
        if (_session is not null)
        {
            var values = new float[count * _between.Size];
            if (_session.TryCompute(MemoryMarshal.Cast<byte, float>(rows.bytes).ToArray(), count, values))
                return values;
        }

        using IDisposable noGradients = no_grad();
        return MemoryMarshal.Cast<byte, float>(_built.Value.Module.call(rows).cpu().contiguous().bytes).ToArray();
    }

    public void Dispose()
    {
        _session?.Dispose();
        if (_built.IsValueCreated)
            _built.Value.Dispose();
    }
}
