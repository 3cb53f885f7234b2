using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Normalizing;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Onnx;

namespace MLFlux.Tests.Transforms;

/// <summary>Numbers scaled by median and interquartile range, within (−3, 3).</summary>
[TestClass]
public sealed class RobustNormalizingTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    /// <summary>0 to 100: the median is 50, the quartiles are 25 and 75.</summary>
    /// <summary>Doubles of it are 128 apart.</summary>
    private const long FarFromZero = 900_000_000_000_000_001;

    private static readonly Row[] s_rows = [.. Enumerable.Range(0, 101).Select(i => new Row
    {
        Single = i, Double = i, Pair = [i, 7], Doubles = [i, -i], Mostly = i < 90 ? 0 : i, Seconds = 1_700_000_000 + i,
        Whole = FarFromZero + i,
    })];

    private static readonly IDataView s_data = s_ml.Data.LoadFromEnumerable(s_rows);

    [TestMethod]
    [DataRow(nameof(Row.Single))]
    [DataRow(nameof(Row.Double))]
    [DataRow(nameof(Row.Pair))]
    [DataRow(nameof(Row.Doubles))]
    [DataRow(nameof(Row.Whole))]
    public void It_keeps_the_estimators_contract(string column)
    {
        IDataView words = s_ml.Transforms.CopyColumns(column, nameof(Row.Word)).Fit(s_data).Transform(s_data);
        IDataView missing = s_ml.Transforms.DropColumns(column).Fit(s_data).Transform(s_data);
        new EstimatorContract(s_ml.Transforms.NormalizeRobust("Scaled", column), s_data) { InvalidInputs = [words, missing] }.Verify();
        new EstimatorContract(s_ml.Transforms.NormalizeRobust(column), s_data) { InvalidInputs = [words, missing] }.Verify();
    }

    [TestMethod]
    [DataRow(nameof(Row.Single))]
    [DataRow(nameof(Row.Double))]
    [DataRow(nameof(Row.Whole))]
    public void Each_number_is_that_of_the_formula(string column)
    {
        float[] scaled = Scaled<float>(column);

        for (int i = 0; i <= 100; i++)
        {
            double z = (i - 50) / 50.0;
            Assert.AreEqual(z / Math.Sqrt(1 + Math.Pow(z / 3, 2)), scaled[i], 1e-6);
        }
    }

    [TestMethod]
    public void Without_the_curve_each_number_is_its_distance_in_ranges_from_the_median()
    {
        IDataView words = s_ml.Transforms.CopyColumns(nameof(Row.Double), nameof(Row.Word)).Fit(s_data).Transform(s_data);
        RobustNormalizingEstimator estimator = s_ml.Transforms.NormalizeRobust("Scaled", nameof(Row.Double), clip: false);
        new EstimatorContract(estimator, s_data) { InvalidInputs = [words] }.Verify();

        float[] scaled = [.. estimator.Fit(s_data).Transform(s_data).GetColumn<float>("Scaled")];
        for (int i = 0; i <= 100; i++)
            Assert.AreEqual((i - 50) / 50.0, scaled[i], 1e-6);
    }

    /// <summary>A bin to the furthest of numbers over many powers of ten held all others in its first hundredth.</summary>
    [TestMethod]
    public void Without_the_curve_numbers_beyond_thirty_ranges_grow_by_their_logarithm()
    {
        RobustNormalizingTransformer fitted = s_ml.Transforms.NormalizeRobust("Scaled", nameof(Row.Double), clip: false).Fit(s_data);
        double[] values = [50 + (50 * 29), 50 + (50 * 300), 50 - (50 * 3e9), double.PositiveInfinity, double.NaN];

        IDataView rows = s_ml.Data.LoadFromEnumerable(values.Select(value => new Row { Double = value }));
        float[] scaled = [.. fitted.Transform(rows).GetColumn<float>("Scaled")];

        Assert.AreEqual(29, scaled[0], 1e-5);
        Assert.AreEqual(30 + (30 * Math.Log(10)), scaled[1], 1e-4);
        Assert.AreEqual(-30 - (30 * Math.Log(1e8)), scaled[2], 1e-3);
        Assert.AreEqual(30 + (30 * Math.Log(1e30 / 30)), scaled[3], 1e-2);
        Assert.IsTrue(float.IsNaN(scaled[4]));
    }

    [TestMethod]
    public void Where_half_of_the_values_are_equal_half_the_range_counts_and_where_all_are_one()
    {
        Assert.AreEqual(Curve((95 - 0) / 50.0), Scaled<float>(nameof(Row.Mostly))[95], 1e-6);

        RobustNormalizingTransformer fitted = s_ml.Transforms.NormalizeRobust(nameof(Row.Pair)).Fit(s_data);
        IDataView row = s_ml.Data.LoadFromEnumerable([new Row { Pair = [50, 9] }]);
        float[] other = fitted.Transform(row).GetColumn<float[]>(nameof(Row.Pair)).Single();
        Assert.AreEqual(0, other[0], 1e-6);
        Assert.AreEqual(Curve(2), other[1], 1e-6);
    }

    [TestMethod]
    public void An_outlier_does_not_set_the_scale_and_nothing_leaves_it()
    {
        IDataView withOutlier = s_ml.Data.LoadFromEnumerable(s_rows.Append(new Row { Double = 1e300 }));
        RobustNormalizingTransformer fitted = s_ml.Transforms.NormalizeRobust("Scaled", nameof(Row.Double)).Fit(withOutlier);
        double[] values = [75, 1e9, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

        IDataView rows = s_ml.Data.LoadFromEnumerable(values.Select(value => new Row { Double = value }));
        float[] scaled = [.. fitted.Transform(rows).GetColumn<float>("Scaled")];

        Assert.AreEqual(Curve(0.5), scaled[0], 0.02);
        CollectionAssert.AreEqual(new[] { 3, 3, -3, 3, -3, float.NaN }, scaled[1..]);
    }

    [TestMethod]
    public void Values_that_span_all_doubles_and_those_a_last_bit_apart_have_a_scale()
    {
        double[][] columns = [[double.MinValue, 0, double.MaxValue], [1, Math.BitIncrement(1), 1], [double.Epsilon, 0, 0], [double.NaN],
            []];
        foreach (double[] values in columns)
        {
            IDataView rows = s_ml.Data.LoadFromEnumerable(values.Select(value => new Row { Double = value }));
            IDataView view = s_ml.Transforms.NormalizeRobust("Scaled", nameof(Row.Double)).Fit(rows).Transform(rows);
            foreach ((float scaled, double value) in view.GetColumn<float>("Scaled").Zip(values))
                Assert.IsTrue(double.IsNaN(value) ? float.IsNaN(scaled) : Math.Abs(scaled) <= 3, $"{value} gives {scaled}");
        }
    }

    [TestMethod]
    public void Seconds_since_1970_keep_their_differences()
    {
        float[] scaled = Scaled<float>(nameof(Row.Seconds));

        Assert.AreEqual(Curve(0.02), scaled[51], 1e-6);
        Assert.AreEqual(101, scaled.Distinct().Count());
    }

    [TestMethod]
    public void A_sparse_vector_and_the_same_dense_one_are_scaled_alike()
    {
        var scales = new RobustScale[] { new(1, 2), new(0, 1), new(-4, 0.5) };
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Values", new VectorDataViewType(NumberDataViewType.Single, 3));
        var row = new OneRow(builder.ToSchema(), new VBuffer<float>(3, 1, [5f], [2]));
        VBuffer<float> scaled = default;

        ((ValueGetter<VBuffer<float>>)RobustGetters.Scaled(row, row.Schema[0], scales))(ref scaled);

        float[] expected = [(float)Curve(-0.5), 0, (float)Curve(18)];
        foreach ((float wanted, float got) in expected.Zip(scaled.DenseValues()))
            Assert.AreEqual(wanted, got, 1e-6);
    }

    [TestMethod]
    public void Quartiles_of_many_rows_are_those_of_a_sample_of_all_of_them()
    {
        var sample = new ValueSample(1_024);
        for (int i = 0; i < 200_000; i++)
            sample.Add(i);

        RobustScale scale = sample.Measure();

        Assert.AreEqual(100_000, scale.Center, 10_000);
        Assert.AreEqual(100_000, scale.Range, 12_000);
    }

    /// <summary>Columns that are read together draw once for all of them, and each column as if it were alone.</summary>
    [TestMethod]
    public void Samples_that_draw_together_are_those_that_draw_alone()
    {
        const int Size = 40, Numbers = 1_000;
        Func<int, bool>[] gaps = [_ => false, i => i is 5 or 500, i => i >= 300, i => i % 7 == 0, i => i == Numbers - 1, _ => false];
        var places = new SamplePlaces();
        ValueSample[] together = [.. gaps.Select(_ => new ValueSample(Size, places))];
        ValueSample[] alone = [.. gaps.Select(_ => new ValueSample(Size))];
        for (int i = 0; i < Numbers; i++)
        {
            for (int column = 0; column < gaps.Length; column++)
            {
                double number = gaps[column](i) ? double.NaN : Math.Sin(i * (column + 1.0));
                together[column].Add(number);
                alone[column].Add(number);
            }
        }

        CollectionAssert.AreEqual(
            alone.Select(sample => sample.Measure()).ToArray(), together.Select(sample => sample.Measure()).ToArray());
        Assert.AreNotEqual(together[1].Measure(), together[0].Measure());
    }

    [TestMethod]
    public void Several_columns_are_scaled_in_one_pass_each_by_its_own_scale()
    {
        InputOutputColumnPair[] pairs = [new("A", nameof(Row.Single)), new("B", nameof(Row.Mostly)), new(nameof(Row.Double))];
        IDataView scaled = s_ml.Transforms.NormalizeRobust(pairs).Fit(s_data).Transform(s_data);

        CollectionAssert.AreEqual(Scaled<float>(nameof(Row.Single)), scaled.GetColumn<float>("A").ToArray());
        CollectionAssert.AreEqual(Scaled<float>(nameof(Row.Mostly)), scaled.GetColumn<float>("B").ToArray());
        CollectionAssert.AreEqual(Scaled<float>(nameof(Row.Double)), scaled.GetColumn<float>(nameof(Row.Double)).ToArray());
        Assert.ThrowsExactly<ArgumentException>(() => s_ml.Transforms.NormalizeRobust([]));
        Assert.ThrowsExactly<ArgumentException>(() => s_ml.Transforms.NormalizeRobust([new("A", "B"), new("A", "C")]));
    }

    [TestMethod]
    [DataRow(true)]
    [DataRow(false)]
    public void Its_operators_in_ONNX_give_the_same(bool clip)
    {
        IDataView pairs = s_ml.Transforms.SelectColumns(nameof(Row.Pair)).Fit(s_data).Transform(s_data);
        var model = s_ml.Transforms.NormalizeRobust(nameof(Row.Pair), clip: clip).Fit(pairs);
        using var file = new MemoryStream();
        s_ml.Model.ConvertToOnnx(model, pairs, file);

        float[] values = [.. s_rows.SelectMany(row => row.Pair)];
        (values[4], values[6], values[8]) = (float.PositiveInfinity, -1e9f, 5_000);
        var outputs = (float[])OnnxScores.Run(file.ToArray(), nameof(Row.Pair), values, s_rows.Length, 2).Values.Single();

        IDataView rows = s_ml.Data.LoadFromEnumerable(values.Chunk(2).Select(pair => new Row { Pair = pair }));
        float[] expected = [.. model.Transform(rows).GetColumn<float[]>(nameof(Row.Pair)).SelectMany(pair => pair)];
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], outputs[i], 1e-6 * Math.Max(1, Math.Abs(expected[i])));
        Assert.AreEqual(clip ? 3 : 30 + (30 * Math.Log(1e30 / 30)), expected[4], 1e-2);
    }

    /// <summary>A double of such a number has none of its last two digits.</summary>
    [TestMethod]
    public void Large_whole_numbers_keep_their_differences_in_a_file_and_in_ONNX()
    {
        IDataView wholes = s_ml.Transforms.SelectColumns(nameof(Row.Whole)).Fit(s_data).Transform(s_data);
        var model = s_ml.Transforms.NormalizeRobust(nameof(Row.Whole), clip: false).Fit(wholes);
        using MemoryStream file = new(), onnx = new();
        s_ml.Model.Save(model, wholes.Schema, file);
        s_ml.Model.ConvertToOnnx(model, wholes, onnx);
        float[] expected = [.. Enumerable.Range(0, 101).Select(i => (i - 50) / 50f)];

        float[] loaded = [.. s_ml.Model.Load(file, out _).Transform(wholes).GetColumn<float>(nameof(Row.Whole))];
        long[] values = [.. s_rows.Select(row => row.Whole)];
        var outputs = (float[])OnnxScores.Run(onnx.ToArray(), nameof(Row.Whole), values, s_rows.Length, 1).Values.Single();

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], loaded[i], 1e-6);
            Assert.AreEqual(expected[i], outputs[i], 1e-6);
        }
    }

    private static T[] Scaled<T>(string column) =>
        [.. s_ml.Transforms.NormalizeRobust("Scaled", column).Fit(s_data).Transform(s_data).GetColumn<T>("Scaled")];

    private static double Curve(double z) => z / Math.Sqrt(1 + (z * z / 9));

    private sealed class Row
    {
        public float Single { get; set; }

        public double Double { get; set; }

        [VectorType(2)]
        public float[] Pair { get; set; } = [0, 0];

        [VectorType(2)]
        public double[] Doubles { get; set; } = [0, 0];

        public double Mostly { get; set; }

        public double Seconds { get; set; }

        public long Whole { get; set; }

        public string Word { get; set; } = "";
    }

    private sealed class OneRow(DataViewSchema schema, VBuffer<float> value) : DataViewRow
    {
        public override DataViewSchema Schema => schema;

        public override long Position => 0;

        public override long Batch => 0;

        public override bool IsColumnActive(DataViewSchema.Column column) => true;

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = default;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
            (ValueGetter<TValue>)(Delegate)(ValueGetter<VBuffer<float>>)((ref VBuffer<float> copy) => value.CopyTo(ref copy));
    }
}
