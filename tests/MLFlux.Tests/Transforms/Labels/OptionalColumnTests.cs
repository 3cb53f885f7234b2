using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Transforms;

/// <summary>A step of the label, which rows without a label pass by.</summary>
[TestClass]
public sealed class OptionalColumnTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_labelled = s_ml.Data.LoadFromEnumerable(
        [new Labelled("b", 1), new Labelled("a", 2), new Labelled("b", 3)]);
    private static readonly IDataView s_unlabelled = s_ml.Data.LoadFromEnumerable([new Unlabelled(4), new Unlabelled(5)]);

    [TestMethod]
    public void With_the_column_it_is_the_step_and_without_it_nothing_before_and_after_saving()
    {
        var step = s_ml.Transforms.Conversion.MapValueToKey("Label");
        OptionalColumnTransformer fitted = s_ml.Transforms.IfPresent("Label", step).Fit(s_labelled);
        foreach (ITransformer transformer in new[] { fitted, SaveAndLoad(fitted) })
        {
            CollectionAssert.AreEqual(new uint[] { 1, 2, 1 }, transformer.Transform(s_labelled).GetColumn<uint>("Label").ToArray());
            Assert.AreSame(s_unlabelled, transformer.Transform(s_unlabelled));
            Assert.AreSame(s_unlabelled.Schema, transformer.GetOutputSchema(s_unlabelled.Schema));
            Assert.IsTrue(transformer.IsRowToRowMapper);
            Assert.AreSame(s_unlabelled.Schema, transformer.GetRowToRowMapper(s_unlabelled.Schema).OutputSchema);
        }
    }

    [TestMethod]
    public void A_prediction_engine_takes_rows_with_the_column_and_without()
    {
        var pipeline = s_ml.Transforms.IfPresent("Label", s_ml.Transforms.Conversion.ConvertType("Number", "Label", DataKind.Single))
            .Append(s_ml.Transforms.CopyColumns("Copy", "Value"));
        ITransformer model = pipeline.Fit(s_ml.Data.LoadFromEnumerable([new Labelled("3", 1)]));

        using var without = s_ml.Model.CreatePredictionEngine<Unlabelled, Result>(model);
        using var with = s_ml.Model.CreatePredictionEngine<Labelled, Result>(model);

        Assert.AreEqual(7, without.Predict(new Unlabelled(7)).Copy);
        Assert.AreEqual(8, with.Predict(new Labelled("3", 8)).Copy);
    }

    [TestMethod]
    public void A_fit_asks_for_the_column_by_name()
    {
        var step = s_ml.Transforms.IfPresent("Label", s_ml.Transforms.Conversion.MapValueToKey("Label"));

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => step.Fit(s_unlabelled)).Message, "Column 'Label' is missing");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => step.GetOutputSchema(SchemaShape.Create(s_unlabelled.Schema))).Message,
            "Column 'Label' is missing");
    }

    private static ITransformer SaveAndLoad(ITransformer transformer)
    {
        using var stream = new MemoryStream();
        s_ml.Model.Save(transformer, s_labelled.Schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }

    private sealed class Labelled(string label, float value)
    {
        public Labelled()
            : this("", 0)
        {
        }

        public string Label { get; set; } = label;

        public float Value { get; set; } = value;
    }

    private sealed class Unlabelled(float value)
    {
        public Unlabelled()
            : this(0)
        {
        }

        public float Value { get; set; } = value;
    }

    private sealed class Result
    {
        public float Copy { get; set; }
    }
}
