namespace MLFlux.Prediction;

/// <summary>What came of one row among several.</summary>
/// <param name="Prediction">Its prediction; null where it has a fault.</param>
/// <param name="Fault">What was wrong with it; null where nothing was.</param>
internal readonly record struct RowOutcome(RowPrediction? Prediction, Exception? Fault);
