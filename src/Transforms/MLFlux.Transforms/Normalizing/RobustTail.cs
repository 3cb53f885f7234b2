namespace MLFlux.Normalizing;

/// <summary>What becomes of numbers far from the median. Its numbers stand in files.</summary>
internal enum RobustTail : byte
{
    /// <summary>They stay as far as they are; only files of before have it.</summary>
    Straight = 0,

    /// <summary>They come near to a bound, by a smooth curve.</summary>
    Bounded = 1,

    /// <summary>They grow by the logarithm only.</summary>
    Logarithmic = 2,
}
