using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using MLFlux.Tests.Transforms.Images;
using SkiaSharp;

namespace MLFlux.Tests.Pipelines;

/// <summary>A pipeline for images could not begin with a network that others trained.</summary>
[TestClass]
public sealed class ImageBackboneTests
{
    private const int Size = 64, Each = 8;

    private static readonly TemporaryFolder s_folder = new();
    private static readonly Lazy<GraphLayer> s_body = new(() => Backbones.ResNet18(Size));

    private readonly MLContext _ml = new(seed: 1);

    [ClassInitialize]
    public static void Draw(TestContext context)
    {
        foreach ((string name, bool isDotted) in new[] { ("waves", false), ("dots", true) })
        {
            Directory.CreateDirectory(s_folder.File(name));
            for (int i = 0; i < Each; i++)
            {
                using SKBitmap drawn = TestImages.Draw(60 + i, 70, seed: i);
                if (isDotted)
                    Dot(drawn, i);
                s_folder.Write(Path.Combine(name, $"{i}.png"), TestImages.Encode(drawn, SKEncodedImageFormat.Png));
            }
        }
    }

    [ClassCleanup]
    public static void Delete() => s_folder.Dispose();

    [TestMethod]
    public void Photographs_are_learned_and_another_process_gives_the_same_scores_to_the_bit()
    {
        IDataView images = _ml.Data.LoadFromImageFolder(s_folder.File(""));
        ReadyPipeline pipeline = Quick(_ml.Pipelines().Image(images, s_body.Value));

        StringAssert.StartsWith(pipeline.Choices[0].ToString(), "ImagePath: Image (64 × 64 pixels, in colour)");
        Assert.AreEqual("0", pipeline.Training.FrozenLayers.Single().Name);
        ITransformer model = pipeline.Fit(images);
        IDataView scored = model.Transform(images);
        Assert.AreEqual(1, _ml.BinaryClassification.Evaluate(scored).Accuracy);

        using var folder = new TemporaryFolder();
        _ml.Model.SaveAtomically(model, images.Schema, folder.File("photos.zip"), ModelCard.Describe(model, images.Schema, "Label"));
        ModelCard card = _ml.Model.LoadCard(folder.File("photos.zip"))!;
        Assert.Contains("Microsoft.ML.DnnImageFeaturizer.ResNet18 0.23.1, MIT licence", card.Networks.Single().Sources!.Single());
        Assert.Contains("- begins with: ResNet-18 trained on ImageNet", card.ToString());
        int[] expected = [.. scored.GetColumn<float>("Score").Select(BitConverter.SingleToInt32Bits)];
        CollectionAssert.AreEqual(expected, InAnotherProcess(folder.File("photos.zip")));
    }

    [TestMethod]
    public void A_tables_column_of_images_gets_a_branch_with_the_network_beside_the_others()
    {
        IDataView offers = _ml.Data.LoadFromEnumerable(Offers());
        ReadyPipeline pipeline = Quick(_ml.Pipelines().Tabular(offers, nameof(Offer.Price), new TabularOptions
        {
            ImageBackbone = s_body.Value, Uses = new Dictionary<string, ColumnUse> { [nameof(Offer.Photo)] = ColumnUse.Image },
        }));
        Assert.AreEqual("0.Photo_pixels", pipeline.Training.FrozenLayers.Single().Name);
        Assert.IsEmpty(pipeline.Training.Augmentation);
        StringAssert.Contains(pipeline.Code, "Backbones.ResNet18(size: 64)");
        CompiledCode.Load(pipeline.Code);

        var log = new ConcurrentBag<string>();
        _ml.Log += (_, message) => log.Add(message.Message);
        pipeline = pipeline.With(pipeline.Training with { Epochs = 300 }); // One batch an epoch.
        var model = (TransformerChain<ITransformer>)pipeline.Fit(offers);
        Assert.Contains(line => line.Contains("computed once for 16 training rows", StringComparison.Ordinal), log);
        Assert.IsGreaterThan(0.8, _ml.Regression.Evaluate(model.Transform(offers), nameof(Offer.Price)).RSquared);
        Assert.Contains("ResNet-18 trained on ImageNet", ModelCard.Describe(model, offers.Schema).ToString());
        using var stream = new MemoryStream();
        _ml.Model.Save(model, offers.Schema, stream);
        stream.Position = 0;
        CollectionAssert.AreEqual(
            model.Transform(offers).GetColumn<float>("Score").ToArray(),
            new MLContext().Model.Load(stream, out _).Transform(offers).GetColumn<float>("Score").ToArray());
    }

    [TestMethod]
    public void Trees_beside_it_get_small_pixels()
    {
        IDataView offers = _ml.Data.LoadFromEnumerable(Offers());
        ReadyPipeline pipeline = _ml.Pipelines().Tabular(offers, nameof(Offer.Price), new TabularOptions
        {
            ImageBackbone = s_body.Value, Uses = new Dictionary<string, ColumnUse> { [nameof(Offer.Photo)] = ColumnUse.Image },
        });
        IDataView prepared = pipeline.Preprocessing.Fit(offers).Transform(offers);
        IDataView plain = pipeline.ForTrees.Fit(prepared).Transform(prepared);
        Assert.AreEqual((3 * 32 * 32) + 1, ((VectorDataViewType)plain.Schema[pipeline.PlainColumnName!].Type).Size);
    }

