using Microsoft.ML.Data;
using MLFlux.Kernels;

namespace MLFlux.Scoring;

/// <summary>
/// The memory in which one thread takes block after block through a network: of as few pieces as there are values at a time.
/// </summary>
internal sealed class BlockMemory
{
    private readonly LaneChain _chain;
    private readonly LaneMemory[] _pieces;
    private readonly int[] _places; // The piece of each value.
    private readonly float[] _rows;

    /// <param name="chain">The network's steps.</param>
    public BlockMemory(LaneChain chain)
    {
        _chain = chain;
        _places = Place(chain.Graph);
        int most = chain.Values.Max(planes => planes.Size);
        _pieces = [.. Enumerable.Range(0, _places.Max() + 1).Select(_ => new LaneMemory(most))];
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
        LaneRows.Load(_rows, rows.Length, Begin(0).Span[.._chain.Values[0].Size], _chain.Values[0]);
        for (int i = 0; i < steps; i++)
        {
            (_, int source, int? other) = _chain.Graph.Nodes[i];
            LaneMemory y = Begin(i + 1);
            _chain.Passes[i].Forward(0, _pieces[_places[source]], y);
            if (_chain.Passes[i] is SumPass sum)
                sum.Add(_pieces[_places[other!.Value]], y);
        }

        LaneRows.Store(_pieces[_places[steps]].Span, _chain.Values[steps], outputs, rows.Length);
    }

    /// <summary>The memory for a value, with zeros where a border is to be.</summary>
    private LaneMemory Begin(int value)
    {
        LaneMemory memory = _pieces[_places[value]];
        if (_chain.Values[value].Border != default)
            memory.Span[.._chain.Values[value].Size].Clear();
        return memory;
    }

    private static int[] Place(LaneGraph graph)
    {
        var places = new int[graph.Nodes.Count + 1];
        var free = new Stack<int>();
        int count = 1;
        for (int i = 0; i < graph.Nodes.Count; i++)
        {
            places[i + 1] = free.TryPop(out int piece) ? piece : count++;
            (_, int source, int? other) = graph.Nodes[i];
            foreach (int value in (int[])[source, .. other is int second && second != source ? [second] : (int[])[]])
            {
                if (graph.LastUse(value) == i)
                    free.Push(places[value]);
            }
        }

        return places;
    }
}
