using System.Numerics.Tensors;

namespace MLFlux.Kernels;

/// <summary>The largest values under a window over each channel of an image, which is not padded.</summary>
internal sealed class MaxPoolKernel(int channels, int height, int width, int windowHeight, int windowWidth, int strideY, int strideX)
{
    /// <summary>Rows up to this length need no memory of the heap.</summary>
    private const int Stretch = 1024;

    private readonly int _rows = ((height - windowHeight) / strideY) + 1;
    private readonly int _columns = ((width - windowWidth) / strideX) + 1;

    /// <param name="x">[channels, height, width].</param>
    /// <param name="y">Takes [channels, outputHeight, outputWidth].</param>
    public void Run(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> line = width <= Stretch ? stackalloc float[Stretch] : new float[width];
        line = line[..width];
        for (int row = 0; row < channels * _rows; row++)
        {
            int first = (row / _rows * height) + (row % _rows * strideY);
            ReadOnlySpan<float> rows = x[(first * width)..];
            rows[..width].CopyTo(line);
            for (int i = 1; i < windowHeight; i++)
                TensorPrimitives.Max(line, rows.Slice(i * width, width), line);
            Pool(line, y.Slice(row * _columns, _columns));
        }
    }

    private void Pool(ReadOnlySpan<float> line, Span<float> results)
    {
        for (int column = 0; column < results.Length; column++)
        {
            float most = line[column * strideX];
            for (int i = 1; i < windowWidth; i++)
                most = MathF.Max(most, line[(column * strideX) + i]);
            results[column] = most;
        }
    }
}
