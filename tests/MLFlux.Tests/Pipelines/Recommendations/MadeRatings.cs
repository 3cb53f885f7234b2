using static MLFlux.Tests.Support.Examples;

namespace MLFlux.Tests.Pipelines.Recommendations;

/// <summary>Ratings that are a mean, a bias of the user, a bias of the item, a product of two tastes of each, and chance.</summary>
internal static class MadeRatings
{
    public const int Users = 300, Items = 120;

    public static Rating[] Make(int seed)
    {
        var random = new Random(seed);
        double[][] users = Factors(Users), items = Factors(Items);
        var made = new List<Rating>();
        for (int user = 0; user < Users; user++)
        {
            foreach (int item in random.GetItems([.. Enumerable.Range(0, Items)], 30).Distinct())
            {
                double tastes = (users[user][1] * items[item][1]) + (users[user][2] * items[item][2]);
                double stars = 3 + (0.5 * users[user][0]) + (0.7 * items[item][0]) + (0.4 * tastes) + (0.3 * Gaussian(random));
                made.Add(new Rating { User = $"u{user}", Item = $"i{item}", Stars = (float)stars });
            }
        }

        return [.. made];

        double[][] Factors(int count) =>
            [.. Enumerable.Range(0, count).Select(_ => new[] { Gaussian(random), Gaussian(random), Gaussian(random) })];
    }

    /// <summary>The root of the mean squared difference.</summary>
    public static double Error(IEnumerable<double> stars, IEnumerable<double> predicted) =>
        Math.Sqrt(stars.Zip(predicted, (one, other) => (one - other) * (one - other)).Average());

    /// <summary>The mean of the ratings that share a value with each row of others; the mean of all where none does.</summary>
    public static double[] Means(IEnumerable<Rating> known, IEnumerable<Rating> rows, Func<Rating, string> by)
    {
        double all = known.Average(rating => rating.Stars);
        var means = known.GroupBy(by).ToDictionary(same => same.Key, same => same.Average(rating => (double)rating.Stars));
        return [.. rows.Select(row => means.GetValueOrDefault(by(row), all))];
    }
}
