using Microsoft.ML;
using MLFlux.Samples;

namespace TaxiFare;

/// <summary>Rides to learn from and rides to hold out: those of New York, or made ones.</summary>
internal static class Trips
{
    private const int MadeToTrain = 20_000, MadeToTest = 5_000;

    /// <summary>The columns that hold numbers.</summary>
    public static readonly string[] Numbers = [nameof(Trip.Passengers), nameof(Trip.Seconds), nameof(Trip.Miles)];

    /// <summary>The columns that hold one of a few words.</summary>
    public static readonly string[] Words = [nameof(Trip.Vendor), nameof(Trip.RateCode), nameof(Trip.Payment)];

    public static (IDataView Train, IDataView HeldOut) Load(MLContext ml, Settings settings)
    {
        if (settings.FindFile("taxi-fare-train.csv") is string train && settings.FindFile("taxi-fare-test.csv") is string heldOut)
            return (Read(ml, train), Read(ml, heldOut));

        Trip[] made = MadeTrips.Make(MadeToTrain + MadeToTest, settings.Seed);
        return (ml.Data.LoadFromEnumerable(made[..MadeToTrain]), ml.Data.LoadFromEnumerable(made[MadeToTrain..]));
    }

    private static IDataView Read(MLContext ml, string path) =>
        ml.Data.LoadFromTextFile<Trip>(path, separatorChar: ',', hasHeader: true);
}
