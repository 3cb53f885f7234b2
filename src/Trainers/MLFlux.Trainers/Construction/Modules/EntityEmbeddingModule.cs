using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Computes <see cref="EntityEmbeddingLayer"/>: [rows, inputs] → [rows, outputs]. Owns a table for each column, under its
/// place as name.
/// </summary>
/// <remarks>
/// All columns at once, since an operation on a batch costs more for being called than for its numbers: one product of the
/// slots, with one more for each column that is on where all its others are off, and the tables along a diagonal.
/// </remarks>
internal sealed class EntityEmbeddingModule : nn.Module<Tensor, Tensor>
{
    private readonly EntityTable[] _tables;
    private readonly long[] _others;
    private readonly long[] _slots;
    private readonly long[] _order;
    private readonly float[] _columnOfSlot;

    public EntityEmbeddingModule(int inputs, IReadOnlyList<(int Start, int Levels)> columns, Parameter[] weights)
        : base("EntityEmbedding")
    {
        _tables = [.. weights.Select(weight => new EntityTable(weight))];
        for (int i = 0; i < _tables.Length; i++)
            register_module(CodeText.Number(i), _tables[i]);

        _slots = [.. columns.SelectMany(column => Enumerable.Range(column.Start, column.Levels)).Select(slot => (long)slot)];
        _others = [.. Enumerable.Range(0, inputs).Select(slot => (long)slot).Except(_slots)];
        _columnOfSlot = new float[_slots.Length * columns.Count];
        var order = new List<long>();
        int next = 0;
        for (int column = 0; column < columns.Count; column++)
        {
            order.Add(column); // The slot for unseen levels, before those of the column.
            for (int level = 0; level < columns[column].Levels; level++, next++)
            {
                order.Add(columns.Count + next);
                _columnOfSlot[(next * columns.Count) + column] = 1;
            }
        }

        _order = [.. order];
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor slots = input.index_select(1, tensor(_slots, device: input.device));
        Tensor columnOfSlot = tensor(_columnOfSlot, dtype: input.dtype, device: input.device).view(_slots.Length, -1);
        Tensor unseen = slots.detach().abs().matmul(columnOfSlot).Is(0).to(input.dtype);
        Tensor levels = cat([unseen, slots], 1).index_select(1, tensor(_order, device: input.device));
        Tensor vectors = levels.matmul(block_diag([.. _tables.Select(table => table.Table)]));
        if (_others.Length == 0)
            return vectors.MoveToOuterDisposeScope();
        return cat([input.index_select(1, tensor(_others, device: input.device)), vectors], 1).MoveToOuterDisposeScope();
    }
}
