using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Normalizing;
using MLFlux.Tests.Estimators;

namespace MLFlux.Tests.Transforms;

/// <summary>Slots as loud as it is sure that they have to do with the label.</summary>
[TestClass]
public sealed class FeatureWeighingTests
{
    private const int Slots = 400, Deciding = 137, Once = 200;

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Row[] s_rows = Make(300);
    private static readonly IDataView s_data = View(s_rows);

    [TestMethod]
    [DataRow(nameof(Row.Yes))]
    [DataRow(nameof(Row.Amount))]
    [DataRow(nameof(Row.Kind))]
    [DataRow(nameof(Row.Several))]
    [DataRow(nameof(Row.Numbers))]
    public void The_slot_that_decides_is_loud_and_those_of_chance_are_not(string label)
    {
        FeatureWeighingTransformer weights = Fit(label);

        float[] loudness = [.. weights.Slots.Select((slot, i) => weights.Weights[i] * Size(slot))];
        int deciding = weights.Slots.ToList().IndexOf(Deciding);
        Assert.AreEqual(1f, loudness[deciding], 1e-5f);
        Assert.AreEqual(0.1, loudness.Order().ElementAt(loudness.Length / 2), 1e-5, "what chance makes");
        Assert.IsLessThan(6, loudness.Count(each => each > 0.5));
    }

    [TestMethod]
    public void Where_no_slot_has_to_do_with_the_label_all_are_alike()
    {
        var random = new Random(5);
        Row[] rows = Make(300);
        foreach (Row row in rows)
            row.Yes = random.Next(2) == 0;

        FeatureWeighingTransformer weights = s_ml.Transforms.WeighFeatures("Out", "Counts", nameof(Row.Yes)).Fit(View(rows));

        float[] loudness = [.. weights.Slots.Select((slot, i) => (slot, weights.Weights[i] * Size(slot)))
            .Where(each => each.slot != Deciding).Select(each => each.Item2)];
        Assert.IsLessThan(2, loudness.Max() / loudness.Min());
    }

    [TestMethod]
    public void What_one_row_alone_has_is_left_out_and_so_are_the_least_sure_ones_beyond_the_most()
    {
        CollectionAssert.DoesNotContain(Fit(nameof(Row.Yes)).Slots.ToArray(), Once);

        FeatureWeighingTransformer few = s_ml.Transforms.WeighFeatures("Out", "Counts", nameof(Row.Yes), maximumFeatures: 5).Fit(s_data);
        Assert.HasCount(5, few.Slots);
        CollectionAssert.Contains(few.Slots.ToArray(), Deciding);
    }

    /// <summary>A slot that is rare beside a rare class was sure by one row that has it.</summary>
    [TestMethod]
    public void No_slot_counts_by_one_row_alone()
    {
        Row[] rows = [.. Enumerable.Range(0, 200).Select(i => new Row
        {
            Counts = Sparse(i == 0 ? [(0, 50)] : i < 40 ? [(0, 1), (1, 1)] : [(1, 1)]), Yes = i == 0, Amount = i == 0 ? 100 : i % 2,
        })];

        foreach (string label in new[] { nameof(Row.Yes), nameof(Row.Amount) })
        {
            FeatureWeighingTransformer weights = s_ml.Transforms.WeighFeatures("Out", "Counts", label).Fit(View(rows));
            double[] loudness = [weights.Weights[0] * Math.Sqrt((2500 + 39) / 40.0), weights.Weights[1]];
            Assert.AreEqual(loudness[0], loudness[1], 1e-5, label);
        }
    }

    [TestMethod]
    public void Values_are_the_kept_slots_times_their_weights_dense_and_sparse()
    {
        FeatureWeighingTransformer weights = Fit(nameof(Row.Yes));
        float[][] sparse = [.. weights.Transform(s_data).GetColumn<float[]>("Out")];
        Row[] dense = [.. s_rows.Select(row => new Row { Counts = new VBuffer<float>(Slots, [.. row.Counts.DenseValues()]) })];
        float[][] same = [.. weights.Transform(View(dense)).GetColumn<float[]>("Out")];

        for (int i = 0; i < s_rows.Length; i++)
        {
            float[] all = [.. s_rows[i].Counts.DenseValues()];
            float[] expected = [.. weights.Slots.Select((slot, k) => all[slot] * weights.Weights[k])];
            CollectionAssert.AreEqual(expected, sparse[i]);
            CollectionAssert.AreEqual(expected, same[i]);
        }

        Assert.IsFalse(weights.Transform(s_data).GetColumn<VBuffer<float>>("Out").First().IsDense);
    }

