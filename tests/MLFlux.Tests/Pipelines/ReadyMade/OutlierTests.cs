using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Pipelines;

/// <summary>One outlier in a column throws no prediction of a ready model far off.</summary>
[TestClass]
public sealed class OutlierTests
{
    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    public void An_outlier_to_train_on_leaves_the_other_rows_well_predicted_and_is_predicted_within_what_was_seen()
    {
        House[] houses = House.Make(600);
        houses[17].Area = 250_000;
        houses[18].Rooms = -4e6f;
        ITransformer model = Fit(houses);
        IDataView others = House.View(_ml, 300, seed: 2);

        Assert.IsGreaterThan(0.9, _ml.Regression.Evaluate(model.Transform(others), nameof(House.Price)).RSquared);
        AssertBounded(model, houses);
    }

    [TestMethod]
    public void A_number_never_seen_before_is_predicted_within_what_was_seen()
    {
        ITransformer model = Fit(House.Make(600));
        foreach (double area in new[] { 1e9, -1e9, 1e300, double.PositiveInfinity })
        {
            House[] houses = House.Make(20, seed: 3);
            foreach (House house in houses)
                house.Area = area;
            AssertBounded(model, houses);
        }

        House[] rooms = House.Make(20, seed: 3);
        foreach (House house in rooms)
            house.Rooms = 1e9f;
        AssertBounded(model, rooms);
    }

    /// <summary>Doubles of the larger numbers are 128 apart.</summary>
    [TestMethod]
    [DataRow(1_700_000_000)]
    [DataRow(1_700_000_000_000_000_000)]
    public void A_column_of_moments_since_1970_keeps_what_a_minute_tells(long start)
    {
        var random = new Random(5);
        IDataView rows = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 800).Select(_ => random.Next(100))
            .Select(second => new Moment { Seconds = start + second, Height = second < 50 ? 1 : 5 }).ToArray());
        var options = new TabularOptions { Task = PredictionTask.Regression };

        ITransformer model = _ml.Pipelines().Tabular(rows, nameof(Moment.Height), options).Fit(rows);

        Assert.IsGreaterThan(0.7, _ml.Regression.Evaluate(model.Transform(rows), nameof(Moment.Height)).RSquared);
    }

    private ITransformer Fit(House[] houses)
    {
        string[] leftOut = [nameof(House.Quick), nameof(House.Stars), nameof(House.Street), nameof(House.Advert)];
        var options = new TabularOptions { Uses = leftOut.ToDictionary(name => name, _ => ColumnUse.LeftOut) };
        IDataView rows = _ml.Data.LoadFromEnumerable(houses);
        return _ml.Pipelines().Tabular(rows, nameof(House.Price), options).Fit(rows);
    }

    /// <summary>Prices lie between 90 and 1,070; twice that is not far off, and a linear function of 1e9 would be.</summary>
    private void AssertBounded(ITransformer model, House[] houses)
    {
        foreach (float score in model.Transform(_ml.Data.LoadFromEnumerable(houses)).GetColumn<float>("Score"))
            Assert.IsTrue(score is > -2_000 and < 4_000, $"{score}");
    }

    private sealed class Moment
    {
        public long Seconds { get; set; }

        public float Height { get; set; }
    }
}
