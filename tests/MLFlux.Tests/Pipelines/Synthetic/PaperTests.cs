using MLFlux.Synthetic;

namespace MLFlux.Tests.Pipelines.Synthetic;

[TestClass]
public sealed class PaperTests
{
    /// <summary>A line with round ends covers 2 r l + π r² of the paper; the soft edge takes away as much as it adds.</summary>
    [TestMethod]
    [DataRow(6f, 14f, 22f, 14f)]
    [DataRow(14.3f, 5f, 14.3f, 23f)]
    [DataRow(7f, 8f, 20.5f, 21f)]
    public void Ink_covers_as_much_as_the_line(float x0, float y0, float x1, float y1)
    {
        const double Radius = 2;
        var pixels = new byte[784];
        double length = Math.Sqrt(Math.Pow(x1 - x0, 2) + Math.Pow(y1 - y0, 2));
        PenRandom random = CleanSheet();

        Paper.Draw([new PenStroke([new PenPoint(x0, y0, (float)Radius), new PenPoint(x1, y1, (float)Radius)])], pixels, ref random);

        double covered = pixels.Sum(pixel => pixel) / (double)pixels.Max();
        double expected = (2 * Radius * length) + (Math.PI * Radius * Radius);
        Assert.AreEqual(expected, covered, 0.02 * expected);
    }

    [TestMethod]
    public void Far_from_the_line_the_paper_is_blank_and_on_it_the_ink_is_full()
    {
        var pixels = new byte[784];
        PenRandom random = CleanSheet();

        Paper.Draw([new PenStroke([new PenPoint(4, 14.5f, 1.5f), new PenPoint(24, 14.5f, 1.5f)])], pixels, ref random);

        Assert.AreEqual(pixels.Max(), pixels[(14 * 28) + 14]);
        Assert.IsGreaterThan(185, pixels[(14 * 28) + 14]);
        for (int row = 0; row < 28; row++)
        {
            if (Math.Abs(row - 14) > 3)
                Assert.IsTrue(pixels.AsSpan(row * 28, 28).IndexOfAnyExcept((byte)0) < 0, $"row {row}");
        }
    }

    /// <summary>A stream whose third number, the grain of the paper, is next to nothing.</summary>
    private static PenRandom CleanSheet()
    {
        for (int stream = 0; ; stream++)
        {
            var random = new PenRandom(0, stream);
            random.Uniform();
            random.Uniform();
            if (random.Uniform() < 0.02)
                return new PenRandom(0, stream);
        }
    }
}
