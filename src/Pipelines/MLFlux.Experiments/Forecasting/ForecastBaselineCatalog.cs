using Microsoft.ML;
using MLFlux.Experiments;

namespace MLFlux;

/// <summary>Other forecasts of the same windows, to hold a network's against.</summary>
public static class ForecastBaselineCatalog
{
    /// <summary>
    /// How far off LightGbm is on the same windows: ML.NET's trainer with its defaults, one model for each step of each target, on the
    /// windows whose value is known.
    /// </summary>
    /// <remarks>The features of all windows are kept in memory. It takes as many fits as there are steps of targets.</remarks>
    /// <param name="ml">The context.</param>
    /// <param name="windows">The windows to train on and those held out.</param>
    /// <param name="features">Makes of them the column of features, a vector of floats; it is fitted on those to train on.</param>
    /// <param name="options">How the windows were cut.</param>
    /// <param name="featureColumnName">The column of features.</param>
    /// <param name="byStep">Whether each step ahead has figures of its own. Default: all steps of a column together.</param>
    /// <param name="cancellation">Ends the work with an <see cref="OperationCanceledException"/>, between two fits.</param>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    /// <exception cref="InvalidOperationException">A value is known in no window to train on.</exception>
    public static IReadOnlyList<ForecastFigures> EvaluateLightGbm(
        this MLContext ml, HeldOutSplit windows, IEstimator<ITransformer> features, SequenceWindowOptions options,
        string featureColumnName = "Features", bool byStep = false, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ml);
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(features);
        ArgumentNullException.ThrowIfNull(options);
        ITransformer fitted = features.Fit(windows.TrainSet);
        WindowTable train = WindowTable.Read(fitted.Transform(windows.TrainSet), featureColumnName, options),
            test = WindowTable.Read(fitted.Transform(windows.TestSet), featureColumnName, options);
        return new LightGbmForecasts(ml, options).Evaluate(train, test, cancellation).Figures(byStep);
    }
}
