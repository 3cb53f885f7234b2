using System.Buffers;
using Microsoft.ML.Data;
using MLFlux.Construction;
using MLFlux.Engines;

namespace MLFlux.Scoring;

/// <summary>
/// Scores blocks of rows by the engine of pretrained networks. The engine reads the model's weights as they are now, so that a network that
/// was trained further is computed by it, too. Safe for any thread.
/// </summary>
internal sealed class EngineScorer : IDisposable
{
    private readonly int _inputWidth, _outputWidth;
    private readonly SharedNative<Opened> _session;

    private EngineScorer(NeuralNetworkModel model, Layer body)
    {
        _inputWidth = model.InputShape.Size;
        _outputWidth = model.OutputWidth;

        // Blocks are shared out to threads, so that a call needs no more than its own.
        _session = new(() => new Opened(EngineNetworks.TryOpen(body, model.InputShape, model.Weights, threads: 1, out _)));
    }

    /// <summary>The scorer of a model; null where there is no engine for it.</summary>
    public static EngineScorer? TryCreate(NeuralNetworkModel model)
    {
        Layer body = OutputHead.Of(model.Network, model.Task).Body;
        return EngineNetworks.Takes(body, model.InputShape) ? new EngineScorer(model, body) : null;
    }

    /// <summary>Gives the raw outputs of rows; false where the engine computes no such network or no such rows.</summary>
    /// <param name="rows">The rows' features.</param>
    /// <param name="outputs">Takes the network's outputs for each row.</param>
    public bool TryScore(ReadOnlySpan<VBuffer<float>> rows, Span<float> outputs)
    {
        using SharedNative<Opened>.Lease lease = _session.Acquire();
        if (lease.Value.Session is not { } session)
            return false;
        float[] values = ArrayPool<float>.Shared.Rent(rows.Length * _inputWidth);
        float[] scores = ArrayPool<float>.Shared.Rent(rows.Length * _outputWidth);
        try
        {
            for (int i = 0; i < rows.Length; i++)
                rows[i].CopyTo(values.AsSpan(i * _inputWidth, _inputWidth));
            Memory<float> given = scores.AsMemory(0, rows.Length * _outputWidth);
            if (!session.TryCompute(values.AsMemory(0, rows.Length * _inputWidth), rows.Length, given))
                return false;
            given.Span.CopyTo(outputs);
            return true;
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    /// <summary>Frees native memory; scoring again makes it anew.</summary>
    public void Dispose() => _session.Dispose();

    /// <summary>A session, or that there is none.</summary>
    private sealed class Opened(IEngineSession? session) : IDisposable
    {
        public IEngineSession? Session => session;

        public void Dispose() => session?.Dispose();
    }
}
