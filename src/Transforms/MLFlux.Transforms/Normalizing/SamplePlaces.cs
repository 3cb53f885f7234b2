namespace MLFlux.Normalizing;

/// <summary>
/// Where in a sample each number goes, once it is full: drawn once for all samples that have had as many numbers.
/// </summary>
internal sealed class SamplePlaces
{
    private readonly Random _random = new(1);
    private long _count, _place;

    /// <summary>The places of a sample that other numbers have been passed over for, as if it had drawn them by itself.</summary>
    /// <param name="most">How many numbers the sample holds, which need no draw.</param>
    /// <param name="count">How many numbers it has had.</param>
    public static SamplePlaces Behind(int most, long count)
    {
        var places = new SamplePlaces();
        for (long drawn = most + 1L; drawn <= count; drawn++)
            places.Of(drawn);
        return places;
    }

    /// <summary>The place of the number that makes so many; below the size of the sample, or nowhere.</summary>
    public long Of(long count)
    {
        if (count != _count)
            (_count, _place) = (count, _random.NextInt64(count));
        return _place;
    }
}
