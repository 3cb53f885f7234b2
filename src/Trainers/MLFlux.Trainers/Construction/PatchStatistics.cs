using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Mean and covariance of vectors of numbers, added up in double precision, and what whitens them.</summary>
/// <param name="width">How many numbers a vector has.</param>
internal sealed class PatchStatistics(int width)
{
    /// <summary>How many values of rows are made patches of at once: each becomes as many as the window has places over it.</summary>
    private const long BlockValues = 1 << 18;

    private readonly double[] _sums = new double[width], _products = new double[width * width];
    private long _count;

    /// <summary>Adds the vectors of rows.</summary>
    /// <param name="rows">The rows: [rows, ...].</param>
    /// <param name="patches">Makes vectors of rows: [any number, width].</param>
    public void Add(Tensor rows, Func<Tensor, Tensor> patches)
    {
        long count = rows.size(0), block = Math.Max(1, BlockValues / Math.Max(1, rows.numel() / Math.Max(1, count)));
        for (long first = 0; first < count; first += block)
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor vectors = patches(rows.narrow(0, first, Math.Min(block, count - first))).cpu().to(ScalarType.Float64);
            AddTo(_sums, vectors.sum([0L]));
            AddTo(_products, vectors.t().matmul(vectors));
            _count += vectors.size(0);
        }
    }

    /// <summary>The directions that whiten the vectors; null where these are all the same, too few, or not all finite.</summary>
    /// <param name="epsilon">What is added to each eigenvalue, as a part of their mean.</param>
    public WhiteningDirections? Whiten(double epsilon)
    {
        if (_count < 2)
            return null;
        double[] mean = [.. _sums.Select(sum => sum / _count)];
        var covariance = new double[width, width];
        for (int i = 0; i < width; i++)
        {
            for (int j = 0; j < width; j++)
                covariance[i, j] = (_products[(i * width) + j] / _count) - (mean[i] * mean[j]);
        }

        // A variance of less than what rounding leaves of the squares is none.
        double variance = Enumerable.Range(0, width).Average(i => covariance[i, i]);
        double squares = Enumerable.Range(0, width).Average(i => _products[(i * width) + i] / _count);
        if (!double.IsFinite(squares) || !(variance > squares * 1e-12))
            return null;

        using DisposeScope scope = NewDisposeScope();
        (Tensor values, Tensor vectors) = linalg.eigh(tensor(covariance));
        return new WhiteningDirections(mean, Doubles(values), Doubles(vectors.t().contiguous()), epsilon * variance);
    }

    private static void AddTo(double[] sums, Tensor values)
    {
        ReadOnlySpan<double> added = MemoryMarshal.Cast<byte, double>(values.contiguous().bytes);
        for (int i = 0; i < sums.Length; i++)
            sums[i] += added[i];
    }

    private static double[] Doubles(Tensor values) => MemoryMarshal.Cast<byte, double>(values.contiguous().bytes).ToArray();
}
