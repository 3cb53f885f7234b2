using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Features that are whole numbers naming rows of a table.</summary>
internal static class Indices
{
    /// <summary>The rows of a table that a batch of features names: [...] gives [..., width]. A NaN gives NaN.</summary>
    /// <param name="table">[levels, width].</param>
    /// <param name="features">Whole numbers from 0 to less than the levels, or NaN.</param>
    /// <param name="layer">The layer as it is written, for a message.</param>
    /// <param name="padding">The row that is zeros, whatever the table has, and that learns nothing; null for none.</param>
    /// <exception cref="InvalidOperationException">A feature is something else.</exception>
    public static Tensor Rows(Tensor table, Tensor features, string layer, int? padding = null)
    {
        using var scope = NewDisposeScope();
        Tensor numbers = features.detach().to(ScalarType.Float64).cpu().contiguous().view(-1);
        ReadOnlySpan<double> values = numbers.data<double>().ToArray();
        var rows = new long[values.Length];
        bool anyMissing = false;
        for (int i = 0; i < values.Length; i++)
        {
            double value = values[i];
            if (double.IsNaN(value))
                anyMissing = true;
            else if (value < 0 || value >= table.size(0) || value != Math.Floor(value))
                throw OutOfRange(layer, value, table.size(0));
            else
                rows[i] = (long)value;
        }

        Tensor found = table.index_select(0, tensor(rows).to(table.device)).view([.. features.shape, table.size(1)]);
        if (padding is int zeros)
            found = found.Filled(features.Is(zeros).unsqueeze(-1), 0);
        if (anyMissing)
            found = found.Filled(features.isnan().unsqueeze(-1), double.NaN);
        return found.MoveToOuterDisposeScope();
    }

    private static InvalidOperationException OutOfRange(string layer, double value, long levels) => new(
        $"{layer}: a feature is {CodeText.Number(value)}; it takes whole numbers from 0 to {levels - 1}. Give it more levels, or features "
        + "that are indices.");
}
