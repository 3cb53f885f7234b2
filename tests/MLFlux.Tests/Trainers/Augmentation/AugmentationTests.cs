using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Construction;
using MLFlux.Rows;
using MLFlux.Training;
using TorchSharp;
using static MLFlux.Augmentations;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Augmenting;

[TestClass]
public sealed class AugmentationTests
{
    private const int Rows = 400, Channels = 2, Height = 6, Width = 8;

    public static IEnumerable<object[]> All { get; } = new Augmentation[]
    {
        HorizontalFlip(), RandomCrop(2), RandomCrop(2, reflect: true), Rotation(), Scaling(), Translation(), Brightness(), Contrast(),
        Cutout(3), Mixup(),
    }.Select(a => new object[] { a.ToString() });

    [TestMethod]
    [DynamicData(nameof(All))]
    public void Keeps_shape_and_input_and_follows_the_seed(string text)
    {
        Augmentation augmentation = Make(text);
        using DisposeScope scope = NewDisposeScope();
        Tensor images = Images();
        Tensor before = images.clone();

        float[] first = Values(Apply(augmentation, images, seed: 3).Features);
        float[] same = Values(Apply(augmentation, images, seed: 3).Features);
        float[] other = Values(Apply(augmentation, images, seed: 4).Features);

        CollectionAssert.AreEqual(first, same);
        CollectionAssert.AreNotEqual(first, other);
        CollectionAssert.AreEqual(Values(before), Values(images));
        Assert.HasCount(Rows * Channels * Height * Width, first);
        Assert.IsTrue(first.All(float.IsFinite));
        Assert.IsEmpty(augmentation.Faults());
    }

    [TestMethod]
    public void Flips_about_half_of_the_images()
    {
        int flipped = EachImage(HorizontalFlip(), (before, after) =>
        {
            bool same = true, mirrored = true;
            for (int i = 0; i < before.Length; i++)
            {
                int mirror = (i / Width * Width) + Width - 1 - (i % Width);
                same &= after[i] == before[i];
                mirrored &= after[i] == before[mirror];
            }

            Assert.IsTrue(same ^ mirrored);
            return mirrored;
        });

        Assert.IsTrue(flipped is > Rows * 4 / 10 and < Rows * 6 / 10, $"{flipped}");
    }

    [TestMethod]
    public void Crops_move_by_whole_pixels_in_all_directions()
    {
        var moves = new HashSet<(int, int)>();
        EachImage(RandomCrop(2), (before, after) =>
        {
            (int, int)[] fitting = [
                .. from dy in Enumerable.Range(-2, 5) from dx in Enumerable.Range(-2, 5) where Fits(dy, dx) select (dy, dx)];
            Assert.HasCount(1, fitting);
            return moves.Add(fitting[0]);

            bool Fits(int dy, int dx)
            {
                for (int i = 0; i < after.Length; i++)
                {
                    int c = i / (Height * Width), y = (i / Width % Height) + dy, x = (i % Width) + dx;
                    float expected = y is >= 0 and < Height && x is >= 0 and < Width ? before[(((c * Height) + y) * Width) + x] : 0;
                    if (after[i] != expected)
                        return false;
                }

                return true;
            }
        });

        Assert.HasCount(25, moves);
    }

    [TestMethod]
    public void A_turn_of_a_quarter_moves_each_pixel_to_its_place()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor square = arange(2 * 25, dtype: ScalarType.Float32).view(1, 2, 5, 5);

        float[] turned = Values(
            AffineSampler.Apply(square, [new Fixed(System.Numerics.Matrix3x2.CreateRotation(MathF.PI / 2))], new Random(1)));

