using Microsoft.ML.Data;
using MLFlux.Kernels;

namespace MLFlux.Scoring;

/// <summary>The memory in which one thread takes block after block through a network: two pieces, in turns.</summary>
internal sealed class BlockMemory
{
    private readonly LaneChain _chain;
    private readonly LaneMemory[] _values;
    private readonly float[] _rows;

    /// <param name="chain">The network's steps.</param>
    public BlockMemory(LaneChain chain)
    {
        _chain = chain;
        int most = chain.Values.Max(planes => planes.Size);
        _values = [new LaneMemory(most), new LaneMemory(most)];
        _rows = new float[chain.Values[0].Values * chain.Values[0].Lanes];
    }

    /// <summary>Scores rows, as many as there are lanes at the most.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="outputs">Takes the network's raw outputs.</param>
    public void Run(ReadOnlySpan<VBuffer<float>> rows, Span<float> outputs)
    {
        int inputs = _chain.Values[0].Values, steps = _chain.Passes.Count;
        for (int i = 0; i < rows.Length; i++)
            rows[i].CopyTo(_rows.AsSpan(i * inputs, inputs));
        LaneRows.Load(_rows, rows.Length, Cleared(0), _chain.Values[0]);
        for (int i = 0; i < steps; i++)
        {
            Cleared(i + 1);
            _chain.Passes[i].Forward(0, _values[i % 2], _values[(i + 1) % 2]);
        }

        LaneRows.Store(_values[steps % 2].Span, _chain.Values[^1], outputs, rows.Length);
    }

    /// <summary>The memory for the values before a step, with zeros where a border is to be.</summary>
    private Span<float> Cleared(int step)
    {
        Span<float> values = _values[step % 2].Span[.._chain.Values[step].Size];
        if (_chain.Values[step].Border != default)
            values.Clear();
        return values;
    }
}
