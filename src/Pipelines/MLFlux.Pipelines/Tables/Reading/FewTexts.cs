using System.Runtime.InteropServices;

namespace MLFlux.Tables;

/// <summary>The different fields of a column that has few, and in how many rows each is.</summary>
internal sealed class FewTexts
{
    private const int Most = 50;

    /// <summary>A column of numbers alone in so many rows, more than two, is not looked at any more.</summary>
    private const int Tried = 2_000, FewNumbers = 2;

    private static readonly Dictionary<string, int> s_none = [];

    private Dictionary<string, int> _rows = [];
    private bool _hasOthers;

    /// <summary>The fields and their rows; none where there are more fields, or all are numbers.</summary>
    public IReadOnlyDictionary<string, int> Rows => _hasOthers ? _rows : s_none;

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isNumber">Whether it is a number by itself.</param>
    public void Add(ReadOnlySpan<char> field, bool isNumber)
    {
        if (_rows == s_none)
            return;
        _hasOthers = _hasOthers || !isNumber;
        CollectionsMarshal.GetValueRefOrAddDefault(_rows.GetAlternateLookup<ReadOnlySpan<char>>(), field, out _)++;
        if (_rows.Count > Most || (++Count >= Tried && !_hasOthers && _rows.Count > FewNumbers))
            _rows = s_none;
    }
}
