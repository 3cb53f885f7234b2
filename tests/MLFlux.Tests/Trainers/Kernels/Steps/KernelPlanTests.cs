using System.Runtime.InteropServices;
using MLFlux.Construction;
using MLFlux.Kernels;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Kernels;

/// <summary>A plan has the steps of a network in their places, and is there only where each layer has its steps.</summary>
[TestClass]
public sealed class KernelPlanTests
{
    [TestMethod]
    public void Steps_say_their_shapes_and_where_their_weights_begin()
    {
        Layer network = Chain(
            ("rows", Flatten()),
            ("hidden", Chain(Dense(5, Relu), Activate(Activation.Tanh))),
            ("narrow", Dense(3, bias: false)),
            ("head", Dense(2)));
        KernelPlan plan = KernelPlan.TryCreate(network, new Shape(2, 4), isTraining: true)!;

        string[] places = [.. plan.Steps.Select(step =>
            $"{step.Site.Path} {step.Site.Input} {step.Output} {step.Site.Start} {step.Site.FirstParameter} {step.Cost}")];
        CollectionAssert.AreEqual(
            new[] { "hidden.0. 8 5 0 0 40", "hidden.1. 5 5 45 2 5", "narrow. 5 3 45 2 15", "head. 3 2 60 3 6" }, places);
    }

    [TestMethod]
    public void A_layer_without_a_step_leaves_the_network_to_libtorch()
    {
        foreach (bool isTraining in (bool[])[false, true])
        {
            Assert.IsNull(KernelPlan.TryCreate(Chain(Dense(4), LayerNorm(), Dense(2)), new Shape(3), isTraining));
            Assert.IsNull(KernelPlan.TryCreate(Dense(4), new Shape(2, 3), isTraining), "a sequence");
            Assert.IsNull(KernelPlan.TryCreate(Flatten(), new Shape(2, 3), isTraining), "nothing to compute");
            Assert.IsNull(KernelPlan.TryCreate(Chain(Dense(4), WeightNorm(Dense(2))), new Shape(3), isTraining));
        }
    }

    [TestMethod]
    public void Other_dropout_is_a_step_of_scoring_alone()
    {
        Layer network = Chain(Dense(4), AlphaDropout(0.5));

        Assert.IsNotNull(KernelPlan.TryCreate(network, new Shape(3), isTraining: false));
        Assert.IsNull(KernelPlan.TryCreate(network, new Shape(3), isTraining: true));
    }

    [TestMethod]
    public void An_activation_whose_value_does_not_tell_the_slope_is_a_step_of_its_own_in_training()
    {
        // Without vectors, libtorch trains what has a normalisation.
        foreach (Layer layer in LaneWidth.IsFast ? (Layer[])[Dense(4, Gelu), BatchNorm(Swish)] : [Dense(4, Gelu)])
        {
            Assert.HasCount(1, KernelPlan.TryCreate(Chain(Dense(3), layer), new Shape(3), isTraining: false)!.Steps.Skip(1));
            var steps = KernelPlan.TryCreate(Chain(Dense(3), layer), new Shape(3), isTraining: true)!.Steps;
            Assert.HasCount(3, steps);
            Assert.IsInstanceOfType<ActivateStep>(steps[2]);
            Assert.AreEqual(steps[1].Site.After(layer).Start, steps[2].Site.Start);
        }

        Assert.HasCount(1, KernelPlan.TryCreate(Dense(4, LeakyRelu()), new Shape(3), isTraining: true)!.Steps);
    }

    [TestMethod]
    public void Dropout_of_nothing_is_no_step() => Assert.HasCount(
        1, KernelPlan.TryCreate(Chain(Dense(4), Dropout(0)), new Shape(3), isTraining: true)!.Steps);

    [TestMethod]
    public void Members_have_a_step_for_all_of_them_with_their_weights_one_after_another()
    {
        Layer network = Chain(PiecewiseLinear(2, passing: [3..]), Members(4, Chain(Dense(5, Relu), Dropout(0.1), Dense(2))));
        KernelPlan plan = KernelPlan.TryCreate(network, new Shape(7), isTraining: true)!;

        string[] places = [.. plan.Steps.Select(step =>
            $"{step.Site.Path} {step.Site.Input} {step.Width} {step.Site.Start} {step.Site.FirstParameter}")];
        CollectionAssert.AreEqual(
            new[]
            {
                "0. 7 10 0 0", "1.network.0. 10 20 0 0", "1.network.1. 5 20 130 4", "1.network.2. 5 8 130 4",
            },
            places);
        Assert.AreEqual(4, plan.Members);
    }

