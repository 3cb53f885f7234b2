using System.Security.Cryptography;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Synthetic;

namespace MLFlux.Tests.Pipelines.Synthetic;

[TestClass]
public sealed class HandwrittenDigitsTests
{
    /// <summary>Pinned: figures that people quote for these digits have to mean the same digits everywhere, for good.</summary>
    [TestMethod]
    public void The_bytes_of_a_seed_never_change()
    {
        (byte[] images, byte[] labels) = HandwrittenDigits.Draw(500, seed: 1);

        string hash = Convert.ToHexString(SHA256.HashData([.. images, .. labels]));

        Assert.AreEqual("FA474BC0BD8FF86031B160B7C3C1CFB5FDEEFC1C4900B3C3DF4B82B2C4CA0EE8", hash);
    }

    [TestMethod]
    public void A_digit_depends_on_its_seed_and_index_alone()
    {
        (byte[] many, byte[] manyLabels) = HandwrittenDigits.Draw(300, seed: 5);
        (byte[] some, byte[] someLabels) = HandwrittenDigits.Draw(40, seed: 5, firstIndex: 123);
        var alone = new byte[HandwrittenDigits.ImageSize];

        byte label = HandwrittenDigits.Draw(alone, index: 150, seed: 5);

        CollectionAssert.AreEqual(many[(123 * 784)..(163 * 784)], some);
        CollectionAssert.AreEqual(manyLabels[123..163], someLabels);
        CollectionAssert.AreEqual(many[(150 * 784)..(151 * 784)], alone);
        Assert.AreEqual(manyLabels[150], label);
    }

    [TestMethod]
    public void Another_seed_gives_other_digits_in_another_order()
    {
        (byte[] images, byte[] labels) = HandwrittenDigits.Draw(100, seed: 1);
        (byte[] others, byte[] otherLabels) = HandwrittenDigits.Draw(100, seed: 2);

        CollectionAssert.AreNotEqual(labels, otherLabels);
        Assert.AreEqual(200, images.Chunk(784).Concat(others.Chunk(784)).Select(Convert.ToHexString).Distinct().Count());
    }

    [TestMethod]
    public void Each_ten_hold_every_digit_once_in_an_order_of_their_own()
    {
        (_, byte[] labels) = HandwrittenDigits.Draw(1000, seed: 3);

        string[] orders = [.. labels.Chunk(10).Select(ten => string.Concat(ten))];

        foreach (string order in orders)
            Assert.AreEqual("0123456789", string.Concat(order.Order()));
        Assert.IsGreaterThan(95, orders.Distinct().Count());
    }

    [TestMethod]
    public void Every_stroke_lies_within_the_paper()
    {
        for (int index = 0; index < 3000; index++)
        {
            var random = new PenRandom(seed: 11, index);
            foreach (PenPoint point in Handwriting.Write(index % 10, ref random).SelectMany(stroke => stroke.Points))
            {
                Assert.IsGreaterThanOrEqualTo(0, point.X - point.HalfWidth, $"left of digit {index}");
                Assert.IsGreaterThanOrEqualTo(0, point.Y - point.HalfWidth, $"top of digit {index}");
                Assert.IsLessThanOrEqualTo(28, point.X + point.HalfWidth, $"right of digit {index}");
                Assert.IsLessThanOrEqualTo(28, point.Y + point.HalfWidth, $"bottom of digit {index}");
            }
        }
    }

    [TestMethod]
    public void Every_image_has_ink_and_mostly_paper()
    {
        (byte[] images, _) = HandwrittenDigits.Draw(1000, seed: 4);

        foreach (byte[] image in images.Chunk(784))
        {
            double ink = image.Count(pixel => pixel > 127) / 784.0;
            Assert.IsGreaterThan(0.015, ink);
            Assert.IsLessThan(0.45, ink);
        }
    }

    /// <summary>The mean image of a class says something of it, and far from all: otherwise the data are too hard or too easy.</summary>
    [TestMethod]
    public void The_nearest_mean_image_is_often_but_not_always_the_right_one()
    {
        (byte[] images, byte[] labels) = HandwrittenDigits.Draw(4000, seed: 6);
        var means = new double[10, 784];
        for (int row = 0; row < 3000; row++)
        {
            for (int i = 0; i < 784; i++)
                means[labels[row], i] += images[(row * 784) + i] / 300.0;
        }

        int right = Enumerable.Range(3000, 1000).Count(row => Nearest(means, images.AsSpan(row * 784, 784)) == labels[row]);

        Assert.IsGreaterThan(450, right);
        Assert.IsLessThan(850, right);
    }

    [TestMethod]
    public void The_view_has_the_columns_of_MNIST_and_the_digits_drawn()
    {
        (byte[] images, byte[] labels) = HandwrittenDigits.Draw(30, seed: 8, firstIndex: 70);

        IDataView view = new MLContext().Data.MakeHandwrittenDigits(30, seed: 8, firstIndex: 70);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Byte, 28, 28), view.Schema["Image"].Type);
        Assert.AreEqual(NumberDataViewType.Byte, view.Schema["Label"].Type);
        Assert.AreEqual(30, view.GetRowCount());
        CollectionAssert.AreEqual(images, view.GetColumn<byte[]>("Image").SelectMany(image => image).ToArray());
        CollectionAssert.AreEqual(labels, view.GetColumn<byte>("Label").ToArray());
    }

    [TestMethod]
    public void Wrong_numbers_are_refused()
    {
        Assert.ThrowsExactly<ArgumentException>(() => HandwrittenDigits.Draw(new byte[783], 0, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => HandwrittenDigits.Draw(new byte[784], -1, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => HandwrittenDigits.Draw(-1, 1));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => HandwrittenDigits.Draw(2, 1, firstIndex: int.MaxValue));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new MLContext().Data.MakeHandwrittenDigits(0));
    }

    private static int Nearest(double[,] means, ReadOnlySpan<byte> image)
    {
        int nearest = 0;
        double least = double.MaxValue;
        for (int digit = 0; digit < 10; digit++)
        {
            double distance = 0;
            for (int i = 0; i < image.Length; i++)
                distance += Math.Pow(image[i] - means[digit, i], 2);
            if (distance < least)
                (nearest, least) = (digit, distance);
        }

        return nearest;
    }
}