    [TestMethod]
    public void A_table_without_images_is_refused_by_what_its_columns_are()
    {
        IDataView offers = _ml.Data.LoadFromEnumerable(Offers().Select(offer => new Sized { Size = offer.Size, Price = offer.Price }));
        string message = Assert.ThrowsExactly<InvalidOperationException>(
            () => _ml.Pipelines().Tabular(offers, nameof(Offer.Price), new TabularOptions { ImageBackbone = s_body.Value })).Message;
        StringAssert.Contains(message, "ResNet18.onnx is there to look at images, and no column holds images: Size: Number");
        StringAssert.Contains(message, "Uses with the column as ColumnUse.Image");
    }

    [TestMethod]
    public void Pasted_code_makes_the_same_pipeline()
    {
        IDataView images = _ml.Data.LoadFromImageFolder(s_folder.File(""));
        ReadyPipeline pipeline = Quick(_ml.Pipelines().Image(images, s_body.Value));

        string code = pipeline.Code;
        StringAssert.Contains(code, "Chain(\n            Backbones.ResNet18(size: 64),");
        var create = CompiledCode.Load(code).GetType("LabelPipeline")!.GetMethod("Create")!;
        var pasted = (IEstimator<ITransformer>)create.Invoke(null, [new MLContext(seed: 1)])!;
        CollectionAssert.AreEqual(
            pipeline.Fit(images).Transform(images).GetColumn<float>("Score").ToArray(),
            pasted.Fit(images).Transform(images).GetColumn<float>("Score").ToArray());
    }

    /// <summary>ResNet-18 was trained on blue, green and red; its first operators make these of what every pipeline makes.</summary>
    [TestMethod]
    public void Pixels_come_red_green_and_blue_from_gray_images_too()
    {
        Encoded[] rows =
            [new(Plain(new SKColor(200, 100, 50)), "a"), new(Plain(new SKColor(90, 90, 90)), "b"), new(Plain(SKColors.Red), "a")];
        IDataView images = _ml.Data.LoadFromEnumerable(rows);

        byte[][] pixels = [.. _ml.Pipelines().Image(images, s_body.Value, "Bytes", "Kind").Preprocessing.Fit(images).Transform(images)
            .GetColumn<byte[]>("Features")];

        const int Plane = Size * Size;
        CollectionAssert.AreEqual(new byte[] { 200, 100, 50 }, (byte[])[pixels[0][0], pixels[0][Plane], pixels[0][2 * Plane]]);
        CollectionAssert.AreEqual(new byte[] { 90, 90, 90 }, (byte[])[pixels[1][0], pixels[1][Plane], pixels[1][2 * Plane]]);
        Assert.HasCount(3 * Plane, pixels[2]);

        IDataView gray = _ml.Data.LoadFromEnumerable([new Encoded(Plain(SKColors.Gray), "a"), new Encoded(Plain(SKColors.Black), "b")]);
        ReadyPipeline alone = _ml.Pipelines().Image(gray, s_body.Value, "Bytes", "Kind");
        Assert.HasCount(3 * Plane, alone.Preprocessing.Fit(gray).Transform(gray).GetColumn<byte[]>("Features").First());
    }

