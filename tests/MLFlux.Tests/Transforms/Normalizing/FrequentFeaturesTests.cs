using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Transforms;

/// <summary>Slots that have a value in enough rows: levels with rows enough to learn from.</summary>
[TestClass]
public sealed class FrequentFeaturesTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    private static readonly Row[] s_rows = [.. "aaabccccdd".Select((letter, i) => new Row
    {
        Letter = $"{letter}", Kind = i % 2 == 0 ? "odd" : "even", Numbers = [i, i < 3 ? 1 : float.NaN, 0, i == 4 ? -1 : 0],
    })];

    private static readonly IDataView s_data = s_ml.Data.LoadFromEnumerable(s_rows);

    [TestMethod]
    [DataRow(1, "abcd")]
    [DataRow(2, "acd")]
    [DataRow(3, "ac")]
    [DataRow(4, "c")]
    [DataRow(5, "c")]
    public void Levels_of_so_many_rows_are_kept_and_at_least_one(int rows, string kept)
    {
        IDataView made = OneHot().Append(s_ml.Transforms.SelectFrequentFeatures("Hot", minimumRows: rows)).Fit(s_data).Transform(s_data);

        VBuffer<ReadOnlyMemory<char>> names = default;
        made.Schema["Hot"].GetSlotNames(ref names);
        Assert.AreEqual(kept, string.Concat(names.DenseValues()));
        float[][] values = [.. made.GetColumn<float[]>("Hot")];
        for (int i = 0; i < s_rows.Length; i++)
            CollectionAssert.AreEqual(
                kept.Select(letter => $"{letter}" == s_rows[i].Letter ? 1f : 0f).ToArray(), values[i]);
    }

    [TestMethod]
    public void Zeros_and_missing_values_are_none()
    {
        CollectionAssert.AreEqual(new[] { 0 }, Slots(minimumRows: 4));
        CollectionAssert.AreEqual(new[] { 0, 1 }, Slots(minimumRows: 3));
        CollectionAssert.AreEqual(new[] { 0, 1, 3 }, Slots(minimumRows: 1));

        int[] Slots(int minimumRows) => [.. s_ml.Transforms.SelectFrequentFeatures("Out", "Numbers", minimumRows).Fit(s_data)
            .LastTransformer.Slots];
    }

    [TestMethod]
    public void Slots_of_one_category_stay_marked_as_such()
    {
        IDataView joined = OneHot().Append(s_ml.Transforms.Categorical.OneHotEncoding("Kind"))
            .Append(s_ml.Transforms.Concatenate("All", "Numbers", "Hot", "Kind"))
            .Append(s_ml.Transforms.SelectFrequentFeatures("All", minimumRows: 3)).Fit(s_data).Transform(s_data);

        VBuffer<int> ends = default;
        joined.Schema["All"].Annotations.GetValue("CategoricalSlotRanges", ref ends);
        CollectionAssert.AreEqual(new[] { 2, 3, 4, 5 }, ends.DenseValues().ToArray(), "Two numbers, a and c, odd and even.");
    }

    [TestMethod]
    public void Several_columns_are_selected_from_and_what_is_made_and_read_at_once_is_refused()
    {
        InputOutputColumnPair[] pairs = [new("Out", "Numbers"), new("Hot")];
        FrequentFeaturesEstimator estimator = s_ml.Transforms.SelectFrequentFeatures(pairs, minimumRows: 3);
        IDataView hot = OneHot().Fit(s_data).Transform(s_data);
        new EstimatorContract(estimator, hot)
        {
            InvalidInputs = [s_data, s_ml.Transforms.CopyColumns("Hot", "Kind").Fit(hot).Transform(hot)],
        }.Verify();
        IDataView made = estimator.Fit(hot).Transform(hot);
        Assert.AreEqual(2, ((VectorDataViewType)made.Schema["Out"].Type).Size);
        Assert.AreEqual(2, ((VectorDataViewType)made.Schema["Hot"].Type).Size);

        InputOutputColumnPair[] twice = [new("Hot"), new("Hot", "Numbers")], read = [new("Hot"), new("Out", "Hot")];
        foreach ((InputOutputColumnPair[] wrong, string fault) in new[]
        {
            (twice, "'Hot' is to be added twice"), (read, "'Hot' is read after it was made"), ([], "no column"),
        })
        {
            StringAssert.Contains(
                Assert.ThrowsExactly<ArgumentException>(() => s_ml.Transforms.SelectFrequentFeatures(wrong)).Message, fault);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => s_ml.Transforms.SelectFrequentFeatures("Hot", minimumRows: 0));
    }

    [TestMethod]
    public void ONNX_gives_every_row()
    {
        float[] expected = [.. s_rows.SelectMany(row => new[] { row.Letter == "a" ? 1f : 0, row.Letter == "c" ? 1 : 0 })];
        CollectionAssert.AreEqual(expected, OfLetters(s_ml.Transforms.SelectFrequentFeatures("Hot", minimumRows: 3)));
        CollectionAssert.AreEqual(
            s_rows.Select(row => row.Numbers[0]).ToArray(), OfNumbers(s_ml.Transforms.SelectFrequentFeatures("Numbers", minimumRows: 4)));
    }

    /// <summary>The reason for a step of our own: it may go when this fails.</summary>
    [TestMethod]
    public void ONNX_of_ML_NETs_own_gives_one_row_and_is_refused_of_levels()
    {
        Assert.HasCount(1, OfNumbers(s_ml.Transforms.FeatureSelection.SelectFeaturesBasedOnCount("Numbers", count: 4)));
        Assert.Throws<OnnxRuntimeException>(
            () => OfLetters(s_ml.Transforms.FeatureSelection.SelectFeaturesBasedOnCount("Hot", count: 3)));
    }

    private static float[] OfLetters(IEstimator<ITransformer> step) =>
        Onnx(OneHot().Append(step), nameof(Row.Letter), s_rows.Select(row => row.Letter), "Hot");

    private static float[] OfNumbers(IEstimator<ITransformer> step) =>
        Onnx(step, nameof(Row.Numbers), s_rows.SelectMany(row => row.Numbers), nameof(Row.Numbers));

    private static float[] Onnx<T>(IEstimator<ITransformer> steps, string input, IEnumerable<T> values, string output)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("slots.onnx");
        IDataView rows = s_ml.Transforms.SelectColumns(input).Fit(s_data).Transform(s_data);
        using (FileStream file = File.Create(path))
            s_ml.Model.ConvertToOnnx(steps.Fit(rows), rows, file);
        using var session = new InferenceSession(path);
        T[] all = [.. values];
        var given = new DenseTensor<T>(all, [s_rows.Length, all.Length / s_rows.Length]);
        using var outputs = session.Run([NamedOnnxValue.CreateFromTensor(input, given)], [$"{output}.output"]);
        return [.. outputs[0].AsEnumerable<float>()];
    }

    private static EstimatorChain<Microsoft.ML.Transforms.OneHotEncodingTransformer> OneHot() =>
        new EstimatorChain<ITransformer>().Append(s_ml.Transforms.Categorical.OneHotEncoding("Hot", nameof(Row.Letter)));

    private sealed class Row
    {
        public string Letter { get; set; } = "";

        public string Kind { get; set; } = "";

        [VectorType(4)]
        public float[] Numbers { get; set; } = [];
    }
}
