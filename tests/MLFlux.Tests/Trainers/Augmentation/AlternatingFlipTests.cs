using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Rows;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Augmentations;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Augmenting;

/// <summary>Images that are mirrored in every other epoch.</summary>
[TestClass]
public sealed class AlternatingFlipTests
{
    private const int Rows = 300, Height = 2, Width = 3, Size = Height * Width;

    private static readonly InputLayout s_images =
        InputLayout.Alone(new InputColumn("Features", new Shape(1, Height, Width), InputKind.Numbers));

    [TestMethod]
    public void Two_epochs_in_a_row_show_each_image_both_ways()
    {
        float[] images = Images();
        bool[] first = Mirrored(images, Changed(images, epoch: 1)), second = Mirrored(images, Changed(images, epoch: 2));

        CollectionAssert.AreEqual(first.Select(mirrored => !mirrored).ToArray(), second);
        CollectionAssert.AreEqual(first, Mirrored(images, Changed(images, epoch: 3)));
        Assert.IsTrue(first.Count(mirrored => mirrored) is > Rows * 4 / 10 and < Rows * 6 / 10);
    }

    [TestMethod]
    public void An_image_keeps_its_turn_in_whatever_batch_and_place()
    {
        float[] images = Images();
        bool[] together = Mirrored(images, Changed(images, epoch: 5));

        for (int row = 0; row < Rows; row += 7)
        {
            float[] one = images[(row * Size)..((row + 1) * Size)];
            Assert.AreEqual(together[row], Mirrored(one, Changed(one, epoch: 5)).Single());
        }
    }

    [TestMethod]
    public void Turns_follow_from_the_image_as_it_was_read_though_another_change_stands_before()
    {
        float[] images = Images();
        bool[] alone = Mirrored(images, Changed(images, epoch: 1));

        float[] brighter = Changed(images, epoch: 1, Brightness(0.1), HorizontalFlip(alternating: true));

        for (int row = 0; row < Rows; row++)
        {
            float[] before = images[(row * Size)..((row + 1) * Size)], after = brighter[(row * Size)..((row + 1) * Size)];
            Assert.AreEqual(alone[row], Math.Abs(after[0] - after[2] - (before[2] - before[0])) < 1e-5);
        }
    }

    [TestMethod]
    public void The_images_of_one_column_of_several_take_turns_too()
    {
        var inputs = InputLayout.SideBySide(
            [new InputColumn("Table", new Shape(1), InputKind.Numbers), new InputColumn("Photo", s_images.Shape, InputKind.Numbers)]);
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = rand(Rows, 1 + Size);
        var plan = new AugmentationPlan([HorizontalFlip(alternating: true).On("Photo")], inputs);

        Tensor first = plan.Apply(new Batch(rows, zeros(Rows), null, Rows), new Random(1), epoch: 1).Features,
            second = plan.Apply(new Batch(rows, zeros(Rows), null, Rows), new Random(1), epoch: 2).Features;

        Tensor Photo(Tensor all) => all.narrow(1, 1, Size).contiguous().view(Rows, 1, Height, Width);
        Assert.IsTrue(Photo(first).flip(3).allclose(Photo(second)));
        Assert.IsTrue(first.select(1, 0).allclose(rows.select(1, 0)));
    }

    [TestMethod]
    public void A_resumed_fit_on_several_threads_ends_as_one_that_was_not_interrupted()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(Images().Chunk(Size)
            .Select((image, i) => new Picture { Features = image, Label = i % 3 == 0 }).ToList());
        NeuralNetworkTransformer Fit(int epochs, string? resume = null, string? checkpoint = null) =>
            ml.BinaryClassification.Trainers.NeuralNetwork(Chain(Flatten(), Dense(4, Activation.Tanh), Output()), new NeuralNetworkOptions
            {
                Seed = 2, Epochs = epochs, Augmentation = [HorizontalFlip(alternating: true)], ResumeFrom = resume,
                CheckpointPath = checkpoint,
            }).Fit(rows);
        string path = folder.File("checkpoint.zip");

        using NeuralNetworkTransformer whole = Fit(5), half = Fit(3, checkpoint: path), resumed = Fit(5, resume: path);

        Weights.AssertSame(whole, resumed);
        Assert.AreEqual("HorizontalFlip(alternating: true)", whole.Model.Training.Augmentation!.Single());
    }

    [TestMethod]
    public void A_probability_beside_turns_is_refused()
    {
        var fault = Assert.ThrowsExactly<ArgumentException>(() => new MLContext().BinaryClassification.Trainers.NeuralNetwork(
            Output(), new NeuralNetworkOptions { Augmentation = [HorizontalFlip(0.3, alternating: true)] }));

        StringAssert.Contains(fault.Message, "leave the probability out");
        Assert.IsEmpty(HorizontalFlip(alternating: true).Faults());
    }

    private static float[] Images()
    {
        var random = new Random(4);
        return [.. Enumerable.Range(0, Rows * Size).Select(_ => random.NextSingle())];
    }

    private static float[] Changed(float[] images, int epoch, params Augmentation[] augmentations)
    {
        using DisposeScope scope = NewDisposeScope();
        int rows = images.Length / Size;
        var plan = new AugmentationPlan(augmentations.Length > 0 ? augmentations : [HorizontalFlip(alternating: true)], s_images);
        var batch = new Batch(tensor(images, [rows, 1, Height, Width]), zeros(rows), null, rows);
        return MemoryMarshal.Cast<byte, float>(plan.Apply(batch, new Random(1), epoch).Features.contiguous().bytes).ToArray();
    }

    /// <summary>Of each image, whether it came out mirrored, left to right; the other possibility is as it was.</summary>
    private static bool[] Mirrored(float[] before, float[] after) => [.. before.Chunk(Size).Zip(after.Chunk(Size)).Select(pair =>
    {
        bool mirrored = Enumerable.Range(0, Size).All(i => pair.Second[i] == pair.First[(i / Width * Width) + Width - 1 - (i % Width)]);
        Assert.IsTrue(mirrored || pair.First.SequenceEqual(pair.Second));
        return mirrored;
    })];

    private sealed class Picture
    {
        [VectorType(1, Height, Width)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }
    }
}
