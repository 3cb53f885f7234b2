namespace MLFlux;

/// <summary>A number that is foretold.</summary>
/// <param name="Series">The series, by its value in the column that tells series apart; empty where there is one series.</param>
/// <param name="Column">The column that the number is for.</param>
/// <param name="Step">How many steps it is after the last known one, from 1.</param>
/// <param name="Time">When that is.</param>
/// <param name="Value">The number, in the column's unit.</param>
public sealed record ForecastValue(string Series, string Column, int Step, DateTime Time, float Value);
