using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux;

/// <summary>Made digits as data for ML.NET.</summary>
public static class HandwrittenDigitsCatalog
{
    /// <summary>
    /// Makes digits that look handwritten (see <see cref="HandwrittenDigits"/>), with the columns that <c>LoadFromIdx</c>
    /// gives for MNIST: <c>Image</c>, a vector of 28 × 28 bytes, and <c>Label</c>, a byte from 0 to 9.
    /// </summary>
    /// <param name="catalog">The data catalog of an MLContext.</param>
    /// <param name="count">How many, from 1 to 2,739,136.</param>
    /// <param name="seed">Any number. The same seed gives the same digits on every machine.</param>
    /// <param name="firstIndex">
    /// The index of the first, from 0, so that data for testing follows on data for training: digits 0 to 9,999 to train,
    /// and with <c>firstIndex: 10_000</c> others, of the same seed, to test.
    /// </param>
    /// <returns>A view in memory, 784 bytes a digit, that many threads may read at once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static IDataView MakeHandwrittenDigits(
        this DataOperationsCatalog catalog, int count, int seed = 1, int firstIndex = 0)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);

        (byte[] images, byte[] labels) = HandwrittenDigits.Draw(count, seed, firstIndex);
        var rows = new Digit[count];
        for (int row = 0; row < count; row++)
        {
            int start = row * HandwrittenDigits.ImageSize;
            rows[row] = new Digit { Image = images[start..(start + HandwrittenDigits.ImageSize)], Label = labels[row] };
        }

        return catalog.LoadFromEnumerable(rows);
    }

    private sealed class Digit
    {
        [VectorType(HandwrittenDigits.Height, HandwrittenDigits.Width)]
        public byte[] Image { get; set; } = [];

        public byte Label { get; set; }
    }
}