    [TestMethod]
    public void It_keeps_the_estimators_contract_and_needs_no_label_to_transform()
    {
        IDataView missing = s_ml.Transforms.DropColumns("Counts").Fit(s_data).Transform(s_data);
        IDataView words = s_ml.Transforms.CopyColumns("Counts", nameof(Row.Word)).Fit(s_data).Transform(s_data);
        new EstimatorContract(s_ml.Transforms.WeighFeatures("Out", "Counts", nameof(Row.Kind)), s_data)
        {
            InvalidInputs = [missing, words],
        }.Verify();

        IDataView unlabelled = s_ml.Transforms.DropColumns(nameof(Row.Yes)).Fit(s_data).Transform(s_data);
        Assert.AreEqual(s_rows.Length, Fit(nameof(Row.Yes)).Transform(unlabelled).GetColumn<VBuffer<float>>("Out").Count());
    }

    [TestMethod]
    public void Rows_without_a_label_do_not_count()
    {
        Row[] rows = [.. Make(300), .. Make(50)];
        foreach (Row row in rows[300..])
            (row.Amount, row.Counts) = (float.NaN, Sparse([(3, 100)]));

        FeatureWeighingTransformer with = s_ml.Transforms.WeighFeatures("Out", "Counts", nameof(Row.Amount)).Fit(View(rows));

        CollectionAssert.AreEqual(Fit(nameof(Row.Amount)).Weights.ToArray(), with.Weights.ToArray());
    }

    [TestMethod]
    public void Wrong_labels_and_numbers_are_named()
    {
        StringAssert.Contains(
            Assert.Throws<ArgumentOutOfRangeException>(() => Fit(nameof(Row.Word))).Message,
            "Column 'Word' is String; expected a bool, a key, a Single, or a vector of known size of them.");
        StringAssert.Contains(
            Assert.Throws<ArgumentOutOfRangeException>(() => Fit("Nowhere")).Message, "Column 'Nowhere' is missing");
        Assert.Throws<ArgumentOutOfRangeException>(() => s_ml.Transforms.WeighFeatures("Out", "Counts", maximumFeatures: 0));
    }

    [TestMethod]
    [DataRow(3.841, 1, 0.05)]
    [DataRow(10.828, 1, 0.001)]
    [DataRow(0.0, 1, 1.0)]
    [DataRow(9.488, 4, 0.05)]
    [DataRow(37.566, 20, 0.01)]
    public void The_distribution_is_that_of_tables(double sum, int freedom, double chance) =>
        Assert.AreEqual(chance, ChiSquare.Tail(sum, freedom), 1e-3);

    private static FeatureWeighingTransformer Fit(string label) => s_ml.Transforms.WeighFeatures("Out", "Counts", label).Fit(s_data);

    /// <summary>The root of the mean of the squares of a slot's values other than 0.</summary>
    private static float Size(int slot)
    {
        float[] values = [.. s_rows.Select(row => row.Counts.GetItemOrDefault(slot)).Where(value => value != 0)];
        return MathF.Sqrt(values.Sum(value => value * value) / values.Length);
    }

    /// <summary>Thirty slots a row, by chance, and one that yes has.</summary>
    private static Row[] Make(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            bool yes = i % 2 == 0;
            var slots = Enumerable.Range(0, 30).Select(_ => random.Next(Slots)).Except([Deciding, Once]).ToHashSet();
            if (yes)
                slots.Add(Deciding);
            if (i == 0)
                slots.Add(Once);
            float[] numbers = [(yes ? 2 : 0) + random.NextSingle(), random.NextSingle()];
            return new Row
            {
                Counts = Sparse([.. slots.Order().Select(slot => (slot, 0.1f + (0.1f * random.NextSingle())))]),
                Yes = yes, Amount = numbers[0], Kind = (uint)(yes ? 1 : 2 * (i / 2 % 2)),
                Several = [yes, random.Next(2) == 0], Numbers = numbers,
            };
        })];
    }

    private static VBuffer<float> Sparse((int Slot, float Value)[] items) =>
        new(Slots, items.Length, [.. items.Select(item => item.Value)], [.. items.Select(item => item.Slot)]);

    private static IDataView View(Row[] rows) => s_ml.Data.LoadFromEnumerable(rows);

    private sealed class Row
    {
        [VectorType(Slots)]
        public VBuffer<float> Counts { get; set; }

        public bool Yes { get; set; }

        public float Amount { get; set; }

        [KeyType(3)]
        public uint Kind { get; set; }

        [VectorType(2)]
        public bool[] Several { get; set; } = [false, false];

        [VectorType(2)]
        public float[] Numbers { get; set; } = [0, 0];

        public string Word { get; set; } = "";
    }
}