    [TestMethod]
    public void Convolutions_of_other_kinds_are_left_to_libtorch()
    {
        foreach (bool isTraining in (bool[])[false, true])
        {
            Assert.IsNull(KernelPlan.TryCreate(ConvTranspose((3, 3), 4), new Shape(2, 20, 20), isTraining));
            foreach (Layer network in (Layer[])[Conv((3, 3, 3), 4), MaxPool((2, 2, 2)), GlobalMeanPool()])
                Assert.IsNull(KernelPlan.TryCreate(network, new Shape(2, 8, 8, 8), isTraining), $"{network} of a volume");
            Assert.IsNull(KernelPlan.TryCreate(Conv((3, 3), 4), new Shape(2, 4000, 4000), isTraining), "large images");
            Assert.IsNull(KernelPlan.TryCreate(Conv(3, 512, padding: 30_000), new Shape(8, 20), isTraining), "a large border");
            Assert.IsNull(KernelPlan.TryCreate(Conv(32_000, 2), new Shape(1, 100_000), isTraining), "a large window");
        }

    }

    [TestMethod]
    public void Convolutions_and_pools_have_steps_for_blocks_and_the_plain_ones_for_rows()
    {
        foreach ((Layer network, bool scoresRows) in new (Layer, bool)[]
        {
            (Conv((3, 3), 4), true), (MaxPool((2, 2)), true), (Conv((3, 3), 4, stride: 2), false),
            (Conv((3, 3), 4, padding: Padding.Same), false), (Conv((3, 3), 4, dilation: 2), false), (Conv((3, 18), 4), false),
            (Conv((3, 3), 4, groups: 2), false), (DepthwiseConv((3, 3)), false),
            (MaxPool((2, 2), padding: 1), false), (MeanPool((2, 2)), false), (GlobalMeanPool(), false), (GlobalMaxPool(), false),
        })
        {
            KernelStep step = KernelPlan.TryCreate(network, new Shape(2, 20, 20), isTraining: false)!.Steps.Single();
            Assert.IsTrue(step is ILaneStep { IsForLanes: true }, $"{network}");
            Assert.AreEqual(scoresRows, step.ScoresRows, $"{network}");
        }

        var site = new StepSite("", new Shape(64, 20, 20), Start: 0, FirstParameter: 0, IsTraining: false);
        KernelStep wide = StepTable.TryPlan(Conv((3, 3), 4), site)!.Single();
        Assert.IsFalse(wide.ScoresRows, "many channels");
        Assert.AreEqual(64 * 9 * 4 * 18 * 18, wide.Cost);
    }

    [TestMethod]
    public void Scoring_has_a_normalisation_in_the_convolution_before_it()
    {
        var shape = new Shape(2, 9, 9);
        foreach ((Layer network, int inTraining, int inScoring) in new (Layer, int, int)[]
        {
            (Chain(Conv((3, 3), 4), BatchNorm(Relu), Conv((3, 3), 4, bias: false), Chain(BatchNorm(), Activate(Relu))), 5, 3),
            (Chain(Conv((3, 3), 4, Relu), BatchNorm()), 2, 2),
            (Chain(Conv((3, 3), 4), BatchNorm(), BatchNorm()), 3, 2),
        })
        {
            KernelPlan? training = KernelPlan.TryCreate(network, shape, isTraining: true);
            Assert.AreEqual(LaneWidth.IsFast ? inTraining : null, training?.Steps.Count);
            Assert.HasCount(inScoring, KernelPlan.TryCreate(network, shape, isTraining: false)!.Steps);
        }
    }