    [TestMethod]
    public void The_body_learns_too_where_that_is_asked_for()
    {
        IDataView images = _ml.Data.LoadFromImageFolder(s_folder.File(""));
        ReadyPipeline pipeline = _ml.Pipelines().Image(images, s_body.Value, options: new ReadyImageOptions
        {
            FineTuning = new FineTuning(headEpochs: 1, bodyRate: 0.05),
        });
        Assert.IsEmpty(pipeline.Training.FrozenLayers);
        Assert.AreEqual(0.05, pipeline.Training.FineTuning!.BodyRate);

        var chain = (TransformerChain<ITransformer>)pipeline
            .With(pipeline.Training with { Epochs = 1, KeepOptimizerState = false }).Fit(images);
        NeuralNetworkModel fitted = chain.OfType<NeuralNetworkTransformer>().Single().Model;
        Assert.HasCount(2, fitted.History.Epochs);
        NetworkWeight changed = fitted.Weights.First(weight => weight.Name.StartsWith("0.", StringComparison.Ordinal));
        ReadOnlyMemory<byte> first = s_body.Value.Stored![changed.Name[2..]];
        Assert.IsFalse(first.Span.SequenceEqual(System.Runtime.InteropServices.MemoryMarshal.AsBytes(changed.Values.Span)));

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => _ml.Pipelines().Image(images, options: new ReadyImageOptions { FineTuning = new FineTuning() })).Message,
            "FineTuning says how a Backbone learns, and the options have none");
    }

    /// <summary>
    /// What was between the output alone and all of the network could only be had by hand, from the names of its weights.
    /// </summary>
    [TestMethod]
    public void The_last_block_learns_and_its_normalisations_and_all_before_it_stay()
    {
        IDataView images = _ml.Data.LoadFromImageFolder(s_folder.File(""));
        var options = new ReadyImageOptions { LearnsLastBlock = true };
        ReadyPipeline pipeline = _ml.Pipelines().Image(images, s_body.Value, options: options);
        CompiledCode.Load(pipeline.Code);
        StringAssert.Contains(pipeline.Code, "AugmentedVariants = 3");
        Assert.AreEqual(new ScoringViews(), pipeline.Training.ScoringViews);
        var log = new ConcurrentBag<string>();
        _ml.Log += (_, message) => log.Add(message.Message);

        var chain = (TransformerChain<ITransformer>)pipeline
            .With(pipeline.Training with { Epochs = 3, Seed = 1, KeepOptimizerState = false }).Fit(images);
        NeuralNetworkModel fitted = chain.OfType<NeuralNetworkTransformer>().Single().Model;
        Assert.Contains(line => line.Contains("computed once for 16 changed training (3 of 3) rows", StringComparison.Ordinal), log);

        int learned = 0;
        foreach (NetworkWeight weight in fitted.Weights.Where(one => one.Name.StartsWith("0.", StringComparison.Ordinal)))
        {
            bool isSame = s_body.Value.Stored![weight.Name[2..]].Span.SequenceEqual(
                System.Runtime.InteropServices.MemoryMarshal.AsBytes(weight.Values.Span));
            Assert.AreEqual(weight.Shape.Rank == 4 && weight.Shape[0] == 512, !isSame, weight.Name);
            learned += isSame ? 0 : 1;
        }

        Assert.AreEqual(7, learned); // Three pairs of convolutions, and one beside the first of them.
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => _ml.Pipelines().Image(images, options: options)).Message,
            "LearnsLastBlock is for a Backbone, and the options have none");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => _ml.Pipelines().Image(images, s_body.Value, options: options with { FineTuning = new FineTuning() })).Message,
            "FineTuning lets all of it learn; leave one out");
        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(
                () => _ml.Pipelines().Image(images, Layers.Chain(Layers.Conv((3, 3), 4)), options: options)).Message,
            "needs a Backbone that was read from an ONNX file, with convolutions in it");
    }

    [TestMethod]
    public void A_size_that_the_network_was_not_made_for_is_said_with_the_way_out()
    {
        IDataView images = _ml.Data.LoadFromImageFolder(s_folder.File(""));

        string size = Assert.ThrowsExactly<ArgumentException>(
            () => _ml.Pipelines().Image(images, s_body.Value, options: new ReadyImageOptions { Size = 96 })).Message;
        StringAssert.Contains(size, "The backbone takes no images of 3×96×96");
        StringAssert.Contains(size, "It was made for 3×64×64. Make it for that size, such as by Backbones.ResNet18(size: 64)");

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => _ml.Pipelines().Image(images, Layers.Dense(3))).Message, "The backbone takes");
    }

    private static ReadyPipeline Quick(ReadyPipeline pipeline) =>
        pipeline.With(pipeline.Training with { Epochs = 40, Seed = 3, KeepOptimizerState = false });

    private static Offer[] Offers() =>
    [
        .. Enumerable.Range(0, 2 * Each).Select(i => new Offer
        {
            Photo = s_folder.File(Path.Combine(i % 2 == 0 ? "waves" : "dots", $"{i / 2}.png")), Size = i / 4f,
            Price = (i % 2 * 10) + (i / 4f),
        }),
    ];

    private static int[] InAnotherProcess(string model)
    {
        using var program = new CompiledProgram("""
            using System;
            using Microsoft.ML;
            using Microsoft.ML.Data;
            using MLFlux;

            var ml = new MLContext();
            foreach (float score in ml.Model.Load(args[0], out _).Transform(ml.Data.LoadFromImageFolder(args[1])).GetColumn<float>("Score"))
                Console.WriteLine(BitConverter.SingleToInt32Bits(score));
            """);
        (int code, string output, string errors) = CompiledProgram.Finish(program.Start(model, s_folder.File("")));
        Assert.AreEqual(0, code, errors);
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => int.Parse(line, CultureInfo.InvariantCulture))];
    }

    /// <summary>Covers a drawing by a grid of dots.</summary>
    private static void Dot(SKBitmap drawn, int seed)
    {
        for (int y = 0; y < drawn.Height; y++)
        {
            for (int x = 0; x < drawn.Width; x++)
            {
                if ((x + seed) % 8 < 4 && (y + seed) % 8 < 4)
                    drawn.SetPixel(x, y, SKColors.Black);
            }
        }
    }

    private static byte[] Plain(SKColor color)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(80, 80, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(color);
        return TestImages.Encode(bitmap, SKEncodedImageFormat.Png);
    }

    private sealed record Encoded(byte[] Bytes, string Kind);

    private sealed class Offer
    {
        public string Photo { get; set; } = "";

        public float Size { get; set; }

        public float Price { get; set; }
    }

    private sealed class Sized
    {
        public float Size { get; set; }

        public float Price { get; set; }
    }
}
