using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Estimators;

namespace MLFlux.Tests.Transforms.OneHotLabels;

[TestClass]
public sealed class OneColdTransformTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly byte[] s_labels = [10, 20, 30];

    [TestMethod]
    [DataRow(1f, 3f, 2f, (byte)20)]
    [DataRow(3f, 3f, 2f, (byte)10)]
    [DataRow(-3f, -2f, -1f, (byte)30)]
    [DataRow(float.NaN, -2f, -3f, (byte)20)]
    [DataRow(5f, float.NaN, 6f, (byte)30)]
    [DataRow(float.NegativeInfinity, float.NegativeInfinity, float.NaN, (byte)10)]
    public void Gives_the_first_of_the_largest(float a, float b, float c, byte expected)
    {
        var data = Scores([a, b, c]);

        var cold = s_ml.Transforms.OneCold("Cold", "Score", s_labels).Fit(data).Transform(data);

        Assert.AreEqual(expected, cold.GetColumn<byte>("Cold").Single());
    }

    [TestMethod]
    public void Nothing_but_NaN_is_an_error()
    {
        var data = Scores([float.NaN, float.NaN, float.NaN]);

        var cold = s_ml.Transforms.OneCold("Cold", "Score", s_labels).Fit(data).Transform(data);

        // ML.NET reads on threads of its own, and wraps what is thrown there.
        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => cold.GetColumn<byte>("Cold").ToArray()).GetBaseException();
        Assert.IsInstanceOfType<InvalidOperationException>(fault);
        StringAssert.Contains(fault.Message, "'Score'");
    }

    [TestMethod]
    public void Takes_the_slot_names_where_no_labels_are_stated()
    {
        // Names may repeat, or be empty: columns of one name concatenated, for one.
        var data = s_ml.Data.LoadFromEnumerable([new Parts { One = 1, Two = 5, Three = 3 }, new Parts { One = 9, Two = 5, Three = 3 }]);
        var named = s_ml.Transforms.Concatenate("Score", "One", "Two", "Three", "One").Fit(data).Transform(data);

        var cold = s_ml.Transforms.OneCold("Cold", "Score").Fit(named).Transform(named);

        Assert.AreEqual(TextDataViewType.Instance, cold.Schema["Cold"].Type);
        CollectionAssert.AreEqual(new[] { "Two", "One" }, cold.GetColumn<string>("Cold").ToArray());
    }

    [TestMethod]
    public void Undoes_one_hot_encoding()
    {
        var data = s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 40).Select(i => new Labelled { Label = i * 7 % 4 }));
        var pipeline = s_ml.Transforms.OneHot("Hot", "Label", [0, 1, 2, 3])
            .Append(s_ml.Transforms.OneCold("Back", "Hot", [0, 1, 2, 3]))
            .Append(s_ml.Transforms.OneCold("Text", "Hot"));

        var result = pipeline.Fit(data).Transform(data);

        int[] labels = [.. result.GetColumn<int>("Label")];
        CollectionAssert.AreEqual(labels, result.GetColumn<int>("Back").ToArray());
        CollectionAssert.AreEqual(labels, result.GetColumn<string>("Text").Select(int.Parse).ToArray());
    }

    [TestMethod]
    public void Keeps_the_estimator_contract()
    {
        var parts = s_ml.Data.LoadFromEnumerable([new Parts { One = 1, Two = 5, Three = 3 }]);
        var named = s_ml.Transforms.Concatenate("Score", "One", "Two", "Three").Fit(parts).Transform(parts);
        var unsized = s_ml.Data.LoadFromEnumerable([new Unsized { Score = [1, 2, 3] }]);

        new EstimatorContract(s_ml.Transforms.OneCold("Cold", "Score", s_labels), Scores([1, 2, 3], [3, 2, 1]))
        {
            InvalidInputs = [parts, unsized, s_ml.Data.LoadFromEnumerable([new Whole { Score = [1, 2, 3] }])],
        }.Verify();
        new EstimatorContract(s_ml.Transforms.OneCold("Cold", "Score"), named) { InvalidInputs = [parts, unsized, Scores([1, 2, 3])] }
            .Verify();
    }

    [TestMethod]
    public void A_vector_of_another_length_is_refused_with_both_types()
    {
        var data = Scores([1, 2, 3]);

        var fault = Assert.ThrowsExactly<ArgumentOutOfRangeException>(
            () => s_ml.Transforms.OneCold<byte>("Cold", "Score", [1, 2]).Fit(data));

        Assert.AreEqual("Column 'Score' is Vector<Single, 3>; expected Vector<Single, 2>, one slot for each stated label.", fault.Message);
    }

    private static IDataView Scores(params float[][] rows) => s_ml.Data.LoadFromEnumerable(rows.Select(row => new Scored { Score = row }));

    private sealed class Scored
    {
        [VectorType(3)]
        public float[]? Score { get; set; }
    }

    private sealed class Whole
    {
        [VectorType(3)]
        public int[]? Score { get; set; }
    }

    private sealed class Unsized
    {
        public float[]? Score { get; set; }
    }

    private sealed class Parts
    {
        public float One { get; set; }

        public float Two { get; set; }

        public float Three { get; set; }
    }

    private sealed class Labelled
    {
        public int Label { get; set; }
    }
}
