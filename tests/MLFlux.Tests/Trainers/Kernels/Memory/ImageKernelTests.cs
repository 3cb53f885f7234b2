using MLFlux.Kernels;
using MLFlux.Native;
using MLFlux.Tests.Support;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Kernels;

/// <summary>Convolutions and pools of images are libtorch's, on shapes at random.</summary>
[TestClass]
public sealed class ImageKernelTests
{
    private const int Shapes = 100;

    [TestMethod]
    public void Convolutions_are_those_of_libtorch()
    {
        Libtorch.Load();
        var random = new Random(1);
        for (int i = 0; i < Shapes; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            int channels = random.Next(1, 6), filters = random.Next(1, 8);
            int kernelHeight = random.Next(1, 6), kernelWidth = random.Next(1, 6);
            int outputHeight = random.Next(1, 12), outputWidth = random.Next(8, 29);
            int height = outputHeight + kernelHeight - 1, width = outputWidth + kernelWidth - 1;
            float[] x = Numbers(random, channels * height * width);
            float[] weight = Numbers(random, filters * channels * kernelHeight * kernelWidth);
            float[] bias = i % 3 == 0 ? [] : Numbers(random, filters);
            var y = new float[filters * outputHeight * outputWidth];

            Assert.IsTrue(ConvolutionKernel.Takes(outputWidth));
            new ConvolutionKernel(weight, bias, channels, height, width, filters, kernelHeight, kernelWidth).Run(x, y);

            Tensor expected = nn.functional.conv2d(
                tensor(x).view(1, channels, height, width),
                tensor(weight).view(filters, channels, kernelHeight, kernelWidth),
                bias.Length == 0 ? null : tensor(bias));
            Weights.AssertClose(expected.data<float>().ToArray(), y, 1e-5);
        }
    }

    [TestMethod]
    public void Memory_of_another_size_than_the_image_is_refused()
    {
        var kernel = new ConvolutionKernel(
            new float[9], [], channels: 1, height: 12, width: 12, filters: 1, kernelHeight: 3, kernelWidth: 3);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => kernel.Run(new float[143], new float[100]));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => kernel.Run(new float[144], new float[99]));
    }

    [TestMethod]
    public void Pools_are_those_of_libtorch()
    {
        Libtorch.Load();
        var random = new Random(2);
        for (int i = 0; i < Shapes; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            int channels = random.Next(1, 5), windowHeight = random.Next(1, 5), windowWidth = random.Next(1, 5);
            int height = windowHeight + random.Next(0, 12), width = windowWidth + random.Next(0, i == 0 ? 2000 : 20);
            int strideY = random.Next(1, 4), strideX = random.Next(1, 4);
            float[] x = Numbers(random, channels * height * width);
            x[random.Next(x.Length)] = float.NaN;

            Tensor expected = nn.functional.max_pool2d(
                tensor(x).view(1, channels, height, width), [windowHeight, windowWidth], [strideY, strideX]);
            var y = new float[expected.numel()];
            new MaxPoolKernel(channels, height, width, windowHeight, windowWidth, strideY, strideX).Run(x, y);

            CollectionAssert.AreEqual(expected.data<float>().ToArray(), y);
        }
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
}
