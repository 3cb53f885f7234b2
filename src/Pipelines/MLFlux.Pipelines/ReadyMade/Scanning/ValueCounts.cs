using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace MLFlux.ReadyMade;

/// <summary>How often each value of a column is there: of the first so many different ones.</summary>
internal sealed class ValueCounts<T> : IReadOnlyDictionary<object, long>
    where T : notnull
{
    /// <summary>So many different values are kept; a column with more has too many for any use of them.</summary>
    private const int MostValues = 100_000;

    private readonly Dictionary<T, long> _counts = [];

    /// <summary>Whether those are all; where they are not, nothing more is counted.</summary>
    public bool HasAll { get; private set; } = true;

    public int Count => _counts.Count;

    public IEnumerable<object> Keys => _counts.Keys.Cast<object>();

    public IEnumerable<long> Values => _counts.Values;

    /// <summary>The counts by their values as they are.</summary>
    public Dictionary<T, long> Typed => _counts;

    public long this[object key] => _counts[(T)key];

    public void Add(T value)
    {
        if (!HasAll)
            return;
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, value, out _)++;
        HoldLimit(value);
    }

    /// <summary>Counts nothing more: there are more values than those.</summary>
    public void Stop() => HasAll = false;

    public bool ContainsKey(object key) => key is T value && _counts.ContainsKey(value);

    public bool TryGetValue(object key, [MaybeNullWhen(false)] out long value)
    {
        value = 0;
        return key is T typed && _counts.TryGetValue(typed, out value);
    }

    public IEnumerator<KeyValuePair<object, long>> GetEnumerator() =>
        _counts.Select(pair => new KeyValuePair<object, long>(pair.Key, pair.Value)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Takes the value away that is one too many.</summary>
    private void HoldLimit(T last)
    {
        if (_counts.Count <= MostValues)
            return;
        _counts.Remove(last);
        HasAll = false;
    }
}
