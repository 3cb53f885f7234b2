using Microsoft.ML;
using MLFlux;

namespace DigitRecognition;

/// <summary>Digits to train on and digits to hold out: MNIST's, or made ones.</summary>
internal static class DigitData
{
    private const int MadeToTrain = 10_000, MadeToTest = 2_000;

    public static (IDataView Train, IDataView HeldOut) Load(MLContext ml, Settings settings)
    {
        if (settings.Data is not { } folder)
        {
            int count = settings.Train ?? MadeToTrain;
            return (ml.Data.MakeHandwrittenDigits(count, settings.Seed),
                    ml.Data.MakeHandwrittenDigits(settings.Test ?? MadeToTest, settings.Seed, firstIndex: count));
        }

        string images = Find(folder, "train-images-idx3-ubyte"), labels = Find(folder, "train-labels-idx1-ubyte");
        IDataView train = ml.Data.LoadFromIdx(images, labels, count: settings.Train);
        IDataView heldOut = settings is { Train: int start, Test: int held }
            ? ml.Data.LoadFromIdx(images, labels, start, held)
            : ml.Data.LoadFromIdx(Find(folder, "t10k-images-idx3-ubyte"), Find(folder, "t10k-labels-idx1-ubyte"));
        return (train, heldOut);
    }

    private static string Find(DirectoryInfo folder, string name)
    {
        string plain = Path.Combine(folder.FullName, name), compressed = plain + ".gz";
        if (File.Exists(plain))
            return plain;
        return File.Exists(compressed)
            ? compressed
            : throw new FileNotFoundException($"There is no {name} and no {name}.gz in {folder}, the folder given as --data.");
    }
}
