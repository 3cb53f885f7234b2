namespace MLFlux;

/// <summary>What a model that was trained on the past made of the time after it.</summary>
/// <param name="From">The time from which on nothing was trained on: the first whose windows were tried.</param>
/// <param name="To">The last time whose windows were tried.</param>
/// <param name="Figures">The figures of each column, over all steps.</param>
/// <param name="SeasonalNaive">Those of the seasonal naive forecast on the same windows; empty where no season was given.</param>
public sealed record BacktestFold(
    DateTime From, DateTime To, IReadOnlyList<ForecastFigures> Figures, IReadOnlyList<ForecastFigures> SeasonalNaive);
