using Microsoft.ML;
using MLFlux;

namespace ImageClassification;

/// <summary>Images to train on and images to hold out: those of a folder, or drawn ones.</summary>
internal static class ImageData
{
    private const double HeldOutFraction = 0.2;

    public static (IDataView Train, IDataView HeldOut) Load(MLContext ml, Settings settings)
    {
        string folder = settings.Data?.FullName ?? Drawings.Make(Path.Combine(settings.Out, "shapes"), settings.Seed);
        string train = Path.Combine(folder, "train"), test = Path.Combine(folder, "test");
        if (Directory.Exists(train) && Directory.Exists(test))
            return (List(ml, train), List(ml, test));

        var split = ml.Data.TrainTestSplit(List(ml, folder), HeldOutFraction, seed: settings.Seed);
        return (split.TrainSet, split.TestSet);
    }

    private static IDataView List(MLContext ml, string folder) =>
        ml.Data.LoadFromImageFolder(folder, skipped => Console.WriteLine($"left out: {skipped}"));
}
