namespace MLFlux.Tables;

/// <summary>Whether all fields have the same number of digits, and one begins with zero: codes, such as those of towns.</summary>
internal sealed class CodeTally
{
    private int _digits; // Of each field; -1 where they differ, or there is something else.
    private bool _hasLeadingZero;

    /// <summary>Whether they are codes.</summary>
    public bool AreCodes => _hasLeadingZero && _digits > 0;

    /// <summary>Adds a field.</summary>
    public void Add(ReadOnlySpan<char> field)
    {
        if (_digits < 0)
            return;

        bool isSame = field.Length > 1 && (_digits == 0 || _digits == field.Length) && !field.ContainsAnyExceptInRange('0', '9');
        _digits = isSame ? field.Length : -1;
        _hasLeadingZero |= field[0] == '0';
    }
}
