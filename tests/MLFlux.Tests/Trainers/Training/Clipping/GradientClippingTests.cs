using MLFlux.Tests.Construction;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Tests.Training;

/// <summary>Gradients are clipped as TorchSharp clips them, and the type list is whole.</summary>
[TestClass]
public sealed class GradientClippingTests
{
    private static readonly GradientClipping[] All = [GradientClipping.ByValue(0.5), GradientClipping.ByGlobalNorm(0.5)];

    [TestMethod]
    public void Every_clipping_is_in_the_list()
    {
        var listed = All.Select(clipping => clipping.GetType()).ToHashSet();
        foreach (Type type in typeof(GradientClipping).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(GradientClipping))))
            Assert.Contains(type, listed, $"{type.Name} has no row.");
    }

    [TestMethod]
    [DataRow(0.001)]
    [DataRow(0.5)]
    [DataRow(100)]
    public void By_value_and_by_norm_as_TorchSharp_does(double limit)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (bool byNorm in (bool[])[false, true])
        {
            var parameter = new Parameter(zeros(37)) { grad = Numbers.Normal(1, ScalarType.Float32, 37) };
            Tensor gradients = parameter.grad!.clone();
            if (byNorm)
                nn.utils.clip_grad_norm_([parameter], limit);
            else
                nn.utils.clip_grad_value_([parameter], limit);

            (byNorm ? GradientClipping.ByGlobalNorm(limit) : GradientClipping.ByValue(limit)).Apply(gradients);
            Numbers.AreClose(parameter.grad, gradients, 1e-5);
        }
    }

    [TestMethod]
    public void Leaves_no_tensor_behind()
    {
        using Tensor gradients = ones(5);
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        foreach (GradientClipping clipping in All)
            clipping.Apply(gradients);
        Assert.AreEqual(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    public void Is_printed_as_it_is_written_and_refuses_a_wrong_limit()
    {
        CollectionAssert.AreEqual(new[] { "ByValue(0.5)", "ByGlobalNorm(0.5)" }, All.Select(clipping => clipping.ToString()).ToArray());
        Assert.AreEqual("limit", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => GradientClipping.ByValue(0)).ParamName);
        Assert.AreEqual(
            "limit", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => GradientClipping.ByGlobalNorm(double.NaN)).ParamName);
    }
}
