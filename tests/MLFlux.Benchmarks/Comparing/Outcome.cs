namespace MLFlux.Benchmarks.Comparing;

/// <summary>What came of a comparison: a figure of each side for each pair.</summary>
/// <param name="Name">The comparison.</param>
/// <param name="Unit">Of the figures.</param>
/// <param name="Goal">To be met.</param>
/// <param name="Ours">Our figure of each pair.</param>
/// <param name="Theirs">Theirs; empty where there is no other side.</param>
/// <param name="IsValid">False where something besides the ratio was wrong.</param>
internal sealed record Outcome(
    string Name, string Unit, Goal Goal, IReadOnlyList<double> Ours, IReadOnlyList<double> Theirs, bool IsValid)
{
    /// <summary>The value that the goal is about, of each pair. A ratio within a pair is free of what slows down both.</summary>
    public Figures Compared { get; } = new(Theirs.Count > 0 ? Ours.Zip(Theirs, (a, b) => a / b) : Ours);

    public bool IsMet => IsValid && Goal.IsMet(Compared.Median);
}
