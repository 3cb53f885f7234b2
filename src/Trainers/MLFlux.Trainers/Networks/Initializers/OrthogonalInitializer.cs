using System.Numerics.Tensors;
using MLFlux.Construction;
using MLFlux.Seeds;

namespace MLFlux;

/// <summary>See <see cref="Initializers.Orthogonal"/>.</summary>
internal sealed record OrthogonalInitializer : Initializer
{
    public OrthogonalInitializer(double gain) => Gain = ArgumentChecks.That(gain, gain > 0, "greater than 0");

    public double Gain { get; }

    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random)
    {
        int rows = shape[0], columns = values.Length / rows;
        bool isWide = rows <= columns;
        double[][] vectors = Orthonormal(Math.Min(rows, columns), Math.Max(rows, columns), random);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                values[(row * columns) + column] = (float)(Gain * (isWide ? vectors[row][column] : vectors[column][row]));
        }
    }

    public override string ToString() => Gain == Initializers.OrthogonalGain ? "Orthogonal()" : $"Orthogonal({CodeText.Number(Gain)})";

    /// <summary>Random directions at right angles to each other, by Gram and Schmidt.</summary>
    private static double[][] Orthonormal(int count, int length, Random random)
    {
        var vectors = new double[count][];
        var draws = new float[length];
        for (int i = 0; i < count; i++)
        {
            Distributions.Normal(draws, 1, random);
            double[] vector = vectors[i] = new double[length];
            TensorPrimitives.ConvertTruncating<float, double>(draws, vector);

            // Twice is enough (Kahan and Parlett): the second time takes away what rounding left of the others.
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                    TensorPrimitives.MultiplyAdd(vectors[j], -TensorPrimitives.Dot<double>(vectors[j], vector), vector, vector);
            }

            TensorPrimitives.Divide(vector, TensorPrimitives.Norm<double>(vector), vector);
        }

        return vectors;
    }
}
