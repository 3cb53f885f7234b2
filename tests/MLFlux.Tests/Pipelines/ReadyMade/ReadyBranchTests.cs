using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using SkiaSharp;

namespace MLFlux.Tests.Pipelines;

/// <summary>Paths of images were left out, and of long texts the first pairs of words learned by heart: each has a branch.</summary>
[TestClass]
public sealed class ReadyBranchTests
{
    private const int Side = 24, Count = 80;

    private static readonly TemporaryFolder s_folder = new();

    private readonly MLContext _ml = new(seed: 1);

    [ClassCleanup]
    public static void Delete() => s_folder.Dispose();

    [TestMethod]
    public void A_column_of_image_paths_is_learned_from_beside_numbers()
    {
        IDataView offers = View();
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(offers, "Price", Without("Story", "Kind"));

        StringAssert.StartsWith(Choice(pipeline, "Photo"), "Photo: Image (paths of images; 24 × 24 pixels, in colour");
        CollectionAssert.AreEqual(new[] { "Features", "Photo_pixels" }, Columns(pipeline));
        StringAssert.Contains(pipeline.Training.Augmentation.Single().ToString(), "On(\"Photo_pixels\")");

        ITransformer model = Quick(pipeline).Fit(offers);
        float[] scores = Scores(model, offers);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, offers.Schema, stream);
        stream.Position = 0;
        CollectionAssert.AreEqual(scores, Scores(new MLContext().Model.Load(stream, out _), offers));
        Assert.IsGreaterThan(0, scores.Max() - scores.Min());
    }

    [TestMethod]
    public void Images_alone_need_no_other_column()
    {
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(View(), "Price", Without("Story", "Size", "Kind"));

        CollectionAssert.AreEqual(new[] { "Photo_pixels" }, Columns(pipeline));
        Assert.IsTrue(Scores(Quick(pipeline).Fit(View()), View()).All(float.IsFinite));
    }

    [TestMethod]
    public void Long_texts_that_tell_classes_apart_are_read_as_tokens_too_and_others_counted()
    {
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(View(), "Kind", Without("Photo", "Price"));
        ReadyPipeline alone = _ml.Pipelines().Tabular(View(), "Kind", Without("Photo", "Price", "Size"));

        CollectionAssert.AreEqual(new[] { "Features", "Story_tokens" }, Columns(pipeline));
        CollectionAssert.AreEqual(new[] { "Features", "Story_tokens" }, Columns(alone)); // Their words are counted, too.
        foreach (ReadyPipeline counted in new[]
        {
            _ml.Pipelines().Tabular(View(words: 12), "Kind", Without("Photo", "Price")),
            _ml.Pipelines().Tabular(View(), "Price", Without("Photo", "Kind")),
        })
        {
            Assert.IsNull(((ChainLayer)counted.Network).Layers[0] as InputsLayer);
            StringAssert.Contains(counted.Code, "FeaturizeText");
        }

        Assert.IsTrue(Scores(Quick(pipeline).Fit(View()), View()).All(float.IsFinite));
    }

    /// <summary>With the pairs of words of the first rows, the ready network got 0.6 of these right.</summary>
    [TestMethod]
    public void Few_long_texts_are_told_apart_by_some_of_their_words()
    {
        Offer[] rows = Made.LongTexts(600), heldOut = Made.LongTexts(300, seed: 9);
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(_ml.Data.LoadFromEnumerable(rows), "Kind", Without("Photo", "Price", "Size"));

        ITransformer model = pipeline.With(pipeline.Training with { Seed = 2 }).Fit(_ml.Data.LoadFromEnumerable(rows));

        double accuracy = _ml.BinaryClassification.Evaluate(model.Transform(_ml.Data.LoadFromEnumerable(heldOut)), "Kind").Accuracy;
        Assert.IsGreaterThan(0.8, accuracy);
    }

    /// <summary>A text without blanks was one word, different in each row, and left out as the name of the row.</summary>
    [TestMethod]
    [DataRow("很好", "很差", "我们昨天去了那家餐厅服务环境位置价格")]
    [DataRow("おいしい", "まずい", "昨日友達と駅前の店へ行きました料理は")]
    public void Texts_of_scripts_without_blanks_are_learned_from(string good, string bad, string others)
    {
        var random = new Random(3);
        Offer[] rows = [.. Enumerable.Range(0, 300).Select(row => new Offer
        {
            Kind = row % 2 == 0 ? "flat" : "house",
            Story = Others(random.Next(4, 12)) + (row % 2 == 0 ? good : bad) + Others(random.Next(4, 12)),
        })];
        IDataView data = _ml.Data.LoadFromEnumerable(rows);

        ReadyPipeline pipeline = _ml.Pipelines().Tabular(data, "Kind", Without("Photo", "Price", "Size"));
        ITransformer model = pipeline.With(pipeline.Training with { Seed = 2 }).Fit(data);

        StringAssert.StartsWith(Choice(pipeline, "Story"), "Story: Text");
        Assert.IsGreaterThan(0.95, _ml.BinaryClassification.Evaluate(model.Transform(data), "Kind").Accuracy);

        string Others(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => others[random.Next(others.Length)]));
    }

    [TestMethod]
    public void The_code_of_branches_compiles()
    {
        string code = _ml.Pipelines().Tabular(View(), "Kind").Code;

        StringAssert.Contains(code, "TokensToVector(\"Story_tokens\", \"Story\", new TokensToVectorOptions");
        StringAssert.Contains(code, "ImageToVector(\"Photo_pixels\", \"Photo\", new ImageToVectorOptions");
        CompiledCode.Load(code);
    }

    [TestMethod]
    public void Every_quality_makes_a_pipeline_that_fits()
    {
        foreach (Quality quality in Enum.GetValues<Quality>())
        {
            ReadyPipeline pipeline = _ml.Pipelines().Tabular(View(), "Kind", new TabularOptions { Quality = quality });
            Assert.IsTrue(Scores(Quick(pipeline, epochs: 1).Fit(View()), View()).All(float.IsFinite), quality.ToString());
        }
    }

    /// <summary>The best quality trained one network of a table with images or long texts, and said nothing of it.</summary>
    [TestMethod]
    public void The_best_quality_bags_tables_with_branches_too()
    {
        var best = new TabularOptions { Quality = Quality.Best };
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(View(), "Kind", best);
        CollectionAssert.AreEqual(new[] { "Features", "Photo_pixels", "Story_tokens" }, Columns(pipeline));
        Assert.AreEqual(8, pipeline.Training.BaggedFolds);
        StringAssert.Contains(pipeline.Code, "BaggedFolds = 8");

        var model = (TransformerChain<ITransformer>)Quick(pipeline, epochs: 1).Fit(View());
        NeuralNetworkTransformer fitted = model.OfType<NeuralNetworkTransformer>().Single();
        float[] scores = Scores(model, View());
        using var stream = new MemoryStream();
        _ml.Model.Save(model, View().Schema, stream);
        stream.Position = 0;

        Assert.HasCount(2, ((EnsembleLayer)fitted.Model.Network).Layers);
        CollectionAssert.AreEqual(scores, Scores(new MLContext().Model.Load(stream, out _), View()));
    }

    [TestMethod]
    public void Paths_without_files_or_with_gaps_are_left_out_with_the_reason()
    {
        Offer[] nowhere = Make(100), gaps = Make(100);
        Array.ForEach(nowhere, row => row.Photo = "nowhere/" + Path.GetFileName(row.Photo));
        gaps[7].Photo = "";

        StringAssert.Contains(
            Choice(_ml.Pipelines().Tabular(_ml.Data.LoadFromEnumerable(nowhere), "Price"), "Photo"),
            "of which 'nowhere/0.png' is not there");
        StringAssert.Contains(Choice(_ml.Pipelines().Tabular(_ml.Data.LoadFromEnumerable(gaps), "Price"), "Photo"), "1 rows have none");
    }

    [TestMethod]
    public void An_experiment_gives_every_baseline_the_branches_columns_too()
    {
        // The photograph alone tells the price.
        ReadyPipeline pipeline = Quick(_ml.Pipelines().Tabular(View(), "Price", Without("Story", "Size", "Kind")));

        using ExperimentResult result = _ml.Experiment(
            pipeline, new ExperimentOptions { Baselines = [Baselines.Linear, Baselines.LightGbm] }).Run(View());

        foreach (Contender baseline in result.Baselines)
            Assert.IsNull(baseline.LeftOut, baseline.LeftOut);

        Assert.IsGreaterThan(0.3, result.Baselines[^1].Metrics[0].Value);
    }

    private static TabularOptions Without(params string[] columns) =>
        new() { Uses = columns.ToDictionary(name => name, _ => ColumnUse.LeftOut) };

    private static ReadyPipeline Quick(ReadyPipeline pipeline, int epochs = 2) =>
        pipeline.With(pipeline.Training with { Epochs = epochs, Seed = 3, BaggedFolds = Math.Min(2, pipeline.Training.BaggedFolds) });

    private static string Choice(ReadyPipeline pipeline, string column) =>
        pipeline.Choices.Single(choice => choice.ColumnName == column).ToString();

    private static string[] Columns(ReadyPipeline pipeline) =>
        [.. ((InputsLayer)((ChainLayer)pipeline.Network).Layers[0]).Columns];

    private static float[] Scores(ITransformer model, IDataView data) => [.. model.Transform(data).GetColumn<float>("Score")];

    private IDataView View(int words = 80) => _ml.Data.LoadFromEnumerable(Make(Count, words));

    /// <summary>Rows whose price is the brightness of the photograph, and a little of the size.</summary>
    private static Offer[] Make(int count, int words = 80)
    {
        var random = new Random(4);
        string[] vocabulary = ["room", "window", "street", "tree", "river", "kitchen", "warm", "narrow"];
        return [.. Enumerable.Range(0, count).Select(row =>
        {
            byte light = (byte)(row * 37 % 256);
            string path = s_folder.File($"{row}.png");
            if (!File.Exists(path))
                File.WriteAllBytes(path, Png(light));
            float size = random.NextSingle();
            return new Offer
            {
                Photo = path, Size = size, Price = (light / 255f) + (0.1f * size), Kind = row % 2 == 0 ? "flat" : "house",
                Story = string.Join(' ', Enumerable.Range(0, words).Select(_ => vocabulary[random.Next(vocabulary.Length)])),
            };
        })];
    }

    private static byte[] Png(byte light)
    {
        using var bitmap = new SKBitmap(Side, Side);
        bitmap.Erase(new SKColor(light, (byte)(light / 2), 40));
        using SKData data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private sealed class Offer
    {
        public string Photo { get; set; } = "";

        public string Story { get; set; } = "";

        public float Size { get; set; }

        public float Price { get; set; }

        public string Kind { get; set; } = "";
    }

    /// <summary>Texts of 200 words of a large vocabulary, most of them rare; some words are more frequent in one kind.</summary>
    private static class Made
    {
        private const int Vocabulary = 5_000, Words = 200;

        public static Offer[] LongTexts(int count, int seed = 1)
        {
            var random = new Random(seed);
            double[][] sums = [Sums(isHouse: false), Sums(isHouse: true)];
            return [.. Enumerable.Range(0, count).Select(row => new Offer
            {
                Kind = row % 2 == 0 ? "flat" : "house",
                Story = string.Join(' ', Enumerable.Range(0, Words).Select(_ => Word(sums[row % 2], random))),
            })];
        }

        private static string Word(double[] sums, Random random)
        {
            int place = Array.BinarySearch(sums, random.NextDouble() * sums[^1]);
            return $"word{(place < 0 ? ~place : place)}";
        }

        private static double[] Sums(bool isHouse)
        {
            var sums = new double[Vocabulary];
            double sum = 0;
            for (int word = 0; word < Vocabulary; word++)
            {
                bool tells = word is >= 20 and < 140 && word % 4 == (isHouse ? 0 : 1);
                sum += (tells ? 1.9 : 1) / (word + 5);
                sums[word] = sum;
            }

            return sums;
        }
    }
}
