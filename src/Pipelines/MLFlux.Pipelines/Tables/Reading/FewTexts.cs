namespace MLFlux.Tables;

/// <summary>The different fields of a column that has few, and in how many rows each is.</summary>
internal sealed class FewTexts
{
    private const int Most = 50;

    /// <summary>After so many rows a column is looked at no further whose fields so far say nothing of what these may be.</summary>
    private const int Tried = 2_000;

    private readonly List<string> _texts = [];
    private readonly List<int> _rows = []; // Of each text.
    private bool _hasOthers, _isStopped;

    /// <summary>The fields and their rows; none where there are more fields, or all are numbers.</summary>
    public IReadOnlyDictionary<string, int> Rows => Enumerable.Range(0, _hasOthers ? _texts.Count : 0)
        .ToDictionary(i => _texts[i], i => _rows[i]);

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Whether some field is a word of yes or no, or has digits beside words; of numbers alone, whether there are two.
    /// </summary>
    private bool MayMatter => _hasOthers
        ? _texts.Exists(text => TruthSpellings.IsWord(text) || text.AsSpan().ContainsAnyInRange('0', '9')) : _texts.Count <= 2;

    /// <summary>Adds a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="isNumber">Whether it is a number by itself.</param>
    public void Add(ReadOnlySpan<char> field, bool isNumber)
    {
        if (_isStopped)
            return;
        _hasOthers = _hasOthers || !isNumber;
        int at = 0;
        while (at < _texts.Count && !field.SequenceEqual(_texts[at]))
            at++; // Of a few texts that takes less time than a hash.
        if (at == _texts.Count)
        {
            _texts.Add(field.ToString());
            _rows.Add(0);
        }

        _rows[at]++;
        if (_texts.Count <= Most && (++Count != Tried || MayMatter))
            return;
        _isStopped = true;
        _texts.Clear();
    }
}
