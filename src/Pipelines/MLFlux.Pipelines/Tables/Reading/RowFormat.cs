namespace MLFlux.Tables;

/// <summary>How the rows of a text file are written.</summary>
/// <param name="Separator">What stands between fields.</param>
/// <param name="DecimalMarker">What stands before a number's decimal places: a point or a comma.</param>
internal readonly record struct RowFormat(char Separator, char DecimalMarker)
{
    /// <summary>
    /// What stands between the fields that ML.NET gets: to it several blanks would be several separators, and not every character may be
    /// one.
    /// </summary>
    public char LoaderSeparator => Separator is ',' or ';' or '|' ? Separator : '\t';

    /// <summary>What else stands for a missing value than the marks that do in any file; null for nothing.</summary>
    public MissingMarks? Missing { get; init; }
}
