using MLFlux.Construction;
using MLFlux.Seeds;

namespace MLFlux;

/// <summary>See <see cref="Initializers.Sparse"/>.</summary>
internal sealed record SparseInitializer : Initializer
{
    public SparseInitializer(double sparsity, double deviation)
    {
        Sparsity = ArgumentChecks.That(sparsity, sparsity is >= 0 and <= 1, "from 0 to 1");
        Deviation = ArgumentChecks.That(deviation, deviation > 0, "greater than 0");
    }

    public double Sparsity { get; }

    public double Deviation { get; }

    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random)
    {
        int rows = shape[0], columns = values.Length / rows, zeros = (int)Math.Ceiling(Sparsity * rows);
        Distributions.Normal(values, Deviation, random);
        int[] order = [.. Enumerable.Range(0, rows)];
        for (int column = 0; column < columns; column++)
        {
            random.Shuffle(order);
            foreach (int row in order.AsSpan(0, zeros))
                values[(row * columns) + column] = 0;
        }
    }

    public override string ToString()
    {
        CallWriter call = new CallWriter("Sparse").Add("sparsity", Sparsity);
        if (Deviation != Initializers.SparseDeviation)
            call.Add("deviation", Deviation);
        return call.ToString();
    }
}
