using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>
/// Computes <see cref="EntityEmbeddingLayer"/>: [rows, inputs] → [rows, outputs]. Owns a table for each column, under its
/// place as name.
/// </summary>
internal sealed class EntityEmbeddingModule : nn.Module<Tensor, Tensor>
{
    private readonly (int Start, int Length)[] _others;
    private readonly (int Start, int Length)[] _columns;
    private readonly OneHotTable[] _tables;

    public EntityEmbeddingModule(int inputs, IReadOnlyList<(int Start, int Levels)> columns, Parameter[] weights)
        : base("EntityEmbedding")
    {
        _columns = [.. columns];
        _tables = [.. weights.Select(weight => new OneHotTable(weight))];
        for (int i = 0; i < _tables.Length; i++)
            register_module(CodeText.Number(i), _tables[i]);

        var others = new List<(int Start, int Length)>();
        int next = 0;
        foreach ((int start, int levels) in columns.Append((inputs, 0)))
        {
            if (start > next)
                others.Add((next, start - next));
            next = start + levels;
        }

        _others = [.. others];
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        var parts = new List<Tensor>();
        foreach ((int start, int length) in _others)
            parts.Add(input.narrow(1, start, length));
        for (int i = 0; i < _tables.Length; i++)
        {
            using Tensor slots = input.narrow(1, _columns[i].Start, _columns[i].Length);
            parts.Add(_tables[i].call(slots));
        }

        return cat(parts, 1).MoveToOuterDisposeScope();
    }
}
