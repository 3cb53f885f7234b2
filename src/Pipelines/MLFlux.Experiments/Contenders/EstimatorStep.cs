using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Experiments;

/// <summary>One estimator of a pipeline.</summary>
/// <param name="Estimator">The estimator.</param>
/// <param name="Scope">Where its transformer is used.</param>
/// <param name="CacheAfter">Whether what it gives is kept in memory while those after it are fitted.</param>
internal sealed record EstimatorStep(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CacheAfter);
