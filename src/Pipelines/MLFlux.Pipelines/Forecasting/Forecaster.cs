using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;
using MLFlux.Sequences;

namespace MLFlux.Forecasting;

/// <summary>A fitted pipeline with windows, from which forecasts are asked.</summary>
internal sealed class Forecaster
{
    private readonly ITransformer _model;
    private readonly SequenceWindowOptions _options;

    /// <exception cref="ArgumentException">The model has no windows.</exception>
    public Forecaster(ITransformer model)
    {
        _model = model;
        _options = FittedSteps.Of(model).OfType<SequenceWindowTransformer>().FirstOrDefault()?.Options
            ?? throw new ArgumentException(
                "The model cuts no windows: ml.Transforms.SequenceWindows(...) has to be one of its steps. Put the fitted windows before "
                + "the fitted trainer: windows.Append(trainer).", nameof(model));
    }

    public IReadOnlyList<ForecastValue> Forecast(IDataView history, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        if (horizon > _options.Horizon)
        {
            throw new ArgumentOutOfRangeException(nameof(horizon), horizon,
                $"The model foretells {_options.Horizon} steps. Train one with {nameof(SequenceWindowOptions.Horizon)} = {horizon}.");
        }

        var columns = new WindowColumns(history.Schema, _options);
        IReadOnlyList<TimeSeries> series = SeriesReader.Read(history, columns, _options, () => { });
        Dictionary<object, (DateTime Time, float[] Values)> last = Last(_model.Transform(history));
        string[] tooShort = [.. series.Where(one => !last.TryGetValue(one.Key, out var found) || found.Time.Ticks != one.Times[^1])
            .Select(one => one.Name.Length > 0 ? $"'{one.Name}'" : "the series")];
        if (tooShort.Length > 0)
        {
            throw new InvalidDataException(
                $"The model looks back {_options.History} steps of {_options.Step:c}, which {string.Join(", ", tooShort)} "
                + $"{(tooShort.Length == 1 ? "does" : "do")} not have before the end, in column '{_options.TimeColumnName}'. Give more of "
                + "the history, or leave the series out.");
        }

        return [.. series.SelectMany(one => Values(one.Name, last[one.Key], horizon))];
    }

    private IEnumerable<ForecastValue> Values(string series, (DateTime Time, float[] Values) window, int horizon)
    {
        for (int target = 0; target < _options.Targets.Count; target++)
        {
            for (int step = 1; step <= horizon; step++)
            {
                yield return new ForecastValue(
                    series, _options.Targets[target], step, window.Time + (_options.Step!.Value * step),
                    window.Values[(target * _options.Horizon) + step - 1]);
            }
        }
    }

    /// <summary>The last window of each series, and what was foretold from it.</summary>
    private Dictionary<object, (DateTime Time, float[] Values)> Last(IDataView scored)
    {
        DataViewSchema.Column time = scored.Schema[_options.TimeColumnName], score = scored.Schema["Score"];
        DataViewSchema.Column? series = _options.SeriesColumnName is string name ? scored.Schema[name] : null;
        using DataViewRowCursor cursor = scored.GetRowCursor(series is { } read ? [time, score, read] : [time, score]);
        Func<object> key = series is { } column ? SeriesReader.KeyReader(cursor, column) : () => "";
        ValueGetter<DateTime> readTime = cursor.GetGetter<DateTime>(time);
        ValueGetter<VBuffer<float>> readScore = cursor.GetGetter<VBuffer<float>>(score);
        var last = new Dictionary<object, (DateTime, float[])>();
        DateTime at = default;
        VBuffer<float> values = default;
        while (cursor.MoveNext())
        {
            readTime(ref at);
            readScore(ref values);
            last[key()] = (at, [.. values.DenseValues()]);
        }

        return last;
    }
}
