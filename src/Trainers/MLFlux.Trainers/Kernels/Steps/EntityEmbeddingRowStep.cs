using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>The vectors of the levels of one row: of all slots only those that are on are multiplied.</summary>
/// <param name="step">Where the columns' slots are.</param>
/// <param name="tables">The table of each column: the vector of unseen levels, then those of the levels.</param>
internal sealed class EntityEmbeddingRowStep(EntityEmbeddingStep step, float[][] tables) : RowStep(step.Output.Size)
{
    public override void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        int[] others = step.Others;
        for (int i = 0; i < others.Length; i++)
            y[i] = x[others[i]];
        y = y[others.Length..];
        for (int column = 0; column < tables.Length; column++)
        {
            int width = step.Widths[column];
            Write(x.Slice(step.Columns[column].Start, step.Columns[column].Levels), tables[column], y[..width]);
            y = y[width..];
        }
    }

    /// <summary>The sum of the vectors of the slots that are on, or that of levels that were not seen.</summary>
    public static void Write(ReadOnlySpan<float> slots, ReadOnlySpan<float> table, Span<float> vector)
    {
        int slot = Nonzeros.Next(slots, 0), width = vector.Length;
        if (slot < 0)
        {
            table[..width].CopyTo(vector); // That of levels that were not seen.
            return;
        }

        TensorPrimitives.Multiply(table.Slice((slot + 1) * width, width), slots[slot], vector);
        while ((slot = Nonzeros.Next(slots, slot + 1)) >= 0)
            TensorPrimitives.MultiplyAdd(table.Slice((slot + 1) * width, width), slots[slot], vector, vector);
    }
}
