namespace MLFlux;

/// <summary>The numbers of a column, as a person would describe them.</summary>
/// <param name="Least">The least.</param>
/// <param name="Typical">About the median: one of the numbers.</param>
/// <param name="Greatest">The greatest.</param>
public sealed record NumberRange(double Least, double Typical, double Greatest)
{
    /// <summary>The numbers with six digits: <c>32.1 to 59.6, typically 44.5</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Least:G6} to {Greatest:G6}, typically {Typical:G6}");
}
