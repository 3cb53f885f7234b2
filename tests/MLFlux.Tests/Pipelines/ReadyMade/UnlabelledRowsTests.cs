using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Transforms.Images;
using SkiaSharp;

namespace MLFlux.Tests.Pipelines;

/// <summary>A ready model scores rows that have no label column, and evaluates those that have one.</summary>
[TestClass]
public sealed class UnlabelledRowsTests
{
    private static readonly string[] s_labels =
        [nameof(House.Price), nameof(House.Quick), nameof(House.Stars), nameof(House.Garden), "Amount", "Grade"];

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow(nameof(House.Price))]
    [DataRow("Amount")]
    [DataRow(nameof(House.Quick))]
    [DataRow(nameof(House.Garden))]
    [DataRow(nameof(House.Stars))]
    [DataRow("Grade")]
    public void Rows_without_the_label_column_are_scored_as_those_with_it(string label)
    {
        ITransformer model = Fit(label);
        foreach (ITransformer each in new[] { model, SaveAndLoad(model) })
        {
            float[] expected = Scores(each.Transform(Rows(40)));

            CollectionAssert.AreEqual(expected, Scores(each.Transform(WithoutLabels(Rows(40)))));
            float[] single = label is nameof(House.Stars) or "Grade"
                ? [.. Predict<ScoredClasses>(each).SelectMany(row => row.Score)]
                : [.. Predict<Scored>(each).Select(row => row.Score)];
            foreach ((float wanted, float got) in expected.Zip(single))
                Assert.AreEqual(wanted, got, 1e-5 * Math.Max(1, Math.Abs(wanted)));
        }
    }

    [TestMethod]
    public void A_prediction_engine_whose_input_has_no_label_gives_the_labels_value()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Ground, Word>(Fit(nameof(House.Quick)));

        Assert.AreEqual("yes", engine.Predict(new Ground { Area = 30, District = "north" }).PredictedLabel);
        Assert.AreEqual("no", engine.Predict(new Ground { Area = 190, District = "west" }).PredictedLabel);
    }

    [TestMethod]
    public void An_experiments_model_scores_rows_without_the_label_column_too()
    {
        using ExperimentResult result = _ml.Experiment(Plan(nameof(House.Stars)), new ExperimentOptions { Baselines = [] }).Run(Rows(200));

        CollectionAssert.AreEqual(Scores(result.Model.Transform(Rows(20))), Scores(result.Model.Transform(WithoutLabels(Rows(20)))));
        IDataView scored = result.Model.Transform(Rows(300));
        Assert.IsGreaterThan(0.5, _ml.MulticlassClassification.Evaluate(scored, nameof(House.Stars)).MicroAccuracy);
    }

    [TestMethod]
    public void Images_without_a_label_are_scored()
    {
        Labelled[] rows = [.. Enumerable.Range(0, 12).Select(i => i % 2 == 0
            ? new Labelled(Encode(SKColors.Red, i), "red", 0)
            : new Labelled(Encode(SKColors.Blue, i), "blue", 1))];
        IDataView pictures = _ml.Data.LoadFromEnumerable(rows.Select(row => new Picture { Bytes = row.Bytes }));
        foreach (string label in new[] { nameof(Labelled.Label), nameof(Labelled.Number) })
        {
            IDataView images = _ml.Data.LoadFromEnumerable(rows);
            ReadyPipeline ready = _ml.Pipelines().Image(images, "Bytes", label);
            NeuralNetworkOptions quick = ready.Training with { Epochs = 2 };
            ITransformer model = ready.With(Layers.Chain(Layers.Flatten(), Layers.Output())).With(quick).Fit(images);

            CollectionAssert.AreEqual(Scores(model.Transform(images)), Scores(model.Transform(pictures)));
            using var engine = _ml.Model.CreatePredictionEngine<Picture, Scored>(model);
            Assert.IsTrue(float.IsFinite(engine.Predict(new Picture { Bytes = rows[0].Bytes }).Score));
        }
    }

    private ITransformer Fit(string label)
    {
        ReadyPipeline ready = Plan(label);
        return ready.With(ready.Training with { Epochs = 8 }).Fit(Rows(300));
    }

    private ReadyPipeline Plan(string label) => _ml.Pipelines().Tabular(Rows(300), label, new TabularOptions
    {
        Uses = Rows(1).Schema.Where(column => column.Name != label && column.Name is not ("Area" or "District"))
            .Select(column => column.Name).Distinct().ToDictionary(name => name, _ => ColumnUse.LeftOut),
    });

    /// <summary>Houses, with a label of doubles and one of keys.</summary>
    private IDataView Rows(int count) => _ml.Transforms.Conversion.ConvertType("Amount", nameof(House.Price), DataKind.Double)
        .Append(_ml.Transforms.Conversion.MapValueToKey("Grade", nameof(House.Stars)))
        .Fit(House.View(_ml, 300)).Transform(House.View(_ml, count));

    private IDataView WithoutLabels(IDataView rows) => _ml.Transforms.DropColumns(s_labels).Fit(rows).Transform(rows);

    private T[] Predict<T>(ITransformer model)
        where T : class, new()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Ground, T>(model, new PredictionEngineOptions { OwnsTransformer = false });
        return [.. House.Make(40).Select(house => engine.Predict(new Ground { Area = house.Area, District = house.District }))];
    }

    private static float[] Scores(IDataView scored) => scored.Schema["Score"].Type is VectorDataViewType
        ? [.. scored.GetColumn<float[]>("Score").SelectMany(score => score)]
        : [.. scored.GetColumn<float>("Score")];

    private static byte[] Encode(SKColor color, int seed)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(24, 24, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(color);
        bitmap.SetPixel(seed, seed, SKColors.White);
        return TestImages.Encode(bitmap, SKEncodedImageFormat.Png);
    }

    private ITransformer SaveAndLoad(ITransformer model)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, Rows(1).Schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }

    private sealed record Labelled(byte[] Bytes, string Label, int Number);

    private sealed class Picture
    {
        public byte[] Bytes { get; set; } = [];
    }

    private sealed class Ground
    {
        public double Area { get; set; }

        public string District { get; set; } = "";
    }

    private sealed class Word
    {
        public string PredictedLabel { get; set; } = "";
    }

    private sealed class Scored
    {
        public float Score { get; set; }
    }

    private sealed class ScoredClasses
    {
        public float[] Score { get; set; } = [];
    }
}
