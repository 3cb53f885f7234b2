namespace MLFlux.ReadyMade;

/// <summary>How much of a column a network is given.</summary>
internal enum FeatureRole
{
    /// <summary>All that can be made of it: of a number, where it lies among bins.</summary>
    Whole,

    /// <summary>A number as it is, without bins.</summary>
    Passed,

    /// <summary>Nothing: it is for trees alone.</summary>
    TreesOnly,
}
