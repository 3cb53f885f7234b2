using System.Buffers;
using System.Runtime.InteropServices;
using MLFlux.Tokens;

namespace MLFlux.ReadyMade;

/// <summary>Counts what texts would be as lists of choices with one separator, and says whether they are.</summary>
/// <param name="separator">What stands between choices.</param>
internal sealed class ChoiceTally(char separator)
{
    private const int MostChoices = 1_000, LongestChoice = 40, LeastLists = 3, RowsOfChoice = 5;

    /// <summary>Lists that have several choices are so many of all rows at the least.</summary>
    private const double LeastShare = 0.1;

    /// <summary>Rows of lists with a choice twice are fewer: in scores and pairs of readings both sides may well be the same.</summary>
    private const double MostRepeats = 0.02;

    /// <summary>
    /// One of so many choices at the least stands first in some lists and later in others: a surname never does, nor a town before its
    /// state.
    /// </summary>
    private const int ChoicesOfMoved = 3;

    /// <summary>Lists of fewer choices than this may hold them all and say something: some rows have none.</summary>
    private const int LeastOfRanking = 3;

    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.+-");

    private readonly Dictionary<string, Places> _choices = [];
    private readonly List<ReadOnlyMemory<char>> _list = [];
    private readonly Dictionary<int, long> _rowsOfLength = [];
    private long _rows, _listRows, _repeatedRows, _all;
    private int _values, _lists;
    private bool _isOther, _hasWords;

    [Flags]
    private enum Places
    {
        None = 0,
        First = 1,
        Later = 2,
        Both = First | Later,
    }

    /// <summary>How many choices there are.</summary>
    public int Count => _choices.Count;

    /// <summary>A list of several choices; null where there is none.</summary>
    public string? Example { get; private set; }

    /// <summary>Whether the texts are lists of choices that come again in others, in places of no meaning.</summary>
    public bool AreLists => !_isOther && _lists >= LeastLists && _values > Count && _all >= RowsOfChoice * (long)Count
        && _listRows >= LeastShare * _rows && _repeatedRows <= MostRepeats * _rows && AreMoved && AreNoNumbers && !AreOrders;

    private bool AreMoved
    {
        get
        {
            int moved = _choices.Values.Count(places => places == Places.Both);
            return moved * ChoicesOfMoved >= Count && moved >= (separator == ',' ? 2 : 1);
        }
    }

    /// <summary>Numbers of choices are lists where these differ in length: fields of two numbers each are pairs, or have a comma.</summary>
    private bool AreNoNumbers => _hasWords || (_rowsOfLength.Keys.Count(length => length > 1) > 1 && _rowsOfLength.Keys.Max() > 2);

    /// <summary>
    /// Whether the order says something: all lists have the same length, as pairs of teams and the best three of ten do, or most have every
    /// choice, as rankings do.
    /// </summary>
    private bool AreOrders => _rowsOfLength.Count == 1
        || (Count >= LeastOfRanking && 2 * _rowsOfLength.GetValueOrDefault(Count) > _listRows);

    /// <summary>Adds a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rows">How many rows have it.</param>
    public void Add(string text, long rows)
    {
        if (_isOther)
            return;
        bool allDiffer = ChoiceSplitter.Split(text.AsMemory(), separator, _list);
        _values++;
        _rows += rows;
        _all += rows * _list.Count;
        CollectionsMarshal.GetValueRefOrAddDefault(_rowsOfLength, _list.Count, out _) += rows;
        _repeatedRows += allDiffer ? 0 : rows;
        if (_list.Count > 1)
        {
            _lists++;
            _listRows += rows;
            Example ??= text;
        }

        for (int i = 0; i < _list.Count; i++)
        {
            _isOther |= _list[i].Length > LongestChoice;
            _hasWords |= _list.Count > 1 && _list[i].Span.ContainsAnyExcept(s_number);
            CollectionsMarshal.GetValueRefOrAddDefault(_choices, _list[i].ToString(), out _) |= i == 0 ? Places.First : Places.Later;
        }

        _isOther |= _choices.Count > MostChoices;
    }
}
