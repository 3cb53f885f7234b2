namespace MLFlux.Tables;

/// <summary>Counts what the fields of a column may be, and keeps the first that are not.</summary>
internal sealed class ColumnTally(char decimalMarker)
{
    private const int Kept = 1_000;
    private static readonly TableColumnKind[] s_kinds = [TableColumnKind.Number, TableColumnKind.Boolean, TableColumnKind.Date];

    private readonly List<(long Line, string Text)>[] _others = [[], [], []];
    private readonly int[] _counts = new int[s_kinds.Length];
    private int _digits; // Of each field; -1 where they differ, or there is something else.
    private bool _hasLeadingZero;

    /// <summary>How many fields are missing.</summary>
    public int Missing { get; private set; }

    /// <summary>How many are not.</summary>
    public int Present { get; private set; }

    /// <summary>Whether all have the same number of digits, and one begins with zero: codes, such as those of towns.</summary>
    private bool AreCodes => _hasLeadingZero && _digits > 0;

    /// <summary>Whether most are numbers, though too few for a column of numbers.</summary>
    public bool AreNearlyNumbers => Infer() == TableColumnKind.Text && _others[0].Count is > 0 and < Kept && 2L * _counts[0] > Present;

    /// <summary>Whether some are missing by a mark that ML.NET does not know.</summary>
    public bool HasForeignMarks { get; private set; }

    public void Add(ReadOnlySpan<char> field, long line)
    {
        if (FieldValue.IsMissing(field))
        {
            Missing++;
            HasForeignMarks = HasForeignMarks || FieldValue.IsForeignMark(field);
            return;
        }

        Present++;
        AddDigits(field);
        for (int i = 0; i < s_kinds.Length; i++)
        {
            // A column with many fields of another kind is settled; it need not be tried to the end.
            if (_others[i].Count >= Kept)
                continue;
            if (FieldValue.Is(s_kinds[i], field, decimalMarker))
                _counts[i]++;
            else
                _others[i].Add((line, field.ToString()));
        }
    }

    private void AddDigits(ReadOnlySpan<char> field)
    {
        if (_digits < 0)
            return;

        bool isSame = field.Length > 1 && (_digits == 0 || _digits == field.Length) && !field.ContainsAnyExceptInRange('0', '9');
        _digits = isSame ? field.Length : -1;
        _hasLeadingZero |= field[0] == '0';
    }

    /// <summary>What the column holds: a kind that at least 19 of 20 fields are of, or text.</summary>
    public TableColumnKind Infer()
    {
        if (Present == 0)
            return TableColumnKind.Number;
        if (AreCodes)
            return TableColumnKind.Text;
        for (int i = 0; i < s_kinds.Length; i++)
        {
            bool isKind = s_kinds[i] == TableColumnKind.Boolean
                ? _counts[i] == Present && Missing == 0 // ML.NET has no missing truth value.
                : _counts[i] > 0 && _others[i].Count < Kept && _others[i].Count * 20L <= Present;
            if (isKind)
                return s_kinds[i];
        }

        return TableColumnKind.Text;
    }

    /// <summary>The fields that are not of a kind, with their lines; the first thousand.</summary>
    public IReadOnlyList<(long Line, string Text)> OtherThan(TableColumnKind kind) =>
        Array.IndexOf(s_kinds, kind) is >= 0 and var index ? _others[index] : [];
}
