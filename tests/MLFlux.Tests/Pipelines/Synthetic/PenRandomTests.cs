using MLFlux.Synthetic;

namespace MLFlux.Tests.Pipelines.Synthetic;

[TestClass]
public sealed class PenRandomTests
{
    private const int Draws = 200_000;

    [TestMethod]
    public void Uniform_numbers_fill_their_range_evenly()
    {
        var random = new PenRandom(1, 0);
        var bins = new int[20];
        for (int i = 0; i < Draws; i++)
            bins[(int)(20 * random.Uniform())]++;

        foreach (int count in bins)
            Assert.AreEqual(Draws / 20.0, count, 500); // five standard deviations
    }

    [TestMethod]
    public void Normal_numbers_have_mean_0_and_variance_1()
    {
        var random = new PenRandom(2, 0);
        double[] numbers = new double[Draws];
        for (int i = 0; i < Draws; i++)
            numbers[i] = random.Normal();

        Assert.AreEqual(0, numbers.Average(), 0.012);
        Assert.AreEqual(1, numbers.Average(x => x * x), 0.015);
        Assert.IsLessThanOrEqualTo(Math.Sqrt(12), numbers.Max(Math.Abs));
    }

    [TestMethod]
    public void Whole_numbers_are_as_frequent_as_each_other()
    {
        var random = new PenRandom(3, 0);
        var counts = new int[3];
        for (int i = 0; i < Draws; i++)
            counts[random.Below(3)]++;

        foreach (int count in counts)
            Assert.AreEqual(Draws / 3.0, count, 1100);
    }

    [TestMethod]
    public void Neighbouring_streams_have_nothing_in_common()
    {
        double product = 0;
        for (int stream = 0; stream < 20_000; stream++)
        {
            var one = new PenRandom(7, stream);
            var next = new PenRandom(7, stream + 1);
            product += (one.Uniform() - 0.5) * (next.Uniform() - 0.5);
        }

        Assert.AreEqual(0, product / 20_000, 5 / 12.0 / Math.Sqrt(20_000));
    }
}
