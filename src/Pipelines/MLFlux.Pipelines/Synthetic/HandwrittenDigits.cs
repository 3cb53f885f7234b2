using MLFlux.Synthetic;

namespace MLFlux;

/// <summary>
/// Digits that look handwritten, made from a seed: for examples, tests and benchmarks that must not need a download.
/// <see cref="HandwrittenDigitsCatalog.MakeHandwrittenDigits"/> gives the same digits as an IDataView.
/// </summary>
/// <remarks>
/// <para>
/// Each digit is drawn from pen strokes in one of several ways of writing it, with random slant, size, stretch, place, pen
/// width, pressure, wobble, softness and noise. An image is <see cref="Height"/> × <see cref="Width"/> bytes, row by row,
/// light ink (255) on dark paper (0), as in MNIST.
/// </para>
/// <para>
/// An image depends on the seed and its index alone, not on how many are made. Only operations that IEEE 754 rounds
/// exactly are used, so the bytes are the same on every machine. Each ten images, counted from index 0, hold every digit
/// once, in random order. Safe for any thread.
/// </para>
/// </remarks>
public static class HandwrittenDigits
{
    /// <summary>The height of an image in pixels.</summary>
    public const int Height = 28;

    /// <summary>The width of an image in pixels.</summary>
    public const int Width = 28;

    /// <summary>The bytes of one image.</summary>
    public const int ImageSize = Height * Width;

    /// <summary>Draws one digit.</summary>
    /// <param name="pixels">Takes the image: <see cref="ImageSize"/> bytes.</param>
    /// <param name="index">Which digit of the endless row that the seed stands for, from 0.</param>
    /// <param name="seed">Any number; another seed gives other digits.</param>
    /// <returns>The digit drawn, 0 to 9.</returns>
    /// <exception cref="ArgumentException"><paramref name="pixels"/> is not <see cref="ImageSize"/> bytes long.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public static byte Draw(Span<byte> pixels, int index, int seed)
    {
        if (pixels.Length != ImageSize)
            throw new ArgumentException($"An image takes {ImageSize} bytes (28 × 28); the span has {pixels.Length}.", nameof(pixels));
        ArgumentOutOfRangeException.ThrowIfNegative(index);

        byte digit = Label(index, seed);
        var random = new PenRandom(seed, index);
        PenStroke[] strokes = Handwriting.Write(digit, ref random);
        Paper.Draw(strokes, pixels, ref random);
        return digit;
    }

    /// <summary>The digit at an index, without drawing it.</summary>
    /// <param name="index">The place in the endless row of digits, from 0.</param>
    /// <param name="seed">The seed of the row.</param>
    /// <returns>The digit, 0 to 9.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="index"/> is negative.</exception>
    public static byte Label(int index, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);

        // A stream of its own for each ten, beside those of the images, which are numbered from 0 up.
        var random = new PenRandom(seed, -1 - (index / 10));
        Span<byte> order = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
        for (int last = 9; last > 0; last--)
        {
            int other = random.Below(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order[index % 10];
    }

    /// <summary>Draws a run of digits, on all processors: what an IDX file of images and one of labels hold.</summary>
    /// <param name="count">How many, at least 0 and at most 2,739,136 (2 GiB of pixels).</param>
    /// <param name="seed">The seed of the row.</param>
    /// <param name="firstIndex">The index of the first, from 0; rows for training and for testing are neighbours.</param>
    /// <returns>The images, one after another, <see cref="ImageSize"/> bytes each; and the label of each.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static (byte[] Images, byte[] Labels) Draw(int count, int seed, int firstIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / ImageSize);
        ArgumentOutOfRangeException.ThrowIfNegative(firstIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(firstIndex, int.MaxValue - count);

        var images = new byte[count * ImageSize];
        var labels = new byte[count];
        Parallel.For(0, count, row =>
            labels[row] = Draw(images.AsSpan(row * ImageSize, ImageSize), firstIndex + row, seed));
        return (images, labels);
    }
}
