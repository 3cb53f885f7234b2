using Microsoft.ML;

namespace MLFlux.ReadyMade;

/// <summary>An estimator of a pipeline, and the code that makes it.</summary>
/// <param name="Code">An expression of C#, over several lines perhaps, in which <c>ml</c> is the context.</param>
/// <param name="Create">Makes what the code makes.</param>
internal sealed record PipelineStep(string Code, Func<MLContext, IEstimator<ITransformer>> Create);
