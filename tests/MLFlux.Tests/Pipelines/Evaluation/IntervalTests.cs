using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Evaluation;

/// <summary>Figures of ranges, against counting by hand.</summary>
[TestClass]
public sealed class IntervalTests
{
    private static readonly MLContext s_ml = new();

    [TestMethod]
    public void Ranges_are_counted_the_widest_first()
    {
        IDataView rows = Named(s_ml.Data.LoadFromEnumerable(new[]
        {
            new Row(5, [1, 4, 6, 9]), new Row(1, [1, 4, 6, 9]), new Row(0.5f, [1, 4, 6, 9]), new Row(12, [1, 4, 6, 19]),
            new Row(float.NaN, [1, 4, 6, 9]), new Row(3, [1, 4, 6, float.NaN]),
        }), "0.05", "0.25", "0.75", "0.95");

        IReadOnlyList<IntervalMetrics> ranges = s_ml.Regression.EvaluateIntervals(rows, "Actual", "Between");

        Assert.HasCount(2, ranges);
        Assert.AreEqual(new IntervalMetrics(0.05, 0.95, 0.75, 0.25, 0, (8 + 8 + 8 + 18) / 4.0, 4), ranges[0]);
        Assert.AreEqual(new IntervalMetrics(0.25, 0.75, 0.25, 0.5, 0.25, 2, 4), ranges[1]);
        Assert.AreEqual(0.5, ranges[1].Expected);
    }

    [TestMethod]
    public void What_cannot_be_measured_is_refused_by_name()
    {
        IDataView rows = s_ml.Data.LoadFromEnumerable(new[] { new Row(float.NaN, [1, 2, 3, 4]) });
        Refuses<ArgumentOutOfRangeException>(Named(rows, "0.1", "0.2", "0.3", "0.4"), "Label", "Between", "There is no column 'Label'");
        Refuses<ArgumentOutOfRangeException>(rows, "Actual", "Between", "Column 'Between' is Vector<Single, 4>; expected");
        Refuses<ArgumentOutOfRangeException>(Named(rows, "a", "b", "c", "d"), "Actual", "Between", "slots are called by the quantiles");
        Refuses<ArgumentOutOfRangeException>(rows, "Between", "Between", "The label column 'Between' is Vector<Single, 4>");
        Refuses<ArgumentException>(Named(rows, "0.1", "0.2", "0.3", "0.4"), "Actual", "Between", "No row has both a label in 'Actual'");
    }

    private static void Refuses<T>(IDataView rows, string label, string quantiles, string says)
        where T : Exception =>
        StringAssert.Contains(
            Assert.ThrowsExactly<T>(() => s_ml.Regression.EvaluateIntervals(rows, label, quantiles)).Message, says);

    /// <summary>The rows with names for the slots of the ranges.</summary>
    private static IDataView Named(IDataView rows, params string[] names)
    {
        string[] single = [.. names];
        IEstimator<ITransformer> apart = s_ml.Transforms.CustomMapping<Row, Parts>(
            (row, parts) => (parts.A, parts.B, parts.C, parts.D) = (row.Between[0], row.Between[1], row.Between[2], row.Between[3]), null);
        return apart
            .Append(s_ml.Transforms.CopyColumns(single[0], "A")).Append(s_ml.Transforms.CopyColumns(single[1], "B"))
            .Append(s_ml.Transforms.CopyColumns(single[2], "C")).Append(s_ml.Transforms.CopyColumns(single[3], "D"))
            .Append(s_ml.Transforms.Concatenate("Between", single))
            .Fit(rows).Transform(rows);
    }

    private sealed class Parts
    {
        public float A { get; set; }

        public float B { get; set; }

        public float C { get; set; }

        public float D { get; set; }
    }

    private sealed class Row
    {
        public Row()
        {
        }

        public Row(float actual, float[] between) => (Actual, Between) = (actual, between);

        public float Actual { get; set; }

        [VectorType(4)]
        public float[] Between { get; set; } = new float[4];
    }
}
