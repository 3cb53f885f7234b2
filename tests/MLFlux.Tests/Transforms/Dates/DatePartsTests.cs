using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Dates;
using MLFlux.Tests.Estimators;

namespace MLFlux.Tests.Transforms;

/// <summary>Dates as vectors of their parts.</summary>
[TestClass]
public sealed class DatePartsTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_dates = s_ml.Data.LoadFromEnumerable(
    [
        new Day(new DateTime(2024, 1, 1, 6, 0, 0), new DateTimeOffset(2024, 1, 1, 6, 0, 0, TimeSpan.FromHours(9))),
        new Day(new DateTime(2023, 7, 1, 18, 30, 0), default),
        new Day(default, new DateTimeOffset(2023, 7, 1, 18, 30, 0, TimeSpan.Zero)),
    ]);

    [TestMethod]
    [DataRow("When")]
    [DataRow("Offset")]
    public void It_keeps_the_estimators_contract(string column) =>
        new EstimatorContract(s_ml.Transforms.DateParts("Parts", column), s_dates)
        {
            InvalidInputs = [s_ml.Data.LoadFromEnumerable([new Wrong("2024", "2024")])],
        }.Verify();

    [TestMethod]
    public void A_monday_in_january_at_six_is_taken_apart()
    {
        float[][] parts = Parts("When");

        // Monday is 1 of 7 from Sunday, six o'clock a quarter of a day.
        double monday = 2 * Math.PI / 7;
        AssertAlmost([2024, 0, 1, Math.Sin(monday), Math.Cos(monday), 1, 0, 0], parts[0]);
    }

    [TestMethod]
    public void The_year_goes_on_within_itself_and_a_saturday_in_july_lies_across_january()
    {
        float[] parts = Parts("When")[1];

        Assert.AreEqual(2023 + (181 / 365.0), parts[0], 1e-3);
        AssertAlmost([0, -1, Math.Sin(2 * Math.PI * 6 / 7), Math.Cos(2 * Math.PI * 6 / 7)], parts[1..5]);
    }

    [TestMethod]
    public void A_missing_date_is_marked_and_the_clock_of_the_place_counts()
    {
        AssertAlmost([0, 0, 0, 0, 0, 0, 0, 1], Parts("When")[2]);
        AssertAlmost(Parts("When")[0].Select(part => (double)part), Parts("Offset")[0]);
    }

    /// <summary>The angles of days are kept: they are those that are computed, to the last bit.</summary>
    [TestMethod]
    public void Each_day_of_a_leap_year_has_the_angles_of_its_month_and_its_weekday()
    {
        var parts = new float[DatePart.Count];
        for (DateTime day = new(2024, 1, 1, 0, 0, 0); day.Year == 2024; day = day.AddHours(12))
        {
            DatePart.Fill(day, parts);
            double[] turns = [(day.Month - 1 + ((day.Day - 1) / 31.0)) / 12, (int)day.DayOfWeek / 7.0, day.Hour / 24.0];
            CollectionAssert.AreEqual(
                turns.SelectMany(turn => (float[])[(float)Math.Sin(2 * Math.PI * turn), (float)Math.Cos(2 * Math.PI * turn)]).ToArray(),
                parts[1..7], $"{day}");
        }
    }

    private static float[][] Parts(string column)
    {
        IDataView parts = s_ml.Transforms.DateParts("Parts", column).Fit(s_dates).Transform(s_dates);
        return [.. parts.GetColumn<float[]>("Parts")];
    }

    private static void AssertAlmost(IEnumerable<double> expected, float[] actual)
    {
        foreach ((double wanted, float got) in expected.Zip(actual))
            Assert.AreEqual(wanted, got, 1e-6);
    }

    private sealed record Day(DateTime When, DateTimeOffset Offset);

    private sealed record Wrong(string When, string Offset);
}
