namespace MLFlux.Estimators;

/// <summary>Counts the rows that one reason leaves out, and keeps the numbers of the first.</summary>
/// <param name="reason">What is wrong with them.</param>
internal sealed class RowFaults(string reason)
{
    private readonly List<long> _first = [];
    private long _count;

    /// <summary>Counts a row.</summary>
    public void Add(long row)
    {
        _count++;
        if (_first.Count < LeftOutRows.MostNamed)
            _first.Add(row);
    }

    /// <summary>The rows so far, or null where there is none.</summary>
    /// <param name="data">The data they are of.</param>
    public LeftOutRows? Of(string data) => _count == 0 ? null : new LeftOutRows(data, reason, _count, [.. _first]);
}
