namespace MLFlux.Kernels;

/// <summary>
/// Filters in tiles of four and of three, which are computed at a time: with three or four places, as many sums as registers hold beside
/// what is added up. All numbers of filters but 1, 2 and 5 are a sum of fours and threes; for these a stand-in fills the last tile.
/// </summary>
internal readonly record struct FilterTiles
{
    /// <summary>The filters of a tile times the places, or taps, computed with them.</summary>
    public const int Sums = 12;

    /// <summary>The most stand-ins that filters have: their sums are written behind those of the filters.</summary>
    public const int MostStandIns = 2;

    public FilterTiles(int filters)
    {
        Threes = filters < 6 && filters != 4 ? (filters + 2) / 3 : (4 - (filters % 4)) % 4;
        Fours = Math.Max(0, filters - (3 * Threes)) / 4;
    }

    /// <summary>How many tiles of four there are; they come first.</summary>
    public int Fours { get; }

    /// <summary>How many tiles of three there are.</summary>
    public int Threes { get; }

    /// <summary>The filters with the stand-ins.</summary>
    public int Stored => (4 * Fours) + (3 * Threes);
}
