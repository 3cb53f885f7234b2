using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Tasks;

/// <summary>A picture of one to four digits in its quarters, each at half its size, and which digits are there.</summary>
internal sealed class DigitsRow
{
    /// <summary>One for each digit.</summary>
    public const int Labels = 10;

    [VectorType(1, HandwrittenDigits.Height, HandwrittenDigits.Width)]
    public float[] Features { get; set; } = new float[HandwrittenDigits.ImageSize];

    [VectorType(Labels)]
    public bool[] Label { get; set; } = new bool[Labels];

    /// <summary>Draws rows. A digit is often followed by the next one, so that labels depend on each other.</summary>
    public static DigitsRow[] Make(int count, int seed)
    {
        var random = new Random(seed);
        (byte[] images, byte[] digits) = HandwrittenDigits.Draw(10 * count, seed);
        ILookup<byte, int> places = Enumerable.Range(0, digits.Length).ToLookup(i => digits[i]);
        int[][] of = [.. Enumerable.Range(0, Labels).Select(digit => places[(byte)digit].ToArray())];
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var row = new DigitsRow();
            int digit = random.Next(Labels);
            int[] quarters = [0, 1, 2, 3];
            random.Shuffle(quarters);
            foreach (int quarter in quarters.AsSpan(0, random.Next(1, 5)))
            {
                int image = of[digit][random.Next(of[digit].Length)];
                Draw(images.AsSpan(image * HandwrittenDigits.ImageSize, HandwrittenDigits.ImageSize), quarter, row.Features);
                row.Label[digit] = true;
                digit = random.NextDouble() < 0.6 ? (digit + 1) % Labels : random.Next(Labels);
            }

            return row;
        })];
    }

    private static void Draw(ReadOnlySpan<byte> image, int quarter, float[] picture)
    {
        const int Side = HandwrittenDigits.Width, Half = Side / 2;
        for (int y = 0; y < Half; y++)
        {
            for (int x = 0; x < Half; x++)
            {
                int from = (2 * y * Side) + (2 * x), sum = image[from] + image[from + 1] + image[from + Side] + image[from + Side + 1];
                picture[(((quarter / 2 * Half) + y) * Side) + (quarter % 2 * Half) + x] = sum / 1020f;
            }
        }
    }
}
