using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Text;

namespace MLFlux.Benchmarks.Tables;

/// <summary>
/// LightGbm by its defaults on what suits it: numbers as they are, missing ones NaN, and a slot for each level of a category.
/// </summary>
internal static class PlainLightGbm
{
    private const string Features = "PlainFeatures";
    private const int MostLevels = 1_000, MostNgrams = 10_000;

    /// <param name="ml">The context.</param>
    /// <param name="schema">The table's columns.</param>
    /// <param name="ready">The ready pipeline of the table, which tells ids from columns to learn from, and its label.</param>
    public static IEstimator<ITransformer> Create(MLContext ml, DataViewSchema schema, ReadyPipeline ready)
    {
        var chain = new EstimatorChain<ITransformer>();
        var features = new List<string>();
        foreach (ColumnChoice choice in ready.Choices.Where(choice =>
            choice.Use is not (ColumnUse.LeftOut or ColumnUse.Label or ColumnUse.Weight)))
        {
            string plain = $"plain {choice.ColumnName}";
            features.Add(plain);
            chain = Prepare(ml, chain, choice, schema[choice.ColumnName].Type, plain);
        }

        string label = ready.LabelColumnName;
        IEstimator<ITransformer> trainer = ready.Task switch
        {
            PredictionTask.BinaryClassification => ml.BinaryClassification.Trainers.LightGbm(label, Features),
            PredictionTask.MulticlassClassification => ml.MulticlassClassification.Trainers.LightGbm(label, Features),
            PredictionTask.Regression => ml.Regression.Trainers.LightGbm(label, Features),
            _ => throw new NotSupportedException($"LightGbm is not compared at {ready.Task}."),
        };
        return chain.Append<ITransformer>(ml.Transforms.Concatenate(Features, [.. features])).Append(trainer);
    }

    private static EstimatorChain<ITransformer> Prepare(MLContext ml, EstimatorChain<ITransformer> chain, ColumnChoice choice,
        DataViewType type, string plain) => choice.Use switch
    {
        ColumnUse.Text => chain.Append<ITransformer>(ml.Transforms.Text.FeaturizeText(plain, new TextFeaturizingEstimator.Options
        {
            CharFeatureExtractor = null,
            WordFeatureExtractor = new WordBagEstimator.Options { NgramLength = 2, MaximumNgramsCount = [MostNgrams] },
        }, choice.ColumnName)),
        ColumnUse.Date => chain.Append<ITransformer>(ml.Transforms.DateParts(plain, choice.ColumnName)),
        ColumnUse.Category or ColumnUse.Hashed when type is not KeyDataViewType =>
            chain.Append<ITransformer>(ml.Transforms.Categorical.OneHotEncoding(plain, choice.ColumnName, maximumNumberOfKeys: MostLevels)),
        ColumnUse.Category => chain.Append<ITransformer>(ml.Transforms.Conversion.MapKeyToVector(plain, choice.ColumnName)),
        _ => chain.Append<ITransformer>(ml.Transforms.Conversion.ConvertType(plain, choice.ColumnName, DataKind.Single)),
    };
}
