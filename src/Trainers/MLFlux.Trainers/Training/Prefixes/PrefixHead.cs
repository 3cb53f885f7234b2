using System.Runtime.InteropServices;
using MLFlux.Construction;
using MLFlux.Engines;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// The frozen head of a network over a column, ready to compute rows: by the engine of pretrained networks where there is one, else by
/// libtorch. Owns both.
/// </summary>
internal sealed class PrefixHead : IDisposable
{
    private readonly IEngineSession? _session;
    private readonly Lazy<BuiltNetwork> _built;
    private readonly bool _isAlone;

    /// <param name="part">The layers.</param>
    /// <param name="weights">The weights of the whole network.</param>
    /// <param name="build">Builds the layers for libtorch, with their weights.</param>
    /// <param name="job">The fit.</param>
    public PrefixHead(PrefixPart part, IReadOnlyList<NetworkWeight> weights, Func<BuiltNetwork> build, TrainingJob job)
    {
        Part = part;
        _isAlone = job.Inputs.Shape.Equals(part.Input);
        _built = new Lazy<BuiltNetwork>(() =>
        {
            BuiltNetwork built = build();
            built.Module.eval();
            return built;
        });
        if (job.Device.type != DeviceType.CPU)
            return;
        int threads = job.Options.ExactSums ? 1 : Libtorch.Threads;
        _session = EngineNetworks.TryOpen(part.Head, part.Input, weights, threads, out string? reason);
        if (reason is not null)
            job.Context.Info($"The frozen layers are computed by libtorch: {reason}");
    }

    /// <summary>The layers.</summary>
    public PrefixPart Part { get; }

    /// <summary>What computes, for people.</summary>
    public string Engine => _session is null ? "libtorch" : EngineNetworks.Name ?? "libtorch";

    /// <summary>What the layers give of rows, one row after another.</summary>
    /// <param name="rows">
    /// The rows with the values of all columns; what is made of them belongs to the caller's dispose scope.
    /// </param>
    public float[] Compute(Tensor rows)
    {
        int count = (int)rows.size(0);
        Tensor own = _isAlone ? rows : rows.narrow(1, Part.Start, Part.Input.Size).contiguous().view(Part.Input.Batch(count));
        if (_session is not null)
        {
            var values = new float[count * Part.Between.Size];
            if (_session.TryCompute(MemoryMarshal.Cast<byte, float>(own.bytes).ToArray(), count, values))
                return values;
        }

        using IDisposable noGradients = no_grad();
        return MemoryMarshal.Cast<byte, float>(_built.Value.Module.call(own).cpu().contiguous().bytes).ToArray();
    }

    public void Dispose()
    {
        _session?.Dispose();
        if (_built.IsValueCreated)
            _built.Value.Dispose();
    }
}
