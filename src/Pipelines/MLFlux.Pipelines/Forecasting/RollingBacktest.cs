using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Sequences;
using MLFlux.Splitting;

namespace MLFlux.Forecasting;

/// <summary>Trains a pipeline on the past, again and again, and lets it foretell what came after.</summary>
internal sealed class RollingBacktest(
    ForecastingCatalog catalog, IEstimator<ITransformer> pipeline, SequenceWindowOptions options, int? season)
{
    /// <exception cref="ArgumentOutOfRangeException">A history has no such season.</exception>
    public static void CheckSeason(int season, SequenceWindowOptions options)
    {
        if (season < 1 || season > options.History)
        {
            throw new ArgumentOutOfRangeException(nameof(season), season,
                $"A season is from 1 to the {options.History} steps that a window looks back.");
        }
    }

    public IReadOnlyList<BacktestFold> Run(IDataView rows, int folds, double testFraction)
    {
        DateTime[] times = Times(rows);
        DateTime[] distinct = [.. times.Distinct().Order()];
        int tried = (int)Math.Round(distinct.Length * testFraction);
        if (tried < folds || distinct.Length - tried < 1)
        {
            throw new InvalidDataException(
                $"Column '{options.TimeColumnName}' has {distinct.Length:N0} different times, too few for {folds} folds over "
                + $"{testFraction:P0} of them.");
        }

        int first = distinct.Length - tried;
        int Begin(int fold) => first + (int)((long)tried * fold / folds);
        return [.. Enumerable.Range(0, folds).Select(fold => Try(rows, times, distinct[Begin(fold)], distinct[Begin(fold + 1) - 1]))];
    }

    /// <summary>Trains on all rows before a time, and tries the windows that end from then on, up to another time.</summary>
    private BacktestFold Try(IDataView rows, DateTime[] times, DateTime from, DateTime to)
    {
        ITransformer model = Fit(rows, times, from);
        try
        {
            IDataView scored = model.Transform(rows);
            bool[] within = [.. Times(scored).Select(time => time >= from && time <= to)];
            var windows = new SelectedRows(scored, within, CancellationToken.None);
            return new BacktestFold(
                from, to, catalog.Evaluate(windows, options),
                season is int steps ? catalog.EvaluateSeasonalNaive(windows, options, steps) : []);
        }
        finally
        {
            (model as IDisposable)?.Dispose();
        }
    }

    /// <exception cref="InvalidDataException">The rows before the time are too few for a window, or their times do not fit.</exception>
    private ITransformer Fit(IDataView rows, DateTime[] times, DateTime from)
    {
        bool[] before = [.. times.Select(time => time < from)];
        try
        {
            return pipeline.Fit(new SelectedRows(rows, before, CancellationToken.None));
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException(
                $"The fold from {TimeAxis.Text(from.Ticks)} on learns from what is before it, rows: "
                + $"{before.Count(isBefore => isBefore):N0}. {fault.Message} A smaller test fraction leaves more of them.", fault);
        }
    }

    private DateTime[] Times(IDataView rows)
    {
        DataViewSchema.Column column = rows.Schema.Find(options.TimeColumnName);
        return column.Type is DateTimeDataViewType
            ? [.. rows.GetColumn<DateTime>(column)]
            : throw SchemaErrors.WrongType(column.Name, "DateTime", column.Type.ToString()!);
    }
}
