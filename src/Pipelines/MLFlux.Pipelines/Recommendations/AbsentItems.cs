namespace MLFlux.Recommendations;

/// <summary>The items that each user does not have, of all that anybody has.</summary>
internal sealed class AbsentItems
{
    private readonly uint[] _items;
    private readonly Dictionary<uint, int[]> _present;

    /// <param name="pairs">Who has what.</param>
    public AbsentItems(IReadOnlyCollection<KeyPairs> pairs)
    {
        _items = [.. pairs.SelectMany(some => some.Items).Distinct().Order()];
        Dictionary<uint, int> places = _items.Select((item, place) => (item, place)).ToDictionary();
        _present = pairs.SelectMany(some => some.Users.Zip(some.Items)).GroupBy(pair => pair.First, pair => places[pair.Second])
            .ToDictionary(user => user.Key, user => user.Distinct().Order().ToArray());
    }

    /// <summary>How many items there are.</summary>
    public int Items => _items.Length;

    /// <summary>How many of them a user does not have.</summary>
    public int Count(uint user) => _items.Length - _present[user].Length;

    /// <summary>One of the items that a user does not have, each with the same chance.</summary>
    public uint Draw(uint user, Random random)
    {
        int[] present = _present[user];
        int drawn = random.Next(Count(user));

        // Before the n-th item that the user has lie as many absent ones as its place, less n: how many of the user's come before?
        int before = 0, end = present.Length;
        while (before < end)
        {
            int middle = (before + end) / 2;
            if (present[middle] - middle <= drawn)
                before = middle + 1;
            else
                end = middle;
        }

        return _items[drawn + before];
    }
}
