using Microsoft.ML;

namespace MLFlux.MLNet;

/// <summary>The steps of a fitted pipeline.</summary>
internal static class FittedSteps
{
    /// <summary>The steps, those of chains within chains too, in their order.</summary>
    public static IEnumerable<ITransformer> Of(ITransformer model) =>
        model is IEnumerable<ITransformer> chain ? chain.SelectMany(Of) : [model];

    /// <summary>The schema of what steps make of data.</summary>
    public static DataViewSchema Schema(IEnumerable<ITransformer> steps, DataViewSchema data) =>
        steps.Aggregate(data, (schema, step) => step.GetOutputSchema(schema));
}
