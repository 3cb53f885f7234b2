using Microsoft.ML.Data;
using MLFlux.Kernels;

namespace MLFlux.Scoring;

/// <summary>The memory in which one thread takes block after block through a network: two pieces, in turns.</summary>
internal sealed class BlockMemory
{
    private readonly LaneMemory[] _values;
    private readonly float[] _rows;

    /// <param name="chain">The network's steps.</param>
    public BlockMemory(LaneChain chain)
    {
        Chain = chain;
        int most = chain.Values.Max(planes => planes.Size);
        _values = [new LaneMemory(most), new LaneMemory(most)];
        _rows = new float[chain.Values[0].Values * chain.Values[0].Lanes];
    }

    /// <summary>The network's steps.</summary>
    public LaneChain Chain { get; }

    /// <summary>Scores rows, as many as there are lanes at the most.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="outputs">Takes the network's raw outputs.</param>
    public void Run(ReadOnlySpan<VBuffer<float>> rows, Span<float> outputs)
    {
        int inputs = Chain.Values[0].Values, steps = Chain.Passes.Count;
        for (int i = 0; i < rows.Length; i++)
            rows[i].CopyTo(_rows.AsSpan(i * inputs, inputs));
        LaneRows.Load(_rows, rows.Length, Cleared(0), Chain.Values[0]);
        for (int i = 0; i < steps; i++)
        {
            Cleared(i + 1);
            Chain.Passes[i].Forward(0, _values[i % 2], _values[(i + 1) % 2]);
        }

        LaneRows.Store(_values[steps % 2].Span, Chain.Values[^1], outputs, rows.Length);
    }

    /// <summary>The memory for the values before a step, with zeros where a border is to be.</summary>
    private Span<float> Cleared(int step)
    {
        Span<float> values = _values[step % 2].Span[..Chain.Values[step].Size];
        if (Chain.Values[step].Border != default)
            values.Clear();
        return values;
    }
}
