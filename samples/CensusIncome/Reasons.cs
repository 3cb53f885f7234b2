using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux;

namespace CensusIncome;

/// <summary>Why a model thinks that somebody earns much: what each column adds to the score of the mean person.</summary>
internal static class Reasons
{
    private const int Shown = 4;

    /// <summary>A line for each of the first people: what was predicted, and the columns that add or take most.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="model">The fitted pipeline, which ends in a network.</param>
    /// <param name="people">The people, as the pipeline takes them.</param>
    /// <param name="count">How many lines.</param>
    public static IReadOnlyList<string> Of(MLContext ml, ITransformer model, IDataView people, int count)
    {
        IDataView scored = model.Transform(ml.Data.TakeRows(people, count));
        using ExplanationTransformer explanation = ml.Transforms.Explanation(model, people.Schema).Fit(scored);
        IDataView explained = explanation.Transform(scored);
        VBuffer<ReadOnlyMemory<char>> names = default;
        explained.Schema["Explanation"].GetSlotNames(ref names);
        string[] columns = [.. names.DenseValues().Select(name => name.ToString())];
        return
        [
            .. explained.GetColumn<float>("Probability").Zip(explained.GetColumn<float[]>("Explanation"), (probability, contributions) =>
                $"{probability,4:0 %}: " + string.Join(", ", columns.Zip(contributions).OrderByDescending(one => Math.Abs(one.Second))
                    .Take(Shown).Select(one => $"{one.First} {one.Second:+0.00;-0.00}"))),
        ];
    }
}
