using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;

namespace MLFlux.Tests.Transforms.OneHotLabels;

[TestClass]
public sealed class OneHotTransformTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void Gives_what_MLNETs_key_to_vector_gives_for_the_same_labels()
    {
        var data = Names("cat", "dog", "bird", "dog");
        var theirs = s_ml.Transforms.Conversion.MapValueToKey("Hot", "Name").Append(s_ml.Transforms.Conversion.MapKeyToVector("Hot"))
            .Fit(data).Transform(data);

        var ours = s_ml.Transforms.OneHot("Hot", "Name", ["cat", "dog", "bird"]).Fit(data).Transform(data);

        Assert.AreEqual(theirs.Schema["Hot"].Type, ours.Schema["Hot"].Type);
        var (expected, actual) = (theirs.GetColumn<float[]>("Hot").ToArray(), ours.GetColumn<float[]>("Hot").ToArray());
        Assert.HasCount(4, actual);
        for (int row = 0; row < actual.Length; row++)
            CollectionAssert.AreEqual(expected[row], actual[row]);
        Assert.AreEqual("cat,dog,bird", string.Join(',', SlotNames(ours.Schema["Hot"])));
        Assert.AreEqual("cat,dog,bird", string.Join(',', SlotNames(theirs.Schema["Hot"])));
    }

    [TestMethod]
    public void The_vector_stays_an_index()
    {
        var data = s_ml.Data.LoadFromEnumerable([new All { Byte = 3 }]);
        var hot = s_ml.Transforms.OneHot<byte>("Target", "Byte", [0, 1, 2, 3, 4]).Fit(data).Transform(data);

        var vector = hot.GetColumn<VBuffer<float>>("Target").Single();

        Assert.IsFalse(vector.IsDense);
        CollectionAssert.AreEqual(new[] { 3 }, vector.GetIndices().ToArray());
        CollectionAssert.AreEqual(new[] { 1f }, vector.GetValues().ToArray());
        Assert.AreEqual(5, vector.Length);
    }

    [TestMethod]
    public void A_single_label_gives_a_vector_of_one()
    {
        var data = Names("only", "only");

        var hot = s_ml.Transforms.OneHot("Hot", "Name", ["only"]).Fit(data).Transform(data);

        foreach (float[] vector in hot.GetColumn<float[]>("Hot"))
            CollectionAssert.AreEqual(new[] { 1f }, vector);
    }

    [TestMethod]
    public void Every_type_of_label_comes_back_after_saving()
    {
        var row = new All { Byte = 255, SByte = -7, Short = -300, UShort = 60000, Int = -70000, UInt = 4_000_000_000, Long = long.MinValue,
            ULong = ulong.MaxValue, Float = 0.1f, Double = 0.1, Bool = true, Text = "é" };
        var data = s_ml.Data.LoadFromEnumerable([row]);

        Check<byte>(nameof(All.Byte), [0, 255], data);
        Check<sbyte>(nameof(All.SByte), [0, -7], data);
        Check<short>(nameof(All.Short), [0, -300], data);
        Check<ushort>(nameof(All.UShort), [0, 60000], data);
        Check<int>(nameof(All.Int), [0, -70000], data);
        Check<uint>(nameof(All.UInt), [0, 4_000_000_000], data);
        Check<long>(nameof(All.Long), [0, long.MinValue], data);
        Check<ulong>(nameof(All.ULong), [0, ulong.MaxValue], data);
        Check<float>(nameof(All.Float), [0, 0.1f], data);
        Check<double>(nameof(All.Double), [0, 0.1], data);
        Check<bool>(nameof(All.Bool), [false, true], data);
        Check<string>(nameof(All.Text), ["e", "é"], data);

        static void Check<T>(string column, T[] labels, IDataView data)
            where T : notnull
        {
            var pipeline = s_ml.Transforms.OneHot("Hot", column, labels).Append(s_ml.Transforms.OneCold("Cold", "Hot", labels));
            new EstimatorContract(pipeline, data).Verify();
            var result = pipeline.Fit(data).Transform(data);
            CollectionAssert.AreEqual(new[] { 0f, 1f }, result.GetColumn<float[]>("Hot").Single(), column);
            Assert.AreEqual(labels[1], result.GetColumn<T>("Cold").Single(), column);
            Assert.AreEqual(data.Schema[column].Type, result.Schema["Cold"].Type, column);
        }
    }

    [TestMethod]
    public void Keeps_the_estimator_contract()
    {
        IDataView[] invalid =
        [
            s_ml.Data.LoadFromEnumerable([new All { Byte = 1 }]),
            s_ml.Data.LoadFromEnumerable([new Numbers { Name = 1 }]),
            s_ml.Data.LoadFromEnumerable([new Lists { Name = ["a", "b"] }]),
            Keys(),
        ];

        new EstimatorContract(s_ml.Transforms.OneHot("Hot", "Name", ["a", "b"]), Names("a", "b", "a")) { InvalidInputs = invalid }.Verify();
        new EstimatorContract(s_ml.Transforms.OneHot("Name", null, ["a", "b"]), Names("a", "b")) { InvalidInputs = invalid }.Verify();
        new EstimatorContract(s_ml.Transforms.OneHot("Hot", "Name", ["a"], UnknownLabel.Zeros), Names("a", "b")).Verify();
    }

    [TestMethod]
    public void An_unknown_label_is_refused_by_name_or_left_at_zeros()
    {
        var data = Names("a", "horse");

        var refusing = s_ml.Transforms.OneHot("Hot", "Name", ["a", "b"]).Fit(data).Transform(data);
        var zeros = s_ml.Transforms.OneHot("Hot", "Name", ["a", "b"], UnknownLabel.Zeros).Fit(data).Transform(data);

        // ML.NET reads on threads of its own, and wraps what is thrown there.
        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => refusing.GetColumn<float[]>("Hot").ToArray()).GetBaseException();
        Assert.AreEqual("Column 'Name' holds horse, which is not among the stated labels: a, b.", fault.Message);
        CollectionAssert.AreEqual(new[] { 0f, 0f }, zeros.GetColumn<float[]>("Hot").Last());
        CollectionAssert.AreEqual(new[] { 1f, 0f }, zeros.GetColumn<float[]>("Hot").First());
    }

    [TestMethod]
    public void A_column_of_another_type_is_refused_with_both_types()
    {
        var data = s_ml.Data.LoadFromEnumerable([new All { Byte = 1 }]);

        // Untyped literals are integers: the mistake to expect.
        var fault = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => s_ml.Transforms.OneHot("Hot", "Byte", [0, 1]).Fit(data));

        Assert.AreEqual("Column 'Byte' is Byte; expected Int32, the type of the stated labels.", fault.Message);
    }

    [TestMethod]
    public void Labels_are_checked_when_the_estimator_is_made()
    {
        var transforms = s_ml.Transforms;
        Assert.ThrowsExactly<ArgumentException>(() => transforms.OneHot<string>("Hot", "Name", []));
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => transforms.OneHot("Hot", "Name", ["a", "b", "a"])).Message,
            "a is stated twice");
        Assert.ThrowsExactly<ArgumentException>(() => transforms.OneHot("Hot", "Name", ["a", null!]));
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => transforms.OneHot<DayOfWeek>("Hot", "Name", [DayOfWeek.Friday])).Message,
            "DayOfWeek");
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => transforms.OneHot("Hot", "Name", ["a"], (UnknownLabel)7));
        Assert.ThrowsExactly<ArgumentException>(() => transforms.OneHot("", "Name", ["a"]));
    }

    private static IDataView Names(params string[] names) => s_ml.Data.LoadFromEnumerable(names.Select(name => new Named { Name = name }));

    private static IDataView Keys()
    {
        var data = Names("a");
        return s_ml.Transforms.Conversion.MapValueToKey("Name").Fit(data).Transform(data);
    }

    private static string[] SlotNames(DataViewSchema.Column column)
    {
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    private sealed class Named
    {
        public string? Name { get; set; }
    }

    private sealed class Numbers
    {
        public int Name { get; set; }
    }

    private sealed class Lists
    {
        [VectorType(2)]
        public string[]? Name { get; set; }
    }

    private sealed class All
    {
        public byte Byte { get; set; }
        public sbyte SByte { get; set; }
        public short Short { get; set; }
        public ushort UShort { get; set; }
        public int Int { get; set; }
        public uint UInt { get; set; }
        public long Long { get; set; }
        public ulong ULong { get; set; }
        public float Float { get; set; }
        public double Double { get; set; }
        public bool Bool { get; set; }
        public string Text { get; set; } = "";
    }
}
