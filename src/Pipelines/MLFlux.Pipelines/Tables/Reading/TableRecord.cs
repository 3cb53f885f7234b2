namespace MLFlux.Tables;

/// <summary>A row of a text file before its fields are read.</summary>
/// <param name="Text">A line or, with a quoted line break, several.</param>
/// <param name="Line">The number of its first line, from 1.</param>
/// <param name="IsComment">Whether it is a comment rather than a row.</param>
internal readonly record struct TableRecord(string Text, long Line, bool IsComment);
