namespace MLFlux.ReadyMade;

/// <summary>How many slots the levels of a column share that are too many for one each.</summary>
internal static class HashSlots
{
    /// <summary>The bits of the hash of few slots, and of many.</summary>
    public const int FewBits = TreeFeatures.HashBits, ManyBits = 13;

    private const long RowsOfSlot = 4;

    /// <summary>How many bits the hash of a level has: 1,024 slots, or 8,192 where so many have some rows each.</summary>
    public static int Bits(long rows) => rows >= RowsOfSlot << ManyBits ? ManyBits : FewBits;
}