        // With y pointing down, a positive angle turns clockwise: the top row becomes the right column.
        float[] before = Values(square);
        for (int c = 0; c < 2; c++)
        {
            for (int y = 0; y < 5; y++)
            {
                for (int x = 0; x < 5; x++)
                    Assert.AreEqual(before[(c * 25) + (y * 5) + x], turned[(c * 25) + (x * 5) + 4 - y], 1e-3);
            }
        }
    }

    [TestMethod]
    public void A_move_on_an_image_that_is_no_square_is_in_pixels()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = Images();

        float[] moved = Values(AffineSampler.Apply(images, [new Fixed(System.Numerics.Matrix3x2.CreateTranslation(2, -1))], new Random(1)));

        float[] before = Values(images);
        for (int i = 0; i < before.Length; i++)
        {
            int y = i / Width % Height, x = i % Width;
            float expected = x >= 2 && y < Height - 1 ? before[i - 2 + Width] : 0;
            Assert.AreEqual(expected, moved[i], 1e-4);
        }
    }

    [TestMethod]
    public void Neighbours_that_move_pixels_interpolate_once()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor square = rand(3, 1, 9, 9);
        var there = new Fixed(System.Numerics.Matrix3x2.CreateRotation(0.4f));
        var back = new Fixed(System.Numerics.Matrix3x2.CreateRotation(-0.4f));
        var batch = new Batch(square, zeros(3), null, 3);

        InputLayout inputs = InputLayout.Alone(new InputColumn("Features", new Shape(1, 9, 9), InputKind.Numbers));
        float[] result = Values(new AugmentationPlan([there, back], inputs).Apply(batch, new Random(1), epoch: 1).Features);

        float[] before = Values(square);
        for (int i = 0; i < result.Length; i++)
            Assert.AreEqual(before[i], result[i], 1e-4);
    }

    [TestMethod]
    public void Brightness_adds_one_number_an_image()
    {
        EachImage(Brightness(0.3), (before, after) =>
        {
            float added = after[0] - before[0];
            Assert.IsTrue(Math.Abs(added) <= 0.3001);
            for (int i = 0; i < before.Length; i++)
                Assert.AreEqual(before[i] + added, after[i], 1e-5);
            return true;
        });
    }

    [TestMethod]
    public void Contrast_keeps_the_mean_and_multiplies_the_rest()
    {
        EachImage(Contrast(0.4), (before, after) =>
        {
            double mean = before.Average(v => (double)v), factor = (after[0] - mean) / (before[0] - mean);
            Assert.IsTrue(factor is >= 0.599 and <= 1.401, $"{factor}");
            for (int i = 0; i < before.Length; i++)
                Assert.AreEqual(mean + (factor * (before[i] - mean)), after[i], 1e-4);
            return true;
        });
    }

    [TestMethod]
    public void Cutout_clears_a_square_and_nothing_else()
    {
        EachImage(Cutout(3), (before, after) =>
        {
            int[] cleared = [.. Enumerable.Range(0, before.Length).Where(i => after[i] == 0)];
            Assert.IsTrue(Enumerable.Range(0, before.Length).Except(cleared).All(i => after[i] == before[i]));
            int[] rows = [.. cleared.Select(i => i / Width % Height).Distinct()], columns = [.. cleared.Select(i => i % Width).Distinct()];
            Assert.AreEqual(cleared.Length, Channels * rows.Length * columns.Length);
            Assert.IsTrue(rows.Length is >= 1 and <= 3 && columns.Length is >= 1 and <= 3);
            return true;
        });
    }

    [TestMethod]
    public void Mixup_blends_features_and_losses_alike()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = rand(50, 4), targets = arange(50).to(ScalarType.Int64) % 3, logits = rand(50, 3);
        var batch = new Batch(features, targets, null, 50);

        Batch mixed = Mixup(1).Apply(batch, new Random(5));
        float loss = new LossHead(Losses.CrossEntropy(), HeadFunction.None).Compute(logits, mixed).item<float>();

        double share = mixed.Mix!.Share;
        Assert.IsTrue(share is >= 0.5 and <= 1);
        float[] before = Values(features), after = Values(mixed.Features), scores = Values(logits);
        long[] own = targets.data<long>().ToArray(), others = mixed.Mix.Targets.data<long>().ToArray();
        double expected = 0;
        for (int row = 0; row < 50; row++)
        {
            int[] partners = [.. Enumerable.Range(0, 50).Where(p => Enumerable.Range(0, 4).All(i =>
                Math.Abs((share * before[(row * 4) + i]) + ((1 - share) * before[(p * 4) + i]) - after[(row * 4) + i]) < 1e-5))];
            Assert.HasCount(1, partners);
            Assert.AreEqual(own[partners[0]], others[row]);
            double normalizer = Math.Log(Enumerable.Range(0, 3).Sum(k => Math.Exp(scores[(row * 3) + k])));
            expected += (share * (normalizer - scores[(row * 3) + own[row]]))
                + ((1 - share) * (normalizer - scores[(row * 3) + others[row]]));
        }

        Assert.AreEqual(expected / 50, loss, 1e-5);
    }

    [TestMethod]
    [DataRow(0.2)]
    [DataRow(3.0)]
    public void Beta_numbers_have_their_mean_and_variance(double alpha)
    {
        var random = new Random(1);
        double[] numbers = [.. Enumerable.Range(0, 50_000).Select(_ => BetaDistribution.Draw(alpha, alpha, random))];

        double mean = numbers.Average(), variance = numbers.Average(n => (n - mean) * (n - mean));
        Assert.AreEqual(0.5, mean, 0.01);
        Assert.AreEqual(1 / (4 * ((2 * alpha) + 1)), variance, 0.005);
    }

    [TestMethod]
    public void Faults_are_said_all_at_once_where_the_trainer_is_made()
    {
        var ml = new MLContext();
        var options = new NeuralNetworkOptions { Augmentation =
            [HorizontalFlip(2), RandomCrop(0), Rotation(0), Scaling(2, 1), Translation(1), Brightness(0), Contrast(2), Cutout(0),
            Mixup(double.NaN)] };

        var fault = Assert.ThrowsExactly<ArgumentException>(() => ml.MulticlassClassification.Trainers.NeuralNetwork(Output(), options));

        foreach (string name in new[] { "HorizontalFlip", "RandomCrop", "Rotation", "Scaling", "Translation", "Brightness", "Contrast",
            "Cutout", "Mixup" })
            StringAssert.Contains(fault.Message, name);
    }

    [TestMethod]
    public void Features_that_are_no_images_are_refused()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Transforms.Conversion.MapValueToKey("Label").Fit(Flat(ml)).Transform(Flat(ml));
        var trainer = ml.MulticlassClassification.Trainers.NeuralNetwork(Output(),
            new NeuralNetworkOptions { Augmentation = [RandomCrop()] });

        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(data));

        StringAssert.Contains(fault.Message, "RandomCrop(padding: 4)");
        StringAssert.Contains(fault.Message, "'Features'");
    }

    [TestMethod]
    public void Training_augments_by_the_seed_and_records_it()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = ml.Transforms.Conversion.MapValueToKey("Label").Fit(Flat(ml)).Transform(Flat(ml));

        NeuralNetworkModel Fit(params Augmentation[] augmentations) => ml.MulticlassClassification.Trainers.NeuralNetwork(
            Output(), new NeuralNetworkOptions { Epochs = 3, Seed = 5, Augmentation = augmentations }).Fit(data).Model;
        NeuralNetworkModel plain = Fit(), mixed = Fit(Mixup(1)), again = Fit(Mixup(1));

        CollectionAssert.AreEqual(mixed.Weights[0].Values.ToArray(), again.Weights[0].Values.ToArray());
        CollectionAssert.AreNotEqual(mixed.Weights[0].Values.ToArray(), plain.Weights[0].Values.ToArray());
        Assert.IsNull(plain.Training.Augmentation);
        CollectionAssert.AreEqual(new[] { "Mixup(alpha: 1)" }, mixed.Training.Augmentation!.ToArray());

        var fitted = ml.MulticlassClassification.Trainers.NeuralNetwork(
            Output(), new NeuralNetworkOptions { Epochs = 1, Seed = 5, Augmentation = [Mixup(1)] }).Fit(data);
        var loaded = (NeuralNetworkTransformer)Models.ModelZip.Load(Models.ModelZip.Save(fitted));
        CollectionAssert.AreEqual(new[] { "Mixup(alpha: 1)" }, loaded.Model.Training.Augmentation!.ToArray());
    }

    private static IDataView Flat(MLContext ml) => ml.Data.LoadFromEnumerable(
        Enumerable.Range(0, 100).Select(i => new FlatRow { Features = [i % 7, i % 5, i % 3, 1], Label = i % 2 }).ToList());

    private static Augmentation Make(string text) => new Augmentation[]
    {
        HorizontalFlip(), RandomCrop(2), RandomCrop(2, reflect: true), Rotation(), Scaling(), Translation(), Brightness(), Contrast(),
        Cutout(3), Mixup(),
    }.Single(a => a.ToString() == text);

    /// <summary>Images of values from 1 to 2, all different.</summary>
    private static Tensor Images() =>
        (arange(Rows * Channels * Height * Width, dtype: ScalarType.Float32) * 0.618034f).frac().add(1).view(Rows, Channels, Height, Width);

    private static Batch Apply(Augmentation augmentation, Tensor images, int seed) =>
        augmentation.Apply(new Batch(images, zeros(Rows), null, Rows), new Random(seed));

    private static float[] Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.contiguous().bytes).ToArray();

    /// <summary>Looks at each image before and after; counts those for which <paramref name="look"/> is true.</summary>
    private static int EachImage(Augmentation augmentation, Func<float[], float[], bool> look)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = Images();
        const int size = Channels * Height * Width;
        return Values(images).Chunk(size).Zip(Values(Apply(augmentation, images, 7).Features).Chunk(size))
            .Count(pair => look(pair.First, pair.Second));
    }

    private sealed record Fixed(System.Numerics.Matrix3x2 Matrix) : AffineAugmentation
    {
        public override string ToString() => "Fixed()";

        internal override IEnumerable<string> Faults() => [];

        internal override System.Numerics.Matrix3x2 Draw(Random random, long width, long height) => Matrix;
    }

    private sealed class FlatRow
    {
        [VectorType(4)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }
    }
}
