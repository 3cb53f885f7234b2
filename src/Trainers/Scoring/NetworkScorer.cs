using System.Runtime.InteropServices;
using MLFlux.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Scoring;

/// <summary>Gives a model's raw scores for rows of features. Safe for any thread.</summary>
internal sealed class NetworkScorer(NeuralNetworkModel model, ComputeDevice device) : IDisposable
{
    private readonly SharedModule _module = new(model, device);
    private readonly Lazy<RowProgram?> _program = new(() => device.IsGpu ? null : RowProgram.TryCreate(model));

    /// <summary>How many values a row of features has.</summary>
    public int InputWidth { get; } = model.InputShape.Size;

    /// <summary>How many numbers the network gives for a row.</summary>
    public int OutputWidth { get; } = model.OutputWidth;

    /// <summary>Scores rows that lie one after another.</summary>
    /// <param name="features">The rows' features, <see cref="InputWidth"/> values each.</param>
    /// <param name="rows">How many rows there are.</param>
    /// <param name="outputs">Takes <see cref="OutputWidth"/> values for each row.</param>
    public void Score(ReadOnlySpan<float> features, int rows, Span<float> outputs)
    {
        using SharedModule.Lease lease = _module.Acquire();
        using DisposeScope scope = NewDisposeScope();
        using var noGradients = no_grad();
        Tensor input = empty(model.InputShape.Batch(rows));
        features[..(rows * InputWidth)].CopyTo(MemoryMarshal.Cast<byte, float>(input.bytes));
        Tensor output = lease.Network.Module.call(input.to(lease.Network.Device)).cpu().contiguous();
        MemoryMarshal.Cast<byte, float>(output.bytes).CopyTo(outputs);
    }

    /// <summary>A scorer of single rows for one thread.</summary>
    public RowScorer CreateRowScorer() => new(this, _program.Value);

    /// <summary>Frees native memory; scoring again makes it anew.</summary>
    public void Dispose() => _module.Dispose();
}
