namespace MLFlux;

/// <summary>
/// How far a fit is with what its frozen layers make of each row, which is computed once, before the first epoch; for a progress bar.
/// </summary>
public sealed record FrozenReport
{
    /// <summary>Which rows: <c>training</c>, <c>validation</c>, or <c>changed training (1 of 4)</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>How many rows are computed.</summary>
    public required int Rows { get; init; }

    /// <summary>How many there are, at least 1; where processes have read rows of their own, those of the first process.</summary>
    public required int AllRows { get; init; }

    /// <summary>One line for a person.</summary>
    public override string ToString() => FormattableString.Invariant($"frozen layers: {Rows:N0} of {AllRows:N0} {Kind} rows");
}
