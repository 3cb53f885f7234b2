namespace MLFlux.Sequences;

/// <summary>Cuts windows out of series.</summary>
internal sealed class WindowCutter
{
    private readonly WindowPlan _plan;
    private readonly SequenceWindowOptions _options;
    private readonly int[] _targets;

    /// <param name="plan">What was learned of series.</param>
    /// <param name="options">The sizes of a window.</param>
    public WindowCutter(WindowPlan plan, SequenceWindowOptions options)
    {
        _plan = plan;
        _options = options;
        string[] names = [.. options.ValueColumnNames];
        _targets = [.. options.Targets.Select(target => Array.IndexOf(names, target))];
    }

    /// <summary>Checks that all times of a series are a whole number of steps apart, which windows rest on.</summary>
    /// <remarks>Windows are cut while a cursor is read; ML.NET hides what goes wrong there behind an error of its own threads.</remarks>
    /// <exception cref="InvalidDataException">Two times are not.</exception>
    public void CheckTimes(TimeSeries series)
    {
        for (int row = 1; row < series.Times.Length; row++)
        {
            if ((series.Times[row] - series.Times[row - 1]) % _plan.Step != 0)
                throw OffGrid(series, row);
        }
    }

    /// <summary>The parts of a series, whose times are checked, between gaps that are longer than a history.</summary>
    public IEnumerable<SeriesSegment> Segments(TimeSeries series)
    {
        int first = 0;
        for (int row = 1; row <= series.Times.Length; row++)
        {
            if (row < series.Times.Length && (series.Times[row] - series.Times[row - 1]) / _plan.Step <= _options.History)
                continue;
            yield return Segment(series, first, row);
            first = row;
        }
    }

    /// <summary>The windows of a series in the order of time: one for each step with a whole history in which a value is known.</summary>
    public IEnumerable<SeriesWindow> Windows(TimeSeries series)
    {
        foreach (SeriesSegment segment in Segments(series))
        {
            int known = 0;
            for (int last = 0; last < segment.Steps; last++)
            {
                known += IsKnown(segment, last) ? 1 : 0;
                known -= last >= _options.History && IsKnown(segment, last - _options.History) ? 1 : 0;
                if (last >= _options.History - 1 && known > 0)
                    yield return new SeriesWindow(segment, last, segment.Start + (last * _plan.Step));
            }
        }
    }

    /// <summary>Whether a target is known among the steps after a window.</summary>
    public bool HasFuture(SeriesWindow window)
    {
        for (int step = window.Last + 1; step <= window.Last + _options.Horizon && step < window.Segment.Steps; step++)
        {
            foreach (int target in _targets)
            {
                if (!float.IsNaN(window.Segment.Value(step, target)))
                    return true;
            }
        }

        return false;
    }

    /// <summary>The first target, and the nearest step ahead, that no window knows the value of; null where there is none.</summary>
    public (string Target, int Ahead)? FirstUnknown(IEnumerable<TimeSeries> series)
    {
        var unknown = new List<(int Place, int Ahead)>(
            from place in Enumerable.Range(0, _targets.Length)
            from ahead in Enumerable.Range(1, _options.Horizon)
            select (place, ahead));
        foreach (SeriesWindow window in series.SelectMany(Windows))
        {
            unknown.RemoveAll(one => !float.IsNaN(window.Segment.Value(window.Last + one.Ahead, _targets[one.Place])));
            if (unknown.Count == 0)
                return null;
        }

        return (_options.Targets[unknown[0].Place], unknown[0].Ahead);
    }

    /// <summary>Writes what a window knows: its steps, the oldest first, each with all channels.</summary>
    public void CopyHistory(SeriesWindow window, Span<float> to)
    {
        int channels = _plan.Channels, first = window.Last - _options.History + 1, marks = _plan.Means.Length;
        for (int column = 0; column < _plan.Means.Length; column++)
        {
            float filled = FirstKnown(window, column);
            for (int step = 0; step < _options.History; step++)
            {
                float value = window.Segment.Value(first + step, column);
                bool isKnown = !float.IsNaN(value);
                filled = isKnown ? value : filled;
                to[(step * channels) + column] = filled;
                if (_plan.Marked[column])
                    to[(step * channels) + marks] = isKnown ? 1 : 0;
            }

            marks += _plan.Marked[column] ? 1 : 0;
        }
    }

    /// <summary>Writes what comes after a window: all steps of the first target, then those of the next; NaN for missing ones.</summary>
    public void CopyFuture(SeriesWindow window, Span<float> to)
    {
        for (int target = 0; target < _targets.Length; target++)
        {
            for (int step = 0; step < _options.Horizon; step++)
                to[(target * _options.Horizon) + step] = window.Segment.Value(window.Last + 1 + step, _targets[target]);
        }
    }

    private float FirstKnown(SeriesWindow window, int column)
    {
        for (int step = window.Last - _options.History + 1; step <= window.Last; step++)
        {
            if (!float.IsNaN(window.Segment.Value(step, column)))
                return window.Segment.Value(step, column);
        }

        return _plan.Means[column];
    }

    private static bool IsKnown(SeriesSegment segment, int step)
    {
        for (int column = 0; column < segment.Width; column++)
        {
            if (!float.IsNaN(segment.Value(step, column)))
                return true;
        }

        return false;
    }

    private SeriesSegment Segment(TimeSeries series, int first, int end)
    {
        int width = _plan.Means.Length;
        long steps = ((series.Times[end - 1] - series.Times[first]) / _plan.Step) + 1;
        var values = new float[checked(steps * width)];
        Array.Fill(values, float.NaN);
        for (int row = first; row < end; row++)
        {
            long step = (series.Times[row] - series.Times[first]) / _plan.Step;
            Array.Copy(series.Values, row * width, values, step * width, width);
        }

        return new SeriesSegment(series, series.Times[first], values, width);
    }

    private InvalidDataException OffGrid(TimeSeries series, int row)
    {
        return new InvalidDataException(
            $"{(series.Name.Length > 0 ? $"Series '{series.Name}' has" : "The series has")} the times "
            + $"{TimeAxis.Text(series.Times[row - 1])} and "
            + $"{TimeAxis.Text(series.Times[row])} in column '{_options.TimeColumnName}', which are no whole number of steps of "
            + $"{TimeAxis.StepText(_plan.Step)} apart. Round the times, or give another "
            + $"{nameof(SequenceWindowOptions.Step)}.");
    }
}
