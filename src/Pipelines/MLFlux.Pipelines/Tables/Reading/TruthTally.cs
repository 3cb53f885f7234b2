namespace MLFlux.Tables;

/// <summary>Counts fields that say true or false, and keeps the first that do not.</summary>
internal sealed class TruthTally
{
    private readonly List<(long Line, string Text)> _others = [];
    private bool _isStopped;

    /// <summary>How many do.</summary>
    public int Count { get; private set; }

    /// <summary>The first fields that do not.</summary>
    public IReadOnlyList<(long Line, string Text)> Others => _others;

    /// <summary>Counts a field.</summary>
    public void Add(ReadOnlySpan<char> field, long line)
    {
        if (_others.Count >= NumberTally.Kept || _isStopped)
            return;
        if (bool.TryParse(field, out _))
            Count++;
        else
            _others.Add((line, field.ToString()));
    }

    /// <summary>Counts no more, and forgets the fields.</summary>
    public void Stop()
    {
        _isStopped = true;
        _others.Clear();
        _others.TrimExcess();
    }
}
