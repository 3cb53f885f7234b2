using Microsoft.ML;
using MLFlux.Rows;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Estimators;

/// <summary>Augmentation changes the column of images that it names, or the only one, and leaves the others alone.</summary>
[TestClass]
public sealed class InputsAugmentationTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly InputLayout s_two = InputLayout.SideBySide(
    [
        new InputColumn("Table", new Shape(3), InputKind.Numbers), new InputColumn("Photo", new Shape(1, 2, 2), InputKind.Bytes),
        new InputColumn("Plan", new Shape(1, 2, 2), InputKind.Numbers),
    ]);

    [TestMethod]
    public void The_named_column_is_changed_and_no_other()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor rows = arange(22, dtype: ScalarType.Float32).view(2, 11);
        var plan = new AugmentationPlan([Augmentations.HorizontalFlip(1).On("Photo")], s_two);

        float[] changed = plan.Apply(new Batch(rows, zeros(2), null, 2), new Random(1), epoch: 1).Features.data<float>().ToArray();

        CollectionAssert.AreEqual(
            new float[] { 0, 1, 2, 4, 3, 6, 5, 7, 8, 9, 10, 11, 12, 13, 15, 14, 17, 16, 18, 19, 20, 21 }, changed);
        CollectionAssert.AreEqual(Enumerable.Range(0, 22).Select(i => (float)i).ToArray(), rows.data<float>().ToArray());
    }

    [TestMethod]
    public void Training_changes_the_only_column_of_images_without_being_told()
    {
        Layer network = Chain(Inputs(("Photo", Flatten()), ("Table", Dense(3))), Output());
        Listing[] rows = Listings.Make(60);
        NeuralNetworkTransformer Fit(params Augmentation[] augmentation) =>
            Listings.Fit(network, Listings.Options with { Augmentation = augmentation }, rows);
        using NeuralNetworkTransformer plain = Fit(), told = Fit(Augmentations.HorizontalFlip().On("Photo")),
            untold = Fit(Augmentations.HorizontalFlip());

        Weights.AssertSame(told, untold);
        CollectionAssert.AreNotEqual(Weights.All(plain), Weights.All(told));
        Assert.AreEqual("""HorizontalFlip(probability: 0.5).On("Photo")""", told.Model.Training.Augmentation!.Single());
    }

    [TestMethod]
    public void What_fits_no_column_or_several_is_said_by_name()
    {
        Layer both = Chain(Inputs(("Photo", Flatten()), ("Plan", Flatten())), Output());
        Layer words = Chain(Inputs(("Text", Chain(Embedding(8, 2), Flatten())), ("Table", Flatten())), Output());
        IDataView data = Listings.View(s_ml, Listings.Make(20));
        foreach ((Layer network, Augmentation augmentation, string[] said) in new (Layer, Augmentation, string[])[]
        {
            (both, Augmentations.RandomCrop(1), ["'Photo', 'Plan'", "On(\"Photo\")"]),
            (both, Augmentations.RandomCrop(1).On("Foto"), ["'Foto'", "'Photo', 'Plan'"]),
            (words, Augmentations.RandomCrop(1), ["'Text', 'Table'"]),
            (words, Augmentations.RandomCrop(1).On("Table"), ["'Table'", "RandomCrop(padding: 1).On(\"Table\")"]),
            (words, Augmentations.Mixup(), ["Mixup", "'Text'", "keys"]),
        })
        {
            NeuralNetworkTrainer trainer = s_ml.Regression.Trainers.NeuralNetwork(
                network, Listings.Options with { Augmentation = [augmentation] });
            string message = Assert.ThrowsExactly<InvalidOperationException>(() => trainer.Fit(data)).Message;
            foreach (string text in said)
                StringAssert.Contains(message, text);
        }

        StringAssert.Contains(
            Assert.ThrowsExactly<ArgumentException>(() => s_ml.Regression.Trainers.NeuralNetwork(
                both, Listings.Options with { Augmentation = [Augmentations.Mixup().On("Photo")] })).Message, "leave On out");
    }
}
