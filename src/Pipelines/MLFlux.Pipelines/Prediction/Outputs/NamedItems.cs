using System.Collections;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace MLFlux.Prediction;

/// <summary>Names and values, in their order, seen as a dictionary.</summary>
/// <param name="kind">What each of them is, for a message: <c>class</c>.</param>
/// <param name="names">The names.</param>
/// <param name="places">The place of each name.</param>
/// <param name="values">A value for each name.</param>
internal sealed class NamedItems<T>(string kind, IReadOnlyList<string> names, FrozenDictionary<string, int> places, T[] values)
    : IReadOnlyDictionary<string, T>
{
    private const int MostShown = 20;

    public IEnumerable<string> Keys => names;

    public IEnumerable<T> Values => Array.AsReadOnly(values);

    public int Count => values.Length;

    public T this[string key] => TryGetValue(key, out T? value)
        ? value
        : throw new KeyNotFoundException(
            $"There is no {kind} '{key}'; there are {string.Join(", ", names.Take(MostShown).Select(name => $"'{name}'"))}"
            + $"{(names.Count > MostShown ? ", …" : "")}.");

    public bool ContainsKey(string key) => places.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value)
    {
        bool isThere = places.TryGetValue(key, out int place);
        value = isThere ? values[place] : default;
        return isThere;
    }

    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => names.Zip(values, KeyValuePair.Create).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
