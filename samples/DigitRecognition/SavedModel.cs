using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;

namespace DigitRecognition;

/// <summary>Saves the whole pipeline and makes sure that what was saved is what was trained.</summary>
internal static class SavedModel
{
    public static void SaveAndCheck(MLContext ml, ITransformer model, IDataView digits, string path)
    {
        ml.Model.SaveAtomically(model, digits.Schema, path);

        // As another program would: nothing but a fresh context and the file.
        ITransformer loaded = new MLContext().Model.Load(path, out _);
        if (!Scores(loaded, digits).SequenceEqual(Scores(model, digits)))
            throw new InvalidOperationException($"The model loaded from {path} does not score as the one that was saved.");
        Console.WriteLine($"saved {path}; loaded again, it predicts the same");
    }

    private static IEnumerable<float> Scores(ITransformer model, IDataView digits) =>
        model.Transform(digits).GetColumn<float[]>("Score").SelectMany(scores => scores);
}
