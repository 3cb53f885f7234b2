using System.Diagnostics;
using System.Text.Json;

namespace MLFlux.Watching;

/// <summary>What a page tells of a training: written by who trains, read by the page. Safe for any thread.</summary>
/// <param name="title">What is trained, in words.</param>
/// <param name="canStop">Whether a fit runs that would end with something to keep.</param>
internal sealed class TrainingStory(string title, Func<bool> canStop)
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<int, WatchedEpoch> _epochs = [];
    private readonly long _begin = Stopwatch.GetTimestamp();
    private IReadOnlyList<WatchedMistake> _mistakes = [];
    private string _phase = "";
    private string _figure = "";
    private int _all, _shown, _best;
    private double _done;
    private long? _fit;
    private bool _isStopping, _isOver, _isFault;

    /// <summary>What is trained, in words.</summary>
    public string Title => title;

    /// <summary>Whether a page has ever asked.</summary>
    public bool HasReader { get; private set; }

    /// <summary>Whether a page has read the end.</summary>
    public bool IsEndRead { get; private set; }

    /// <summary>Says what is done now.</summary>
    public void Say(string phase)
    {
        lock (_gate)
        {
            if (!_isOver)
                _phase = phase;
        }
    }

    /// <summary>Says how far the fit is.</summary>
    /// <param name="epochs">How many epochs are done, with the part of the one that runs.</param>
    /// <param name="all">How many there may be.</param>
    public void Reach(double epochs, int all)
    {
        lock (_gate)
        {
            _fit ??= Stopwatch.GetTimestamp();
            (_done, _all) = (epochs, all);
            _phase = _isStopping ? _phase : FormattableString.Invariant($"epoch {Math.Min((int)epochs + 1, all):N0} of {all:N0}");
        }
    }

    /// <summary>The fit is over, whether or not it took all epochs.</summary>
    public void FitIsOver()
    {
        lock (_gate)
            _done = _all;
    }

    /// <summary>Adds what the fit tells of an epoch.</summary>
    public void Add(WatchedEpoch epoch)
    {
        lock (_gate)
        {
            if (epoch.IsBest)
                _best = epoch.Epoch;
            WatchedEpoch? known = _epochs.GetValueOrDefault(epoch.Epoch);
            _epochs[epoch.Epoch] = epoch with { Figure = known?.Figure, ValidationLoss = epoch.ValidationLoss ?? known?.ValidationLoss };
        }
    }

    /// <summary>Adds what rows that are not trained on say of an epoch's network.</summary>
    /// <param name="epoch">The epoch's number.</param>
    /// <param name="name">The name of the main figure.</param>
    /// <param name="figure">The main figure.</param>
    /// <param name="loss">The loss; null where there is none.</param>
    /// <param name="rows">How many rows they are.</param>
    /// <param name="mistakes">The worst mistakes among them.</param>
    public void Add(int epoch, string name, double figure, double? loss, int rows, IReadOnlyList<WatchedMistake> mistakes)
    {
        lock (_gate)
        {
            WatchedEpoch known = _epochs.GetValueOrDefault(epoch) ?? new WatchedEpoch(epoch);
            _epochs[epoch] = known with { Figure = figure, ValidationLoss = known.ValidationLoss ?? loss };
            (_figure, _shown, _mistakes) = (name, rows, mistakes);
        }
    }

    /// <summary>The user has asked for the end.</summary>
    public void Stop()
    {
        lock (_gate)
            (_isStopping, _phase) = (true, "stopping with the best epoch so far");
    }

    /// <summary>Ends the story.</summary>
    /// <param name="words">What came of it.</param>
    /// <param name="isFault">Whether it failed.</param>
    public void End(string words, bool isFault)
    {
        lock (_gate)
        {
            if (!_isOver)
                (_phase, _isOver, _isFault) = (words, true, isFault);
        }
    }

    /// <summary>All of it as JSON.</summary>
    public void Write(Utf8JsonWriter json)
    {
        lock (_gate)
        {
            HasReader = true;
            IsEndRead |= _isOver;
            double? left = _fit is long begin && _done > 0 && !_isOver && !_isStopping && _done < _all
                ? Stopwatch.GetElapsedTime(begin).TotalSeconds / _done * (_all - _done) : null;
            json.WriteStartObject();
            json.WriteString("phase", _phase);
            json.WriteBoolean("isOver", _isOver);
            json.WriteBoolean("isFault", _isFault);
            json.WriteBoolean("canStop", !_isOver && !_isStopping && canStop());
            json.WriteNumber("elapsed", Stopwatch.GetElapsedTime(_begin).TotalSeconds);
            Number(json, "left", left);
            json.WriteNumber("done", _all > 0 ? Math.Min(1, _done / _all) : 0);
            json.WriteNumber("all", _all);
            json.WriteString("figure", _figure);
            json.WriteNumber("rows", _shown);
            json.WriteStartArray("epochs");
            foreach (WatchedEpoch epoch in _epochs.Values)
                Write(json, epoch);
            json.WriteEndArray();
            json.WriteStartArray("mistakes");
            foreach (WatchedMistake mistake in _mistakes)
                Write(json, mistake);
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private void Write(Utf8JsonWriter json, WatchedEpoch epoch)
    {
        json.WriteStartObject();
        json.WriteNumber("epoch", epoch.Epoch);
        Number(json, "trainingLoss", epoch.TrainingLoss);
        Number(json, "trainingAccuracy", epoch.TrainingAccuracy);
        Number(json, "validationLoss", epoch.ValidationLoss);
        Number(json, "figure", epoch.Figure);
        json.WriteBoolean("isBest", epoch.Epoch == _best);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, WatchedMistake mistake)
    {
        json.WriteStartObject();
        json.WriteString("actual", mistake.Actual);
        json.WriteString("predicted", mistake.Predicted);
        if (mistake.Image is { } image)
            json.WriteBase64String("image", image.Span);
        json.WriteStartArray("values");
        foreach ((string column, string value) in mistake.Values)
        {
            json.WriteStartArray();
            json.WriteStringValue(column);
            json.WriteStringValue(value);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double? value)
    {
        if (value is double number && double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteNull(name);
    }
}
