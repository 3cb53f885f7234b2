namespace MLFlux.Tables;

/// <summary>
/// Whether the fields of a column are lists of a few choices that come again in other fields, as answers to a question of a survey are:
/// <c>bus;train</c>.
/// </summary>
internal sealed class ChoiceLists
{
    /// <summary>So many fields are looked at.</summary>
    private const int MostFields = 2_000;

    private const int MostChoices = 60, LeastLists = 30, RowsOfChoice = 5, LongestChoice = 40;

    /// <summary>How many choices a list has on average at the least.</summary>
    private const double LeastLength = 1.5;

    private HashSet<string>? _lists, _choices; // Of most columns there are none.
    private char _separator;
    private int _fields, _all;
    private bool _isOther;

    /// <summary>A list; null where there is none.</summary>
    public string? Example { get; private set; }

    /// <summary>How many choices there are, where the fields are such lists; 0 for other fields.</summary>
    public int Choices => !_isOther && _choices is not null && _lists!.Count >= LeastLists && _all >= LeastLength * _fields
        && _all >= RowsOfChoice * _choices.Count ? _choices.Count : 0;

    /// <summary>Adds a field that is no number.</summary>
    public void Add(ReadOnlySpan<char> field)
    {
        if (_isOther || _fields >= MostFields)
            return;
        _fields++;
        if (_separator == default && field.IndexOfAny(";|,") is >= 0 and var at)
            (_separator, Example, _lists, _choices) = (field[at], field.ToString(), [], []);
        if (_separator == default)
        {
            _all++;
            return;
        }

        if (_lists!.Count <= LeastLists)
            _lists.Add(field.ToString());
        foreach (Range range in field.Split(_separator))
        {
            ReadOnlySpan<char> choice = field[range].Trim();
            _all += choice.IsEmpty ? 0 : 1;
            _choices!.Add(choice.ToString());
            _isOther |= choice.Length > LongestChoice;
        }

        _isOther |= _choices!.Count > MostChoices;
    }
}
