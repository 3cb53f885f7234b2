using Microsoft.ML;
using MLFlux.Tests.Construction;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Testing;

/// <summary>A layer of an application's own could break what networks promise, and nothing said so.</summary>
[TestClass]
[DoNotParallelize] // Modules of others draw from libtorch's generator, which the process shares.
public sealed class NetworkContractTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_rows = Examples.View(s_ml, Examples.Make(60));

    [TestMethod]
    public void MLFluxs_own_layers_keep_all_six_promises()
    {
        IReadOnlyList<PromiseResult> results = Check(Chain(Dense(8, Tanh), Dropout(0.2), Output()));
        Assert.HasCount(6, results);
        foreach (PromiseResult result in results)
            Assert.AreEqual(PromiseOutcome.Kept, result.Outcome, result.ToString());
    }

    [TestMethod]
    public void A_module_layer_keeps_them_but_has_no_form_in_ONNX()
    {
        OwnMlp.Register();
        NetworkContract.Verify(Trainer(Chain(new OwnMlp(6, 5, Dropout: 0.3, Normalizes: true), Output())), s_rows);
        PromiseResult[] others = [.. Check(Chain(new OwnMlp(6, 5), Output())).Where(result => result.Outcome != PromiseOutcome.Kept)];
        Assert.AreEqual(PromiseOutcome.NotApplicable, others.Single().Outcome);
        StringAssert.Contains(others[0].Promise, "ONNX");
        StringAssert.Contains(others[0].Detail, nameof(OwnMlp));
    }

    [TestMethod]
    [DataRow(Fault.Random, "Two fits of one seed")]
    [DataRow(Fault.Unwritten, "saved and loaded")]
    [DataRow(Fault.MixesRows, "does not change the scores of others")]
    public void Each_fault_of_a_layer_breaks_its_promise(Fault fault, string promise)
    {
        s_ml.RegisterLayer(_ => new Faulty(Fault.None));
        string message = Assert.ThrowsExactly<BrokenPromiseException>(() =>
            NetworkContract.Verify(Trainer(Chain(new Faulty(fault), Dense(4, Tanh), Output())), s_rows)).Message;
        StringAssert.Contains(message, promise);
        StringAssert.StartsWith(message, "BROKEN: ");
    }

    [TestMethod]
    public void A_layer_without_a_fault_breaks_none()
    {
        s_ml.RegisterLayer(_ => new Faulty(Fault.None));
        NetworkContract.Verify(Trainer(Chain(new Faulty(Fault.None), Dense(4, Tanh), Output())), s_rows);
    }

    [TestMethod]
    public void A_layer_that_is_not_registered_breaks_the_promise_of_loading_and_is_named() => StringAssert.Contains(
        Assert.ThrowsExactly<BrokenPromiseException>(() => NetworkContract.Verify(Trainer(Chain(new Unknown(), Output())), s_rows)).Message,
        "RegisterLayer<Unknown>");

    private static IReadOnlyList<PromiseResult> Check(Layer network) => NetworkContract.Check(Trainer(network), s_rows);

    private static Func<NeuralNetworkOptions, IEstimator<NeuralNetworkTransformer>> Trainer(Layer network) =>
        options => s_ml.Regression.Trainers.NeuralNetwork(network, options with { LabelColumnName = "Amount", BatchSize = 16 });

    /// <summary>What is wrong with a layer.</summary>
    public enum Fault
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>It draws numbers that no seed decides, also when it scores.</summary>
        Random,

        /// <summary>Its settings are not written, so that another layer is read.</summary>
        Unwritten,

        /// <summary>It takes the mean of a batch away, also when it scores.</summary>
        MixesRows,
    }

    private sealed record Faulty(Fault Fault) : ModuleLayer
    {
        public override Shape OutputShape(Shape input) => input;

        protected override nn.Module<Tensor, Tensor> CreateModule(Shape input) => new Module(Fault);

        private sealed class Module(Fault fault) : nn.Module<Tensor, Tensor>(nameof(Faulty))
        {
            private static readonly System.Random s_random = new();

            public override Tensor forward(Tensor input)
            {
                using Tensor number = tensor(fault == Fault.Random ? s_random.NextSingle() : 2f);
                return fault switch
                {
                    Fault.None => input.clone(),
                    Fault.Random or Fault.Unwritten => input.mul(number),
                    Fault.MixesRows => input.sub(input.mean([0L], keepdim: true)),
                };
            }
        }
    }

    private sealed record Unknown : ModuleLayer
    {
        public override Shape OutputShape(Shape input) => input;

        protected override nn.Module<Tensor, Tensor> CreateModule(Shape input) => nn.Identity();
    }
}
