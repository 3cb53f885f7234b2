namespace MLFlux.Construction;

/// <summary>Which values of a vector are embedded as numbers, and which pass on.</summary>
internal sealed class NumberPlaces(int size, long[] numbers)
{
    /// <summary>The places of the numbers, in ascending order.</summary>
    public long[] Numbers { get; } = numbers;

    /// <summary>The places of the others, in ascending order.</summary>
    public long[] Others { get; } = [.. Enumerable.Range(0, size).Select(place => (long)place).Except(numbers)];
}
