using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>What every layer keeps to; the rows are <see cref="LayerCases"/>.</summary>
[TestClass]
public sealed class LayerContractTests
{
    private const int BatchRows = 3;

    [TestMethod]
    public void Every_layer_is_in_the_list()
    {
        var listed = LayerCases.All.Select(row => row.Layer.GetType()).ToHashSet();

        // A graph is written by a file, and each of its operators has a row in OperatorCases.
        foreach (Type type in typeof(Layer).Assembly.GetTypes().Where(type => type.IsPublic && type.IsSubclassOf(typeof(Layer))
            && !type.IsAbstract && type != typeof(GraphLayer)))
            Assert.Contains(type, listed, $"{type.Name} has no row in {nameof(LayerCases)}.");
    }

    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void Is_printed_as_it_is_written(int row) =>
        Assert.AreEqual(LayerCases.All[row].Printed.ReplaceLineEndings("\n"), LayerCases.All[row].Layer.ToString());

    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void Comes_back_from_JSON(int row)
    {
        Layer layer = LayerCases.All[row].Layer;
        Layer read = NetworkJson.Read(NetworkJson.Write(layer));
        Assert.AreEqual(layer, read);
        Assert.AreEqual(layer.GetHashCode(), read.GetHashCode());
        Assert.AreNotSame(layer, read);
    }

    [TestMethod]
    public void Layers_that_are_written_differently_are_not_equal()
    {
        foreach (LayerCase one in LayerCases.All)
        {
            foreach (LayerCase other in LayerCases.All.Where(other => other.Printed != one.Printed))
                Assert.AreNotEqual(one.Layer, other.Layer);
        }
    }

    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void Promises_the_shape_and_the_parameters_that_its_module_has(int row)
    {
        LayerCase expected = LayerCases.All[row];
        Assert.AreEqual(expected.Output, expected.Layer.OutputShape(expected.Input));
        IReadOnlyList<ParameterDeclaration> declared = expected.Layer.Parameters(expected.Input);
        Assert.AreEqual(expected.Parameters, string.Join(", ", declared.Select(p => $"{p.Name} {p.Shape}")));

        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = expected.Layer.Build(expected.Input);
        Assert.IsTrue(module.training);
        Tensor output = module.call(expected.Batch(1, BatchRows));
        CollectionAssert.AreEqual(expected.Output.Batch(BatchRows), output.shape);
        Assert.AreEqual(Describe(declared.Where(p => p.IsLearned)), Describe(module.named_parameters()));
        Assert.AreEqual(
            Describe(declared.Where(p => !p.IsLearned)),
            Describe(module.named_buffers()));
        Assert.AreEqual(
            module.parameters().Sum(p => p.numel()), expected.Layer.ParameterCount(expected.Input));
    }

    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void Computes_what_TorchSharps_own_module_does(int row)
    {
        LayerCase expected = LayerCases.All[row];
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = expected.Layer.Build(expected.Input, seed: 3);
        using nn.Module<Tensor, Tensor> reference = expected.Reference();
        using (no_grad())
        {
            foreach ((Tensor to, Tensor from) in reference.parameters().Zip(module.parameters()))
                to.copy_(from);
        }

        if (!expected.IsRandom)
        {
            // Twice, so that running means differ from their first values and from those of one batch.
            for (int batch = 0; batch < 2; batch++)
            {
                Tensor x = expected.Batch(batch, BatchRows);
                Numbers.AreClose(reference.call(x), module.call(x), 1e-5, "in training");
            }
        }

        module.eval();
        reference.eval();
        Tensor input = expected.Batch(5, BatchRows);
        Numbers.AreClose(reference.call(input), module.call(input), 1e-5, "after training");
    }

    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void Has_the_gradients_that_differences_have(int row)
    {
        LayerCase expected = LayerCases.All[row];
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = expected.Layer.Build(expected.Input, seed: 4);
        module.to(ScalarType.Float64);
        module.train(!expected.IsRandom);
        Tensor input = expected.Batch(6, BatchRows, ScalarType.Float64).requires_grad_();
        Tensor direction = Numbers.Normal(7, ScalarType.Float64, expected.Output.Batch(BatchRows));
        Tensor Slope() => (module.call(input) * direction).sum();

        Slope().backward();
        IEnumerable<Tensor> variables = module.parameters();
        foreach (Tensor variable in expected.Levels > 0 ? variables : variables.Prepend(input)) // An index has no slope.
        {
            double[] differences = Numbers.Differences(variable, () => Slope().item<double>());
            Numbers.AreClose(differences, variable.grad!.ToDoubles(), 1e-6, expected.Printed);
        }
    }

    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void Has_weights_that_follow_from_the_seed(int row)
    {
        LayerCase expected = LayerCases.All[row];
        double[] one = Weights(expected, seed: 1);
        CollectionAssert.AreEqual(one, Weights(expected, seed: 1));
        if (expected.Layer.Parameters(expected.Input)
            .Any(p => p.Name.Contains("weight", StringComparison.Ordinal) && p.Initializer != Initializers.Ones))
            CollectionAssert.AreNotEqual(one, Weights(expected, seed: 2));
    }

    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void Leaves_libtorchs_generator_alone_and_no_tensor_behind(int row)
    {
        LayerCase expected = LayerCases.All[row];
        using Tensor before = torch.random.get_rng_state();
        UseAndDispose(expected); // Once before counting: what TorchSharp keeps for good is then there.
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        UseAndDispose(expected);
        Assert.AreEqual(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        using Tensor after = torch.random.get_rng_state();
        Assert.IsTrue(before.equal(after).all().item<bool>());
    }

    private static void UseAndDispose(LayerCase row)
    {
        using nn.Module<Tensor, Tensor> module = row.Layer.Build(row.Input);
        using Tensor input = row.Batch(1, BatchRows);
        input.requires_grad_();
        using Tensor output = module.call(input);
        using Tensor sum = output.sum();
        sum.backward();
        module.eval();
        using Tensor scored = module.call(input);
    }

    private static double[] Weights(LayerCase row, int seed)
    {
        using nn.Module<Tensor, Tensor> module = row.Layer.Build(row.Input, seed);
        return [.. module.parameters().SelectMany(p => p.ToDoubles())];
    }

    private static string Describe(IEnumerable<ParameterDeclaration> declarations) =>
        string.Join(", ", declarations.Select(p => $"{p.Name} {p.Shape}"));

    private static string Describe<T>(IEnumerable<(string Name, T Tensor)> tensors)
        where T : Tensor =>
        string.Join(", ", tensors.Select(t => $"{t.Name} {string.Join('×', t.Tensor.shape)}"));
}
