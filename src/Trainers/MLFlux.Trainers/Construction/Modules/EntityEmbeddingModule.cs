using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Computes <see cref="EntityEmbeddingLayer"/>: [rows, inputs] → [rows, outputs]. Owns a table for each column, under its
/// place as name.
/// </summary>
/// <remarks>
/// Where slots are few, all columns at once, since an operation on a batch costs more for being called than for its numbers: one product
/// of the slots, with one more for each column that is on where all its others are off, and the tables along a diagonal. Thousands of
/// slots are not copied for that: each column's are multiplied where they lie.
/// </remarks>
internal sealed class EntityEmbeddingModule : nn.Module<Tensor, Tensor>
{
    private const int ManySlots = 1_000;

    private readonly EntityTable[] _tables;
    private readonly (int Start, int Levels)[] _columns;
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

        _columns = [.. columns];
        _slots = [.. columns.SelectMany(column => Enumerable.Range(column.Start, column.Levels)).Select(slot => (long)slot)];
        _others = [.. Enumerable.Range(0, inputs).Select(slot => (long)slot).Except(_slots)];
        _columnOfSlot = new float[IsWide ? 0 : _slots.Length * columns.Count];
        var order = new List<long>();
        int next = 0;
        for (int column = 0; column < columns.Count; column++)
        {
            order.Add(column); // The slot for unseen levels, before those of the column.
            for (int level = 0; level < columns[column].Levels; level++, next++)
            {
                order.Add(columns.Count + next);
                if (!IsWide)
                    _columnOfSlot[(next * columns.Count) + column] = 1;
            }
        }

        _order = [.. order];
    }

    private bool IsWide => _slots.Length >= ManySlots;

    public override Tensor forward(Tensor input)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor vectors = IsWide ? cat([.. _columns.Select((_, column) => Vectors(input, column))], 1) : Vectors(input);
        if (_others.Length == 0)
            return vectors.MoveToOuterDisposeScope();
        return cat([input.index_select(1, tensor(_others, device: input.device)), vectors], 1).MoveToOuterDisposeScope();
    }

    /// <summary>The vectors of one column.</summary>
    private Tensor Vectors(Tensor input, int column)
    {
        (int start, int levels) = _columns[column];
        Tensor slots = input.narrow(1, start, levels), table = _tables[column].Table;
        Tensor unseen = slots.detach().any(1, true).logical_not().to(input.dtype);
        return slots.matmul(table.narrow(0, 1, levels)).PlusProduct(unseen, table.narrow(0, 0, 1));
    }

    /// <summary>The vectors of all columns.</summary>
    private Tensor Vectors(Tensor input)
    {
        Tensor slots = input.index_select(1, tensor(_slots, device: input.device));
        Tensor columnOfSlot = tensor(_columnOfSlot, dtype: input.dtype, device: input.device).view(_slots.Length, -1);
        Tensor unseen = slots.detach().abs().matmul(columnOfSlot).Is(0).to(input.dtype);
        Tensor levels = cat([unseen, slots], 1).index_select(1, tensor(_order, device: input.device));
        return levels.matmul(block_diag([.. _tables.Select(table => table.Table)]));
    }
}
