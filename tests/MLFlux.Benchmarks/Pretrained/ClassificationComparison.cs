using System.Diagnostics;
using Microsoft.ML;
using MLFlux.Benchmarks.Tasks;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>
/// <c>TextClassification</c> over MiniLM on all short messages but a fifth: of one text, and of two, of which the second begins with the
/// fifth word. A model that another process has loaded scores all messages the same, to the bit.
/// </summary>
internal static class ClassificationComparison
{
    private const int Length = 62, PairLength = 40;
    private const double HeldOut = 0.2, Least = 0.95;

    public static IEnumerable<TaskOutcome> Run(string folder)
    {
        var ml = new MLContext(seed: 1);
        IDataView messages = Messages.LoadPairs(ml, folder);
        DataOperationsCatalog.TrainTestData split = ml.Data.TrainTestSplit(messages, HeldOut, seed: 1);
        foreach ((string name, string first, string? second) in ((string, string, string?)[])
            [("one text", Messages.Text, null), ("two texts", Messages.Beginning, Messages.Rest)])
        {
            long start = Stopwatch.GetTimestamp();
            var model = ml.Transforms.IfPresent("Label", ml.Transforms.Conversion.MapValueToKey(Messages.Label)).Append(
                ml.MulticlassClassification.Trainers.TextClassification(
                    Backbones.MiniLM(second is null ? Length : PairLength), sentence1ColumnName: first, sentence2ColumnName: second))
                .Fit(split.TrainSet);
            double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            double accuracy = ml.MulticlassClassification.Evaluate(model.Transform(split.TestSet)).MicroAccuracy;
            yield return new(
                $"TextClassification, sms.csv, {name}", $"{accuracy:0.0000}", $"{seconds:0} s for the fit", $"≥ {Least}",
                accuracy >= Least);
            bool isSame = LoadedScores.Of(model, messages).Select(BitConverter.SingleToInt32Bits)
                .SequenceEqual(LoadedScores.Measure(model, messages, folder).Select(BitConverter.SingleToInt32Bits));
            yield return new($"{name}: scores of another process", isSame ? "same bits" : "others", "", "same bits", isSame);
        }
    }
}
