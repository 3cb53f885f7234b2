using Microsoft.ML;

namespace MLFlux;

/// <summary>Ready pipelines, made from the data.</summary>
public static class PipelineCatalog
{
    /// <summary>Pipelines that are made from a look at the data: <c>ml.Pipelines().Tabular(data, "income")</c>.</summary>
    /// <param name="ml">The context whose seed and log the pipelines use.</param>
    public static ReadyPipelines Pipelines(this MLContext ml)
    {
        ArgumentNullException.ThrowIfNull(ml);
        return new ReadyPipelines(ml);
    }
}
