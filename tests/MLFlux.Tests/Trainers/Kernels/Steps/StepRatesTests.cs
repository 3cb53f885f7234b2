using MLFlux.Kernels;
using static MLFlux.Layers;

namespace MLFlux.Tests.Kernels;

/// <summary>Which networks are whose follows from the table alone: the shape of each convolution and the width of vectors.</summary>
[TestClass]
public sealed class StepRatesTests
{
    private const long Many = 1 << 20;

    [TestMethod]
    [DataRow(16, true, true, true)]
    [DataRow(8, true, true, true)]
    [DataRow(4, false, false, true)]
    public void Many_weights_over_few_places_and_long_sums_in_wide_vectors_are_libtorchs(
        int lanes, bool manyWeights, bool longSums, bool fewChannelsAreOwn)
    {
        Assert.AreEqual(manyWeights, StepRates.OfConvolution(lanes, Many, products: 4608, places: 16) < 1);
        Assert.AreEqual(longSums, StepRates.OfConvolution(lanes, 147_456, products: 1152, places: 64) < 1);
        Assert.AreEqual(fewChannelsAreOwn, StepRates.OfConvolution(lanes, 150, products: 25, places: 576) > 1);
    }

    [TestMethod]
    public void Every_convolution_has_a_row_in_each_width()
    {
        foreach (int lanes in (int[])[4, 8, 16])
        {
            foreach (long products in (long[])[1, 255, 256, 100_000])
            {
                foreach (long places in (long[])[1, 4, 5, 16, 17, 1_000_000])
                {
                    double few = StepRates.OfConvolution(lanes, products, products, places);
                    Assert.IsInRange(0.3, 3, few);
                    Assert.IsInRange(0.3, 3, StepRates.OfConvolution(lanes, Many, products, places));
                }
            }
        }
    }

    [TestMethod]
    public void What_a_pool_saves_makes_up_for_long_sums()
    {
        Layer convolution = Conv((3, 3), 128, padding: 1);
        Assert.AreEqual(LaneWidth.Most > 4, IsLibtorchs(convolution, new Shape(128, 8, 8)));
        Assert.IsFalse(IsLibtorchs(Chain(MaxPool((2, 2)), convolution), new Shape(128, 16, 16)));
        foreach (Layer between in (Layer[])[MaxPool((2, 2)), MeanPool((2, 2)), BatchNorm()])
            Assert.IsFalse(IsLibtorchs(Chain(between), new Shape(128, 16, 16)), $"{between}");

        static bool IsLibtorchs(Layer network, Shape shape)
        {
            var site = new StepSite("", shape, Start: 0, FirstParameter: 0, IsTraining: true);
            IReadOnlyList<KernelStep> steps = StepTable.TryPlan(network, site)!;
            return steps.Sum(step => step.LibtorchTime) <= steps.Sum(step => step.OwnTime);
        }
    }

    [TestMethod]
    public void A_network_is_of_the_side_that_the_sum_of_its_layers_is_of()
    {
        foreach (bool isTraining in (bool[])[false, true])
        {
            Layer deep = Conv((3, 3), 512, padding: 1), shallow = Conv((3, 3), 32, padding: 1);
            foreach ((Layer network, Shape shape) in new (Layer, Shape)[]
            {
                (deep, new(512, 4, 4)), (SkipConnection(deep), new(512, 4, 4)), (shallow, new(3, 32, 32)),
                (Chain(shallow, MaxPool((8, 8)), Conv((3, 3), 512, padding: 1), deep), new(3, 32, 32)),
                (Chain(shallow, shallow, MaxPool((8, 8)), Conv((1, 1), 512)), new(3, 32, 32)),
            })
            {
                IReadOnlyList<KernelStep> steps =
                    StepTable.TryPlan(network, new StepSite("", shape, Start: 0, FirstParameter: 0, isTraining))!;
                bool isOwn = steps.Sum(step => step.LibtorchTime) >= steps.Sum(step => step.OwnTime);
                KernelPlan? plan = KernelPlan.TryCreate(network, shape, isTraining);
                Assert.AreEqual(isOwn && (LaneWidth.IsFast || !isTraining), plan is not null, $"{network}");
            }
        }

        Assert.IsNotNull(KernelPlan.TryCreate(Conv((3, 3), 32, padding: 1), new Shape(3, 32, 32), isTraining: false));
    }
}
