using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;
using static MLFlux.Tests.Support.Examples;

namespace MLFlux.Tests.Transforms;

/// <summary>The slots of a wide vector that have to do with a label.</summary>
[TestClass]
public sealed class FeatureSelectionTests
{
    private const int Slots = 600, Rises = 17, Bends = 171, Multiplied = 300, Factor = 301, Missing = 444, Least = 32;

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Row[] s_rows = Make(1_500);
    private static readonly IDataView s_data = View(s_rows);

    [TestMethod]
    [DataRow(nameof(Row.Number))]
    [DataRow(nameof(Row.Numbers))]
    public void For_numbers_slots_are_found_that_rise_bend_are_multiplied_or_tell_by_being_missing(string label)
    {
        int[] kept = [.. Fit(label).Slots];

        foreach (int slot in new[] { Rises, Bends, Multiplied, Factor, Missing })
            CollectionAssert.Contains(kept, slot);
        Assert.HasCount(Least, kept);
    }

    [TestMethod]
    [DataRow(nameof(Row.Yes))]
    [DataRow(nameof(Row.Kind))]
    public void For_classes_slots_are_found_that_rise_bend_or_tell_by_being_missing(string label)
    {
        int[] kept = [.. Fit(label).Slots];

        foreach (int slot in new[] { Rises, Bends, Missing })
            CollectionAssert.Contains(kept, slot);
        Assert.HasCount(Least, kept);
    }

    [TestMethod]
    public void Where_all_slots_have_to_do_with_the_label_the_most_are_kept()
    {
        var random = new Random(3);
        Row[] rows = [.. Enumerable.Range(0, 400).Select(_ =>
        {
            float hidden = (float)Gaussian(random);
            return new Row { All = [.. Enumerable.Range(0, Slots).Select(_ => hidden + (2 * (float)Gaussian(random)))], Number = hidden };
        })];

        foreach ((int most, int kept) in new[] { (200, 200), (900, Slots) })
        {
            FeatureSelectionEstimator estimator =
                s_ml.Transforms.SelectFeatures("Out", "All", nameof(Row.Number), maximumFeatures: most);
            Assert.HasCount(kept, estimator.Fit(View(rows)).Slots);
        }
    }

    [TestMethod]
    public void Where_none_has_to_do_with_it_the_surest_are_kept_all_the_same() => Assert.HasCount(Least, Fit(nameof(Row.Chance)).Slots);

    [TestMethod]
    public void Where_none_has_to_do_with_many_classes_the_surest_are_kept_all_the_same() =>
        Assert.HasCount(Least, Fit(nameof(Row.Many)).Slots);

    [TestMethod]
    public void An_outlier_of_the_label_makes_no_slot_sure()
    {
        Row[] rows = Make(300);
        foreach (Row row in rows)
            row.Number = 0.001f * row.All[Rises];
        rows[5].Number = 1e20f;
        rows[6].Number = -1e25f;

        CollectionAssert.Contains(
            s_ml.Transforms.SelectFeatures("Out", "All", nameof(Row.Number), maximumFeatures: 1).Fit(View(rows)).Slots.ToArray(), Rises);
    }

    [TestMethod]
    public void Values_are_those_of_the_kept_slots_and_missing_ones_stay_missing()
    {
        FeatureWeighingTransformer fitted = Fit(nameof(Row.Yes));
        float[][] values = [.. fitted.Transform(s_data).GetColumn<float[]>("Out")];

        for (int i = 0; i < s_rows.Length; i++)
            CollectionAssert.AreEqual(fitted.Slots.Select(slot => s_rows[i].All[slot]).ToArray(), values[i]);
        Assert.IsTrue(values.Any(row => row.Any(float.IsNaN)));
    }

    [TestMethod]
    public void Rows_without_a_label_do_not_count()
    {
        Row[] rows = [.. Make(300), .. Make(50)];
        foreach (Row row in rows[300..])
            (row.Number, row.All) = (float.NaN, new float[Slots]);

        CollectionAssert.AreEqual(
            s_ml.Transforms.SelectFeatures("Out", "All", nameof(Row.Number)).Fit(View(Make(300))).Slots.ToArray(),
            s_ml.Transforms.SelectFeatures("Out", "All", nameof(Row.Number)).Fit(View(rows)).Slots.ToArray());
    }

    [TestMethod]
    public void It_keeps_the_estimators_contract_and_needs_no_label_to_transform()
    {
        IDataView missing = s_ml.Transforms.DropColumns("All").Fit(s_data).Transform(s_data);
        IDataView words = s_ml.Transforms.CopyColumns("All", nameof(Row.Word)).Fit(s_data).Transform(s_data);
        new EstimatorContract(s_ml.Transforms.SelectFeatures("Out", "All", nameof(Row.Kind)), s_data)
        {
            InvalidInputs = [missing, words],
        }.Verify();

        IDataView unlabelled = s_ml.Transforms.DropColumns(nameof(Row.Yes)).Fit(s_data).Transform(s_data);
        Assert.AreEqual(s_rows.Length, Fit(nameof(Row.Yes)).Transform(unlabelled).GetColumn<float[]>("Out").Count());
    }

    [TestMethod]
    public void Wrong_labels_and_numbers_are_named()
    {
        StringAssert.Contains(
            Assert.Throws<ArgumentOutOfRangeException>(() => Fit(nameof(Row.Word))).Message,
            "Column 'Word' is String; expected a bool, a key, a Single, or a vector of known size of them.");
        StringAssert.Contains(
            Assert.Throws<ArgumentOutOfRangeException>(() => Fit("Nowhere")).Message, "Column 'Nowhere' is missing");
        Assert.Throws<ArgumentOutOfRangeException>(() => s_ml.Transforms.SelectFeatures("Out", "All", maximumFeatures: 0));
    }

    private static FeatureWeighingTransformer Fit(string label) => s_ml.Transforms.SelectFeatures("Out", "All", label).Fit(s_data);

    private static Row[] Make(int rows)
    {
        var random = new Random(2);
        return [.. Enumerable.Range(0, rows).Select(_ =>
        {
            float[] all = [.. Enumerable.Range(0, Slots).Select(_ => (float)Gaussian(random))];
            double sum = all[Rises] + (0.7 * ((all[Bends] * all[Bends]) - 1)), product = 1.5 * all[Multiplied] * all[Factor];
            bool isMissing = random.Next(4) == 0;
            if (isMissing)
                all[Missing] = float.NaN;
            sum += isMissing ? 1 : 0;
            var chance = (float)Gaussian(random);
            return new Row
            {
                All = all, Number = (float)(sum + product), Numbers = [(float)(sum + product), (float)-sum], Yes = sum > 0,
                Kind = sum < -0.5 ? 1u : sum < 0.5 ? 2u : 3u, Chance = chance,
                Many = (BitConverter.SingleToUInt32Bits(chance) % 100) + 1,
            };
        })];
    }

    private static IDataView View(Row[] rows) => s_ml.Data.LoadFromEnumerable(rows);

    private sealed class Row
    {
        [VectorType(Slots)]
        public float[] All { get; set; } = [];

        public float Number { get; set; }

        [VectorType(2)]
        public float[] Numbers { get; set; } = [0, 0];

        public float Chance { get; set; }

        public bool Yes { get; set; }

        [KeyType(3)]
        public uint Kind { get; set; } = 1;

        [KeyType(100)]
        public uint Many { get; set; } = 1;

        public string Word { get; set; } = "word";
    }
}
