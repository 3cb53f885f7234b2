using Microsoft.ML;
using MLFlux.Forecasting;

namespace MLFlux;

/// <summary>Forecasts of series by any trainer that learns from windows, on <c>ml.Forecasting</c>.</summary>
/// <seealso cref="SequenceWindowCatalog.SequenceWindows"/>
public static class ForecastCatalog
{
    /// <summary>Foretells what comes after the end of each series.</summary>
    /// <param name="catalog">ML.NET's catalog, <c>ml.Forecasting</c>.</param>
    /// <param name="model">
    /// A fitted pipeline that begins with the rows of series: <c>SequenceWindows</c> is one of its steps, and its <c>Score</c> is the
    /// future. One that was loaded from a file needs nothing else.
    /// </param>
    /// <param name="history">The rows of the series, at least as many steps of each as the model looks back.</param>
    /// <param name="horizon">How many steps, at least 1, and at most as many as the model was trained for.</param>
    /// <returns>For each series in the order of the data, for each target, the steps in their order.</returns>
    /// <exception cref="ArgumentException">The model has no windows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The horizon, or a column of the rows, is not what the model takes.</exception>
    /// <exception cref="InvalidDataException">A series is too short, or has a time twice.</exception>
    public static IReadOnlyList<ForecastValue> Forecast(
        this ForecastingCatalog catalog, ITransformer model, IDataView history, int horizon)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(history);
        return new Forecaster(model).Forecast(history, horizon);
    }

    /// <summary>How far forecasts of windows are off. Values that are missing do not count.</summary>
    /// <param name="catalog">ML.NET's catalog, <c>ml.Forecasting</c>.</param>
    /// <param name="scored">Windows that a model has scored, with the future and <c>Score</c>.</param>
    /// <param name="options">How the windows were cut.</param>
    /// <param name="byStep">Whether each step ahead has figures of its own. Default: all steps of a column together.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static IReadOnlyList<ForecastFigures> Evaluate(
        this ForecastingCatalog catalog, IDataView scored, SequenceWindowOptions options, bool byStep = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(options);
        var sums = new ErrorSums(options);
        WindowRows.Read(scored, options.FutureColumnName, "Score", (future, score) => sums.Add(future, score));
        return sums.Figures(byStep);
    }

    /// <summary>How far off the forecast is that everything will be as it was a season ago: what a model has to beat.</summary>
    /// <param name="catalog">ML.NET's catalog, <c>ml.Forecasting</c>.</param>
    /// <param name="windows">Windows, scored or not.</param>
    /// <param name="options">How the windows were cut.</param>
    /// <param name="season">How many steps a season has, such as 24 or 168 of hourly rows; at most as many as a history.</param>
    /// <param name="byStep">Whether each step ahead has figures of its own. Default: all steps of a column together.</param>
    /// <exception cref="ArgumentOutOfRangeException">The season, or a column, is not what windows have.</exception>
    public static IReadOnlyList<ForecastFigures> EvaluateSeasonalNaive(
        this ForecastingCatalog catalog, IDataView windows, SequenceWindowOptions options, int season, bool byStep = false)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(options);
        RollingBacktest.CheckSeason(season, options);
        var sums = new ErrorSums(options);
        var forecast = new float[options.Targets.Count * options.Horizon];
        WindowRows.Read(windows, options.HistoryColumnName, options.FutureColumnName, (history, future) =>
        {
            SeasonalNaive.Fill(history, options, season, forecast);
            sums.Add(future, forecast);
        });
        return sums.Figures(byStep);
    }

    /// <summary>
    /// Tries a pipeline as it would have been used: again and again, it is trained on all rows up to a time, and foretells what comes
    /// after it, up to the next such time.
    /// </summary>
    /// <param name="catalog">ML.NET's catalog, <c>ml.Forecasting</c>.</param>
    /// <param name="rows">The rows of the series; they have to be the same, in the same order, each time they are read.</param>
    /// <param name="pipeline">The pipeline from rows to <c>Score</c>, with <c>SequenceWindows</c> of these options in it.</param>
    /// <param name="options">How it cuts windows.</param>
    /// <param name="folds">How many times, at least 1. Default: 3.</param>
    /// <param name="testFraction">
    /// The part of the times, the newest, that is foretold, above 0 and below 1; each fold has the same share. Default: 0.2.
    /// </param>
    /// <param name="season">The season of the naive forecast beside it; null, the default, for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number, or a column, is out of range.</exception>
    /// <exception cref="InvalidDataException">There are too few times, or a series has a time twice.</exception>
    public static IReadOnlyList<BacktestFold> Backtest(
        this ForecastingCatalog catalog, IDataView rows, IEstimator<ITransformer> pipeline, SequenceWindowOptions options,
        int folds = 3, double testFraction = 0.2, int? season = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(pipeline);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        if (!(testFraction > 0 && testFraction < 1))
            throw new ArgumentOutOfRangeException(nameof(testFraction), testFraction, "The part that is foretold is above 0 and below 1.");
        if (season is int steps)
            RollingBacktest.CheckSeason(steps, options);
        return new RollingBacktest(catalog, pipeline, options, season).Run(rows, folds, testFraction);
    }
}
