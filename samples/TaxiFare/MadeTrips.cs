namespace TaxiFare;

/// <summary>Makes rides with fares by a taximeter's rule and some chance. None of them took place.</summary>
internal static class MadeTrips
{
    private const string Meter = "1", Airport = "2";

    private static readonly string[] s_vendors = ["VTS", "CMT"];
    private static readonly string[] s_payments = ["CRD", "CSH"];

    public static Trip[] Make(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Make(random))];
    }

    private static Trip Make(Random random)
    {
        bool toAirport = random.NextDouble() < 0.03;
        double miles = toAirport ? 16 + (4 * random.NextDouble()) : 0.4 - (2.5 * Math.Log(1 - random.NextDouble()));
        double milesAnHour = 6 + (14 * random.NextDouble()) + Math.Min(miles, 20);
        double seconds = Math.Round(3600 * miles / milesAnHour);

        // 2.50 at the start, 0.50 for each fifth of a mile and for each minute that the cab stands in traffic.
        double standing = Math.Max(0, (seconds / 60) - (miles / 20 * 60));
        double metered = 2.5 + (0.5 * Math.Round(miles * 5)) + (0.5 * Math.Round(standing)) + (random.Next(3) * 0.5);
        return new Trip
        {
            Vendor = s_vendors[random.Next(2)],
            RateCode = toAirport ? Airport : Meter,
            Passengers = random.Next(1, 7),
            Seconds = (float)seconds,
            Miles = (float)Math.Round(miles, 2),
            Payment = s_payments[random.Next(2)],
            Label = toAirport ? 52 : (float)metered,
        };
    }
}
