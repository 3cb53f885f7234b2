using Microsoft.ML;
using Microsoft.ML.Data;
using Spectre.Console;

namespace DigitRecognition;

/// <summary>Shows digits in the terminal, two pixels to a character.</summary>
internal static class DigitPictures
{
    private const int Side = 28, Gap = 2;

    /// <summary>Shows the first digits held out that were read rightly, and the first that were not.</summary>
    public static void Show(MLContext ml, IDataView heldOut, IDataView scored)
    {
        var read = heldOut.GetColumn<byte[]>("Image")
            .Zip(heldOut.GetColumn<byte>("Label"), scored.GetColumn<byte>("PredictedLabel"))
            .ToLookup(digit => digit.Second == digit.Third);
        foreach (var row in read[true].Take(2).Concat(read[false].Take(2)).Chunk(DigitsInALine))
        {
            for (int y = 0; y < Side; y += 2)
                Console.WriteLine(string.Join(new string(' ', Gap), row.Select(digit => Line(digit.First, y))).TrimEnd());
            Console.WriteLine(string.Join(new string(' ', Gap), row.Select(digit => Caption(digit.Second, digit.Third))).TrimEnd());
        }
    }

    private static int DigitsInALine => Math.Max(1, (AnsiConsole.Profile.Width + Gap) / (Side + Gap));

    private static string Caption(byte label, byte predicted) =>
        $"label {label}, predicted {predicted}{(label == predicted ? "" : ", wrong")}".PadRight(Side);

    private static string Line(byte[] image, int y) => string.Create(Side, (image, y), static (line, source) =>
    {
        for (int x = 0; x < Side; x++)
        {
            bool above = source.image[(source.y * Side) + x] > 96, below = source.image[((source.y + 1) * Side) + x] > 96;
            line[x] = (above, below) switch { (true, true) => '█', (true, false) => '▀', (false, true) => '▄', _ => ' ' };
        }
    });
}
