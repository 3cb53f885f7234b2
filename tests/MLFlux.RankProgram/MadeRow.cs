using Microsoft.ML.Data;

namespace MLFlux.RankProgram;

/// <summary>A made row of ten classes, each around a corner of its own.</summary>
internal sealed class MadeRow
{
    public const int Classes = 10;

    [KeyType(Classes)]
    public uint Label { get; set; }

    public float[] Features { get; set; } = [];

    /// <summary>The same rows on each pass and each rank.</summary>
    /// <param name="count">How many.</param>
    /// <param name="width">How many features each has.</param>
    /// <param name="failsOnPass">The pass in whose middle reading fails; 0 for none.</param>
    public static IEnumerable<MadeRow> Make(int count, int width, int failsOnPass)
    {
        int pass = 0;
        return Rows();

        IEnumerable<MadeRow> Rows()
        {
            bool fails = ++pass == failsOnPass;
            var random = new Random(1);
            for (int row = 0; row < count; row++)
            {
                if (fails && row == count / 2)
                    throw new InvalidDataException($"row {row} cannot be read");
                uint label = (uint)random.Next(Classes) + 1;
                float[] features = new float[width];
                for (int i = 0; i < width; i++)
                    features[i] = ((i % Classes) + 1 == label ? 0.3f : 0) + random.NextSingle();
                yield return new MadeRow { Label = label, Features = features };
            }
        }
    }
}
