namespace MLFlux.Tables;

/// <summary>How the rows of a text file are written.</summary>
/// <param name="Separator">What stands between fields.</param>
/// <param name="DecimalMarker">What stands before a number's decimal places: a point or a comma.</param>
internal readonly record struct RowFormat(char Separator, char DecimalMarker)
{
    /// <summary>What stands between the fields that ML.NET gets, to which several blanks would be several separators.</summary>
    public char LoaderSeparator => Separator == FieldSplitter.Blanks ? '\t' : Separator;

    /// <summary>What else stands for a missing value than the marks that do in any file; null for nothing.</summary>
    public MissingMarks? Missing { get; init; }
}
