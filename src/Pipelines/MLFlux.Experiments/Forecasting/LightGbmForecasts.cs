using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using MLFlux.Forecasting;

namespace MLFlux.Experiments;

/// <summary>Foretells each step of each target by a model of its own.</summary>
internal sealed class LightGbmForecasts(MLContext ml, SequenceWindowOptions options)
{
    /// <exception cref="InvalidOperationException">A value is known in no window to train on.</exception>
    public ErrorSums Evaluate(WindowTable train, WindowTable test, CancellationToken cancellation)
    {
        int width = options.Targets.Count * options.Horizon;
        LightGbmRegressionTrainer trainer = ml.Regression.Trainers.LightGbm();
        IDataView tested = test.All(ml);
        float[][] forecasts = [.. test.Features.Select(_ => new float[width])];
        for (int place = 0; place < width; place++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (train.Futures.All(future => float.IsNaN(future[place])))
            {
                throw new InvalidOperationException(
                    $"'{options.Targets[place / options.Horizon]}' is known {(place % options.Horizon) + 1} steps ahead in no window to "
                    + "train on.");
            }

            int row = 0;
            foreach (float score in trainer.Fit(train.Known(ml, place)).Transform(tested).GetColumn<float>("Score"))
                forecasts[row++][place] = score;
        }

        var sums = new ErrorSums(options);
        for (int row = 0; row < forecasts.Length; row++)
            sums.Add(test.Futures[row], forecasts[row]);
        return sums;
    }
}
