using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Rows;
using TorchSharp;
using static MLFlux.Augmentations;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Augmenting;

/// <summary>Crops with a border that mirrors the image.</summary>
[TestClass]
public sealed class ReflectedCropTests
{
    private const int Rows = 200, Height = 5, Width = 7;

    [TestMethod]
    public void What_comes_in_at_a_side_is_the_image_in_a_mirror()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor images = rand(Rows, 1, Height, Width);
        float[] before = Values(images);

        float[] after = Values(RandomCrop(3, reflect: true).Apply(new Batch(images, zeros(Rows), null, Rows), new Random(3)).Features);

        var moves = new HashSet<(int, int)>();
        for (int row = 0; row < Rows; row++)
        {
            (int, int)[] fitting = [
                .. from dy in Enumerable.Range(-3, 7) from dx in Enumerable.Range(-3, 7) where Fits(row, dy, dx) select (dy, dx)];
            Assert.HasCount(1, fitting);
            moves.Add(fitting[0]);
        }

        Assert.IsGreaterThan(40, moves.Count);

        bool Fits(int row, int dy, int dx) => Enumerable.Range(0, Height * Width).All(i =>
            after[(row * Height * Width) + i]
            == before[(row * Height * Width) + (Mirrored((i / Width) + dy, Height) * Width) + Mirrored((i % Width) + dx, Width)]);
    }

    [TestMethod]
    public void Is_printed_with_its_border_and_without_as_before()
    {
        Assert.AreEqual("RandomCrop(padding: 2, reflect: true)", RandomCrop(2, reflect: true).ToString());
        Assert.AreEqual("RandomCrop(padding: 2)", RandomCrop(2).ToString());
    }

    [TestMethod]
    public void An_image_that_is_too_small_for_the_mirror_is_said_before_a_row_is_read()
    {
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable([new Picture(), new Picture { Label = true }]);

        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => ml.BinaryClassification.Trainers.NeuralNetwork(
            Chain(Flatten(), Output()), new NeuralNetworkOptions { Augmentation = [RandomCrop(2, reflect: true)] }).Fit(rows));

        StringAssert.Contains(fault.Message, "RandomCrop(padding: 2, reflect: true)");
        StringAssert.Contains(fault.Message, "at least 3 by 3");
        ml.BinaryClassification.Trainers.NeuralNetwork(
            Chain(Flatten(), Output()), new NeuralNetworkOptions { Epochs = 1, Augmentation = [RandomCrop(1, reflect: true)] }).Fit(rows);
    }

    private static int Mirrored(int place, int size) => place < 0 ? -place : place >= size ? (2 * (size - 1)) - place : place;

    private static float[] Values(Tensor tensor) => MemoryMarshal.Cast<byte, float>(tensor.contiguous().bytes).ToArray();

    private sealed class Picture
    {
        [VectorType(1, 2, 5)]
        public float[] Features { get; set; } = new float[10];

        public bool Label { get; set; }
    }
}
