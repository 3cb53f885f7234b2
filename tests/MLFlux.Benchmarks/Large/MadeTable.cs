using System.Globalization;

namespace MLFlux.Benchmarks.Large;

/// <summary>
/// A table of twelve mixed columns and a label, made by a seed: whole and other numbers, levels few and many, dates, gaps.
/// </summary>
internal static class MadeTable
{
    public const string Label = "renewed";

    private const int Towns = 200, Products = 3_000;
    private const string Header = "age,income,balance,visits,rate,town,product,plan,active,joined,distance,score,renewed";

    private static readonly string[] s_plans = ["basic", "plus", "family", "business"];

    /// <summary>Writes so many rows, some 76 bytes each.</summary>
    public static void Write(string path, int rows, int seed)
    {
        var random = new Random(seed);
        double[] ofTown = [.. Enumerable.Range(0, Towns).Select(_ => Normal(random))];
        double[] ofProduct = [.. Enumerable.Range(0, Products).Select(_ => Normal(random))];
        using var text = new StreamWriter(path) { NewLine = "\n" };
        text.WriteLine(Header);
        for (int row = 0; row < rows; row++)
            text.WriteLine(Row(random, ofTown, ofProduct));
    }

    private static string Row(Random random, double[] ofTown, double[] ofProduct)
    {
        int age = random.Next(18, 91), visits = (int)Math.Min(400, Math.Exp(Normal(random) + 1)), plan = random.Next(s_plans.Length);
        int town = (int)(ofTown.Length * Math.Pow(random.NextDouble(), 2));
        int product = (int)(ofProduct.Length * Math.Pow(random.NextDouble(), 3));
        double income = Math.Exp(10.5 + (0.6 * Normal(random))), balance = 3_000 * Normal(random), rate = random.NextDouble();
        double distance = Math.Exp(2 + Normal(random)), score = Normal(random);
        bool isActive = random.NextDouble() < 0.7;
        DateTime joined = new DateTime(2010, 1, 1).AddDays(random.Next(5_000));
        double logit = (0.8 * ofTown[town]) + (0.7 * ofProduct[product]) + Math.Sin(age / 9.0) + (rate > 0.6 ? 0.8 : -0.4)
            + (0.5 * score * (plan == 1 ? 1 : -1)) + (isActive ? 0.5 : -0.8) - (0.3 * Math.Log(distance)) + (0.2 * Math.Log(visits + 1))
            + (joined.Month is 11 or 12 ? 0.6 : 0) + (0.4 * Math.Log(income / 36_000)) - 0.3;
        bool isRenewed = random.NextDouble() < 1 / (1 + Math.Exp(-logit));
        string shownBalance = random.NextDouble() < 0.05 ? "" : balance.ToString("0.00", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture,
            $"{age},{income:0.00},{shownBalance},{visits},{rate:0.0000},town-{town:000},p{product},{s_plans[plan]},{isActive},"
            + $"{joined:yyyy-MM-dd},{distance:0.000},{score:0.0000},{(isRenewed ? "yes" : "no")}");
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
