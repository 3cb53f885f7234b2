using System.Text.Json.Nodes;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Models;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>Layers of an application's own, computed by its TorchSharp modules.</summary>
[TestClass]
public sealed class ModuleLayerTests
{
    private static readonly Example[] s_rows = Examples.Make(45);

    [TestMethod]
    public void Learns_what_the_module_learns_in_TorchSharps_own_loop()
    {
        const int Epochs = 7;
        const double LearningRate = 0.3;
        using var folder = new TemporaryFolder();
        using DisposeScope scope = NewDisposeScope();
        var settings = new OwnMlp(6, 3);
        var module = new OwnMlp.Mlp(Examples.Width, settings);
        foreach (TorchSharp.Modules.Parameter parameter in module.parameters())
        {
            using (no_grad())
                parameter.copy_(Numbers.Normal((int)parameter.numel(), ScalarType.Float32, parameter.shape) * 0.5);
        }

        PretrainedWeights start = SaveState(module, folder.File("start.safetensors"));
        using NeuralNetworkTransformer fitted = Fits.Multiclass(
            settings, Fits.FullBatch(Epochs, LearningRate) with { InitialWeights = start }, s_rows);

        Tensor features = tensor(s_rows.SelectMany(row => row.Features).ToArray()).view(-1, Examples.Width);
        Tensor classes = tensor(s_rows.Select(row => (long)Array.IndexOf(Examples.Names, row.Name)).ToArray());
        var optimizer = optim.SGD(module.parameters(), LearningRate);
        for (int epoch = 0; epoch < Epochs; epoch++)
        {
            optimizer.zero_grad();
            nn.functional.cross_entropy(module.call(features), classes).backward();
            optimizer.step();
        }

        float[] expected = [.. module.parameters().SelectMany(p => p.ToDoubles()).Select(v => (float)v)];
        Weights.AssertClose(expected, Weights.All(fitted), 1e-5);
        CollectionAssert.AreEqual(
            new[] { "first.weight", "first.bias", "second.weight", "second.bias" }, fitted.Model.Weights.Select(w => w.Name).ToArray());
    }

    [TestMethod]
    public void Stands_in_a_chain_beside_MLFluxs_own_layers_and_reaches_the_same_weights_twice()
    {
        Layer network = Chain(Dense(8, Relu), new OwnMlp(6, 5, Dropout: 0.3), Output());
        NeuralNetworkOptions options = new() { Epochs = 4, BatchSize = 16, Seed = 3 };
        using Tensor before = torch.random.get_rng_state();

        using NeuralNetworkTransformer first = Fits.Multiclass(network, options, s_rows);
        using NeuralNetworkTransformer second = Fits.Multiclass(network, options, s_rows);
        using NeuralNetworkTransformer other = Fits.Multiclass(network, options with { Seed = 4 }, s_rows);

        Weights.AssertSame(first, second);
        CollectionAssert.AreNotEqual(Weights.All(first), Weights.All(other));
        using Tensor after = torch.random.get_rng_state();
        Assert.IsTrue(before.equal(after).all().item<bool>(), "libtorch's generator is left as it was.");
        Assert.IsTrue(first.Model.Weights.Any(w => w.Name == "1.second.bias"));
    }

    [TestMethod]
    public void Is_saved_and_loaded_with_its_buffers_and_scores_the_same()
    {
        OwnMlp.Register();
        using var folder = new TemporaryFolder();
        Layer network = Chain(new OwnMlp(6, 4, Dropout: 0.2, Normalizes: true), Output(), Softmax());
        using NeuralNetworkTransformer fitted = Fits.Multiclass(network, Fits.FullBatch(4), s_rows);
        var ml = new MLContext();
        ml.Model.Save(fitted, null, folder.File("own.zip"));

        ITransformer loaded = new MLContext().Model.Load(folder.File("own.zip"), out _);

        CollectionAssert.AreEqual(Fits.Vectors(fitted, s_rows).SelectMany(s => s).ToArray(), Fits.Vectors(loaded, s_rows).SelectMany(s => s)
            .ToArray());
        NetworkWeight count = fitted.Model.Weights.Single(w => w.Name == "0.norm.num_batches_tracked");
        Assert.AreEqual(4, count.Values.Span[0]);
        Assert.AreEqual(network.WithOutputWidth(3), ((NeuralNetworkTransformer)loaded).Model.Network);
    }

    [TestMethod]
    public void Another_process_scores_with_it_once_it_has_registered_the_layer_and_else_says_how()
    {
        using var folder = new TemporaryFolder();
        Example[] rows = Examples.Make(50);
        using NeuralNetworkTransformer fitted = Fits.Multiclass(new OwnMlp(4, 3), Fits.FullBatch(2), rows);
        string path = folder.File("own.zip");
        new MLContext().Model.Save(fitted, null, path);

        CollectionAssert.AreEqual(Fits.Vectors(fitted, rows).SelectMany(s => s).ToArray(), ScoringProcess.Score(path, registers: true));
        string said = ScoringProcess.Fail(path);
        StringAssert.Contains(said, "The network has the layer 'OwnMlp'");
        StringAssert.Contains(said, "ml.RegisterLayer<OwnMlp>(settings => ...)");
        Assert.DoesNotContain("damaged", said);
    }

