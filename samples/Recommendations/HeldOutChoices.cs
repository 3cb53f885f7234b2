namespace Recommendations;

/// <summary>Choices of which one a user is held out: does a model put it among the first of all that the user has not chosen yet?</summary>
internal sealed class HeldOutChoices
{
    private const int First = 10;

    private readonly string[] _films;
    private readonly Dictionary<string, HashSet<string>> _known;
    private readonly Dictionary<string, string> _held;
    private readonly Dictionary<string, int> _counts;

    public HeldOutChoices(Rating[] choices, int seed)
    {
        var random = new Random(seed);
        Rating[] held = [.. choices.GroupBy(choice => choice.User).Select(user => random.GetItems(user.ToArray(), 1)[0])];
        Known = [.. choices.Except(held)];
        _films = [.. Known.Select(choice => choice.Film).Distinct()];
        _held = held.ToDictionary(choice => choice.User, choice => choice.Film);
        _known = Known.GroupBy(choice => choice.User)
            .ToDictionary(user => user.Key, user => user.Select(choice => choice.Film).ToHashSet());
        _counts = Known.CountBy(choice => choice.Film).ToDictionary();
    }

    /// <summary>The choices to learn from.</summary>
    public Rating[] Known { get; }

    /// <summary>How often the films of pairs were chosen.</summary>
    public float[] Counts(Rating[] pairs) => [.. pairs.Select(pair => (float)_counts[pair.Film])];

    /// <summary>The share of users whose film that was held out stands among the first ten.</summary>
    public double HitRate(Func<Rating[], float[]> score)
    {
        Rating[] pairs = [.. _held.Keys.SelectMany(Open)];
        return pairs.Zip(score(pairs)).GroupBy(scored => scored.First.User)
            .Average(user => Best(user, First).Contains(_held[user.Key]) ? 1 : 0);
    }

    /// <summary>The films with the highest scores of those that a user has not chosen.</summary>
    public IEnumerable<string> Recommend(string user, int count, Func<Rating[], float[]> score)
    {
        Rating[] pairs = [.. Open(user)];
        return Best(pairs.Zip(score(pairs)), count);
    }

    private IEnumerable<Rating> Open(string user) =>
        _films.Where(film => !_known.TryGetValue(user, out HashSet<string>? known) || !known.Contains(film))
            .Select(film => new Rating { User = user, Film = film });

    private static IEnumerable<string> Best(IEnumerable<(Rating Pair, float Score)> scored, int count) =>
        scored.OrderByDescending(one => one.Score).Take(count).Select(one => one.Pair.Film);
}
