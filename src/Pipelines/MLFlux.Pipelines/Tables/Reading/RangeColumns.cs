using System.Globalization;

namespace MLFlux.Tables;

/// <summary>Finds columns of ranges of numbers in a file that was read once.</summary>
internal static class RangeColumns
{
    /// <summary>Says which columns are read as the middle of their ranges, and adds how.</summary>
    /// <param name="file">What messages call the file.</param>
    /// <param name="names">The columns.</param>
    /// <param name="tallies">What their fields are.</param>
    /// <param name="options">What is known of the file.</param>
    /// <param name="forms">Gets the forms of those columns.</param>
    /// <param name="warn">Is told, a sentence each.</param>
    /// <returns>Their names.</returns>
    public static HashSet<string> Find(string file, string[] names, ColumnTally[] tallies, TableOptions options,
        Dictionary<string, ColumnForm> forms, Action<string> warn)
    {
        var found = new HashSet<string>();
        for (int i = 0; i < names.Length; i++)
        {
            (string name, ColumnTally tally) = (names[i], tallies[i]);
            bool isOpen = !options.IsSettled(name) && !options.IsRequired(name) && !tally.IsMeasured
                && tally.Infer() != TableColumnKind.Date;
            if (!isOpen || tally.Texts is null || Form(tally.Texts, tally) is not var (form, example, middle))
                continue;
            found.Add(name);
            forms[name] = form;
            warn(string.Create(CultureInfo.InvariantCulture,
                $"Column '{name}' of '{file}' holds ranges, each read as the number in its middle: '{example}' as {middle}; "
                + $"{options.Names.Text(name)} reads words."));
        }

        return found;
    }

    /// <summary>
    /// The form by the file's mark or, where neither the column nor the user tells, by the other: beside <c>100,000+</c>, which may have
    /// either, <c>1-999</c> and <c>1,000-9,999</c> are of one order by one alone.
    /// </summary>
    private static RangeForm? Form(FewTexts texts, ColumnTally tally) => RangeForm.Of(texts, tally.Marker)
        ?? (tally.SureMarker is null ? RangeForm.Of(texts, tally.Marker == '.' ? ',' : '.') : null);
}
