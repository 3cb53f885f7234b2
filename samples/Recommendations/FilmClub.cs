namespace Recommendations;

/// <summary>
/// Users and films that this program makes. Stars are a mean, how kind the user is, how good the film is, how well the tastes of both go
/// together, and chance.
/// </summary>
internal sealed class FilmClub
{
    private const int Tastes = 3;

    private readonly Random _random;
    private readonly float[][] _users, _films;

    public FilmClub(int users, int films, int seed)
    {
        _random = new Random(seed);
        _users = [.. Enumerable.Range(0, users).Select(_ => Character())];
        _films = [.. Enumerable.Range(0, films).Select(_ => Character())];
    }

    /// <summary>Ratings of films that users have seen, drawn without regard to what they like.</summary>
    public Rating[] Rate(int each) => Each(each, _ => _random.NextDouble());

    /// <summary>Films that users have chosen: more often those that they like. Nobody says how many stars.</summary>
    public Rating[] Choose(int each) => Each(each, rating => (2 * rating.Rule) - Math.Log(-Math.Log(1 - _random.NextDouble())));

    /// <summary>The stars of a film for a user by the rule alone.</summary>
    public float Rule(Rating pair) => Rule(Number(pair.User), Number(pair.Film));

    private Rating[] Each(int count, Func<Rating, double> order) =>
    [
        .. Enumerable.Range(0, _users.Length).SelectMany(user => Enumerable.Range(0, _films.Length)
            .Select(film => Rate(user, film)).OrderByDescending(order).Take(count).ToArray()),
    ];

    private Rating Rate(int user, int film)
    {
        float rule = Rule(user, film);
        return new Rating { User = $"user {user}", Film = $"film {film}", Rule = rule, Stars = rule + (0.4f * Gaussian()) };
    }

    private float Rule(int user, int film)
    {
        float[] one = _users[user], other = _films[film];
        float rule = 3 + (0.4f * one[Tastes]) + (0.5f * other[Tastes]);
        for (int taste = 0; taste < Tastes; taste++)
            rule += 0.35f * one[taste] * other[taste];
        return rule;
    }

    private float[] Character() => [.. Enumerable.Range(0, Tastes + 1).Select(_ => Gaussian())];

    private float Gaussian() =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));

    private static int Number(string name) =>
        int.Parse(name[(name.IndexOf(' ', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