    [TestMethod]
    public void Row_steps_give_what_the_module_gives()
    {
        foreach ((Layer network, Shape shape) in new (Layer, Shape)[]
        {
            (Chain(Flatten(), Dense(19, Gelu), Dropout(0.3), Dense(7, Relu)), new Shape(3, 7)),
            (Chain(Flatten(), Activate(Relu), Dense(600, bias: false), AlphaDropout(0.5), Dense(3), Activate(Mish)), new Shape(3, 7)),
            (Chain(Flatten(), Chain(Dense(5, Activation.Tanh), Activate(Activation.Sigmoid)), Dense(40, Softplus)), new Shape(3, 7)),
            (Chain(
                Conv((5, 5), 6, Relu), MaxPool((2, 2)), Conv((5, 5), 16, Relu), MaxPool((2, 2)), Flatten(), Dense(120, Relu), Dense(10)),
                new Shape(1, 28, 28)),
            (Chain(Conv((2, 3), 5, bias: false), BatchNorm(Gelu), Flatten(), BatchNorm(affine: false), Dense(2)), new Shape(2, 5, 12)),
            (Chain(Standardize(), Conv((2, 3), 5), Flatten(), Standardize(), Dense(2)), new Shape(2, 5, 12)),
            (Chain(Conv((1, 3), 5, Gelu, bias: false), Conv((4, 2), 3), MaxPool((3, 2), stride: 1), Flatten(), Dense(2)),
                new Shape(3, 9, 17)),
            (PiecewiseLinear(5, passing: [2..4]), new Shape(7)),
            (EntityEmbedding(0..4, 5..9), new Shape(11)),
            (EntityEmbedding(3, 1..4, 4..6), new Shape(7)), // A column of several slots on, and one of none.
            (Chain(EntityEmbedding(6..9), PiecewiseLinear(16),
                Members(4, Chain(Dense(21, Relu), Dropout(0.1), Dense(13, Gelu), Dense(3)))), new Shape(9)),
            (Members(3, Dense(2, Activation.Tanh)), new Shape(600)),
            (Chain(Members(3, Chain(Dense(5, bias: false), Activate(Mish))), Dense(4)), new Shape(7)),
            (Members(2, Chain(Dense(5), Dense(9, bias: false))).Averaging(MemberMean.Probabilities), new Shape(7)),
            (Members(5, Chain(Dense(5), Dense(2))).Averaging(MemberMean.Logits), new Shape(7)),
            (Ensemble(Dense(3), Chain(Dense(4, Relu), Members(2, Dense(3)))), new Shape(7)),
        })
        {
            using BuiltNetwork built = NetworkBuilder.Build(network, shape, seed: 2);
            built.Module.eval();
            FillBuffers(built.Module);
            foreach (BatchNormModule norm in built.Module.modules().OfType<BatchNormModule>())
                norm.RunningVariances.Fill(0.3f);
            Dictionary<string, float[]> weights = built.Module.named_parameters().Select(p => (p.name, (Tensor)p.parameter))
                .Concat(built.Module.named_buffers().Select(b => (b.name, b.buffer)))
                .ToDictionary(p => p.name, p => p.Item2.data<float>().ToArray());
            float[] row = [.. Enumerable.Range(0, shape.Size).Select(i => i % 3 == 0 ? 0 : ((i * 7 % 31) - 10) / 8f)];

            ReadOnlySpan<float> values = row;
            foreach (KernelStep step in KernelPlan.TryCreate(network, shape, isTraining: false)!.Steps)
            {
                RowStep rows = step.ForRows(name => weights[name]);
                Assert.AreEqual(step.Width, rows.Outputs);
                var results = new float[rows.PaddedOutputs];
                rows.Run(values, results);
                values = results.AsSpan(0, rows.Outputs);
            }

            using DisposeScope scope = NewDisposeScope();
            using var noGradients = no_grad();
            Tensor expected = built.Module.call(tensor(row).view(shape.Batch(1)));
            Weights.AssertClose(expected.data<float>().ToArray(), values.ToArray(), 1e-5);
        }
    }

    /// <summary>Bins of several widths, one of none, as preparation gives them.</summary>
    private static void FillBuffers(nn.Module module)
    {
        foreach ((string _, Tensor buffer) in module.named_buffers())
        {
            Span<float> values = MemoryMarshal.Cast<byte, float>(buffer.bytes);
            for (int i = 0; i < values.Length; i++)
                values[i] = (i % 5) - 1.5f;
        }
    }
}
