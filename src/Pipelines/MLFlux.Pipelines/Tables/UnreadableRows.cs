namespace MLFlux;

/// <summary>
/// What becomes of the rows of a text file that cannot be read: with too many or too few fields, or a word where a number belongs.
/// </summary>
public enum UnreadableRows
{
    /// <summary>An error names them all, by their lines, and nothing is loaded.</summary>
    Fail,

    /// <summary>They are left out, and their number and lines go to the log of the context as a warning.</summary>
    Skip,
}