    [TestMethod]
    public void Is_cross_validated()
    {
        var ml = new MLContext(seed: 1);
        var trainer = ml.MulticlassClassification.Trainers.NeuralNetwork(new OwnMlp(6, 3),
            new NeuralNetworkOptions { Epochs = 30, BatchSize = 8, Optimizer = Optimizers.Adam(0.02) });

        var folds = ml.MulticlassClassification.CrossValidate(Examples.Keyed(ml, Examples.Make(90)), trainer, numberOfFolds: 3);

        Assert.HasCount(3, folds);
        foreach (var fold in folds)
            Assert.IsGreaterThan(0.9, fold.Metrics.MicroAccuracy);
    }

    [TestMethod]
    public void Parameters_that_are_not_to_learn_stay_as_they_were_made()
    {
        var frozen = new OwnMlp(6, 3, FreezesFirst: true);
        using NeuralNetworkTransformer one = Fits.Multiclass(frozen, Fits.FullBatch(1), s_rows);
        using NeuralNetworkTransformer ten = Fits.Multiclass(frozen, Fits.FullBatch(10), s_rows);

        CollectionAssert.AreEqual(Values(one, "first.weight"), Values(ten, "first.weight"));
        CollectionAssert.AreNotEqual(Values(one, "first.bias"), Values(ten, "first.bias"));
        Assert.AreEqual(6 + (6 * 3) + 3, frozen.ParameterCount(new Shape(3)));
    }

    [TestMethod]
    public void Comes_back_from_JSON_equal_and_is_printed_with_its_settings()
    {
        OwnMlp.Register();
        Layer network = Chain(new OwnMlp(6, 3, Dropout: 0.5), Softmax());

        Assert.AreEqual(network, NetworkJson.Read(NetworkJson.Write(network)));
        Assert.AreEqual(
            "OwnMlp(hidden: 6, outputs: 3, dropout: 0.5, normalizes: false, freezesFirst: false)", new OwnMlp(6, 3, 0.5).ToString());
    }

    [TestMethod]
    public void A_file_cannot_name_a_type_that_is_not_registered()
    {
        string json = """{"layer":"Module","type":"System.IO.FileStream","settings":{}}""";
        InvalidOperationException fault = Assert.Throws<InvalidOperationException>(() => NetworkJson.Read(json));
        StringAssert.Contains(fault.Message, "'System.IO.FileStream'");
    }

    [TestMethod]
    public void A_reader_that_fails_is_named_with_what_it_was_given()
    {
        OwnMlp.Register();
        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(
            () => NetworkJson.Read("""{"layer":"Module","type":"OwnMlp","settings":{"hidden":"many"}}"""));
        StringAssert.Contains(fault.Message, "OwnMlp");
        StringAssert.Contains(fault.Message, "many");
    }

    [TestMethod]
    public void Two_types_of_one_name_are_not_both_registered()
    {
        OwnMlp.Register();
        OwnMlp.Register();
        Assert.ThrowsExactly<ArgumentException>(() => new MLContext().RegisterLayer(_ => new Elsewhere.OwnMlp()));
    }

    [TestMethod]
    public void A_module_that_gives_another_shape_than_promised_is_named_before_a_row_is_read()
    {
        NetworkShapeException fault = Assert.ThrowsExactly<NetworkShapeException>(
            () => Fits.Multiclass(Chain(new Liar(), Output()), Fits.FullBatch(1), s_rows));
        StringAssert.Contains(fault.Message, "Layer 1 of 2, Liar(): says that it makes 5 of 3");
        StringAssert.Contains(fault.Message, "[2, 4]");
    }

    [TestMethod]
    public void Has_no_form_in_ONNX_which_is_said_by_its_name_before_a_file_is_there()
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Chain(Dense(4), new OwnMlp(4, 3)), Fits.FullBatch(1), s_rows);

        NotSupportedException fault = Assert.ThrowsExactly<NotSupportedException>(() => fitted.ExportToOnnx(folder.File("own.onnx")));

        StringAssert.Contains(fault.Message, "OwnMlp(hidden: 4");
        StringAssert.Contains(fault.Message, "'1'");
        Assert.IsFalse(File.Exists(folder.File("own.onnx")));
    }

    [TestMethod]
    public void Leaves_no_tensor_behind()
    {
        Use();
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Use();
        Assert.AreEqual(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        static void Use()
        {
            using nn.Module<Tensor, Tensor> module = new OwnMlp(3, 2).Build(new Shape(3));
            using Tensor input = zeros(2, 3);
            using DisposeScope scope = NewDisposeScope();
            module.call(input).sum().backward();
        }
    }

    private static float[] Values(NeuralNetworkTransformer fitted, string name) =>
        fitted.Model.Weights.Single(w => w.Name == name).Values.ToArray();

    private static PretrainedWeights SaveState(nn.Module<Tensor, Tensor> module, string path)
    {
        using FileStream stream = File.Create(path);
        MLFlux.Models.Safetensors.Write(stream, MLFlux.Models.NetworkWeights.Read(module));
        stream.Dispose();
        return PretrainedWeights.FromFile(path);
    }

    private sealed record Liar : ModuleLayer
    {
        public override Shape OutputShape(Shape input) => new(5);

        protected override nn.Module<Tensor, Tensor> CreateModule(Shape input) => nn.Linear(input.Size, 4);
    }

    private static class Elsewhere
    {
        public sealed record OwnMlp : ModuleLayer
        {
            public override Shape OutputShape(Shape input) => input;

            protected override nn.Module<Tensor, Tensor> CreateModule(Shape input) => nn.Identity();
        }
    }
}
