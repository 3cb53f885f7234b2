namespace MLFlux.Tables;

/// <summary>How a column of ranges of numbers is read.</summary>
/// <param name="Form">What stands among the ranges.</param>
/// <param name="Example">The range that most rows have.</param>
/// <param name="Middle">What it counts for.</param>
internal sealed record RangeForm(ColumnForm Form, string Example, double Middle)
{
    private const int LeastRows = 2;

    /// <summary>Of so many rows one at most may have a word for a missing value.</summary>
    private const int RowsOfAWord = 4;

    /// <summary>
    /// The form of a column whose fields are ranges of one order, such as ages in bands: few of them, in many rows, with no more than
    /// their ends in common; null for a column of anything else, and for ranges of years or of months, which would be one to later files.
    /// </summary>
    /// <param name="texts">The fields.</param>
    /// <param name="marker">What stands before decimal places.</param>
    public static RangeForm? Of(FewTexts texts, char marker)
    {
        IReadOnlyDictionary<string, int> rows = texts.Rows;
        var ranges = new HashSet<NumberInterval>();
        var words = new List<string>();
        string? example = null, unit = null;
        foreach ((string text, _) in rows.OrderByDescending(text => text.Value))
        {
            if (!text.AsSpan().ContainsAnyInRange('0', '9'))
            {
                words.Add(text);
                continue;
            }

            if (!RangeField.TryRead(text, marker, out NumberInterval range, out _, out ReadOnlySpan<char> counted)
                || !RangeField.IsUnit(counted) || (unit is not null && !counted.IsEmpty && !NumberUnits.AreSame(counted, unit)))
                return null;
            ranges.Add(range);
            unit ??= counted.IsEmpty ? null : counted.ToString();
            example ??= range.IsBetween ? text : null;
        }

        bool areMissing = (words.Count <= 1 || words.TrueForAll(AbsenceWords.Say))
            && words.Sum(word => rows[word]) * (long)RowsOfAWord <= texts.Count;
        if (example is null || !areMissing || texts.Count < LeastRows * ranges.Count || !NumberInterval.AreOrdered(ranges))
            return null;
        RangeField.TryRead(example, marker, out double middle);
        var form = new ColumnForm(words, [], HasFaults: true) { Unit = RangeField.Unit, DecimalMarker = marker };
        return new RangeForm(form, example, middle);
    }
}
