namespace MLFlux;

/// <summary>How far forecasts of a column are off, over all windows and steps whose value is known.</summary>
/// <param name="Column">The column.</param>
/// <param name="Step">How many steps ahead the forecasts are; null for all steps together.</param>
/// <param name="MeanAbsoluteError">The mean distance, in the column's unit; NaN where no value is known.</param>
/// <param name="RootMeanSquaredError">The root of the mean squared distance, in the column's unit.</param>
/// <param name="Values">How many known values there are.</param>
public sealed record ForecastFigures(
    string Column, int? Step, double MeanAbsoluteError, double RootMeanSquaredError, long Values);
