using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.ML;
using MLFlux.Models;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Models;

/// <summary>A weight or a target scale that is not finite is refused, by its name, wherever it enters.</summary>
[TestClass]
public sealed class NonFiniteWeightsTests
{
    private static readonly Example[] s_rows = Examples.Make(20);

    [TestMethod]
    [DataRow(float.NaN, "NaN")]
    [DataRow(float.PositiveInfinity, "Infinity")]
    [DataRow(float.NegativeInfinity, "-Infinity")]
    public void Weights_with_which_a_model_is_to_score_are_refused(float value, string text)
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer fitted = Classifier();
        Write(folder, Spoil(fitted.Model, "0.bias", 2, value));

        InvalidDataException fault =
            Assert.ThrowsExactly<InvalidDataException>(() => fitted.WithWeights(PretrainedWeights.FromFile(folder.File("w"))));

        StringAssert.Contains(fault.Message, $"'0.bias' holds {text} (value 3 of 4)");
    }

    [TestMethod]
    public void Initial_weights_are_refused_before_a_row_is_read()
    {
        using NeuralNetworkTransformer fitted = Classifier();
        PretrainedWeights weights = PretrainedWeights.FromModel(fitted.Model.WithWeights(Spoil(fitted.Model, "1.weight", 0, float.NaN)));

        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(
            () => Fits.Multiclass(Classes, Fits.FullBatch(1) with { InitialWeights = weights }, []));

        StringAssert.Contains(fault.Message, "'1.weight' holds NaN");
    }

    [TestMethod]
    public void Parts_that_are_not_taken_may_hold_anything()
    {
        using NeuralNetworkTransformer fitted = Classifier();
        PretrainedWeights weights = PretrainedWeights.FromModel(fitted.Model.WithWeights(Spoil(fitted.Model, "1.weight", 0, float.NaN)));

        using NeuralNetworkTransformer changed = fitted.WithWeights(weights with { Parts = ["0"] });

        Assert.IsTrue(Weights.All(changed).All(float.IsFinite));
    }

    [TestMethod]
    public void A_double_that_no_float_can_hold_is_refused()
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer fitted =
            Fits.Multiclass(Chain(Dense(1, bias: false), Output(bias: false)), Fits.FullBatch(1), s_rows);
        byte[] header = Encoding.UTF8.GetBytes(
            """{"0.weight":{"dtype":"F64","shape":[1,3],"data_offsets":[0,24]},"1.weight":{"dtype":"F32","shape":[3,1],"data_offsets":[24,36]}}""");
        File.WriteAllBytes(folder.File("w"), [
            .. BitConverter.GetBytes((long)header.Length), .. header, .. MemoryMarshal.AsBytes<double>(new double[] { 1, 1e300, 2 }),
            .. new byte[12]]);

        InvalidDataException fault =
            Assert.ThrowsExactly<InvalidDataException>(() => fitted.WithWeights(PretrainedWeights.FromFile(folder.File("w"))));

        StringAssert.Contains(fault.Message, "'0.weight' holds Infinity (value 2 of 3)");
    }

    [TestMethod]
    public void A_model_file_with_right_digests_is_refused()
    {
        using NeuralNetworkTransformer fitted = Classifier();
        Dictionary<string, byte[]> files = Save(fitted.Model.WithWeights(Spoil(fitted.Model, "1.bias", 1, float.NaN)));

        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => Load(files));

        StringAssert.Contains(fault.Message, "'1.bias' holds NaN");
    }

    [TestMethod]
    [DataRow("targetDeviations", "0", "it has to be finite and above 0")]
    [DataRow("targetDeviations", "-1", "it has to be finite and above 0")]
    [DataRow("targetDeviations", "\"NaN\"", "it has to be finite and above 0")]
    [DataRow("targetDeviations", "\"Infinity\"", "it has to be finite and above 0")]
    [DataRow("targetMeans", "\"NaN\"", "it has to be finite")]
    [DataRow("targetMeans", "\"-Infinity\"", "it has to be finite")]
    public void A_target_scale_that_is_none_is_refused(string member, string value, string expected)
    {
        using NeuralNetworkTransformer fitted = Fits.Regression(Output(), Fits.FullBatch(1), s_rows, nameof(Example.Amounts));
        Dictionary<string, byte[]> files = Save(fitted.Model);
        JsonNode network = JsonNode.Parse(files[ModelContent.Network])!;
        network[member]![1] = JsonNode.Parse(value);
        files[ModelContent.Network] = Encoding.UTF8.GetBytes(network.ToJsonString());

        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => Load(files));

        StringAssert.Contains(fault.Message, $"{member}[1] is {value.Trim('"')}; {expected}");
    }

    [TestMethod]
    public void The_best_epoch_of_a_checkpoint_is_checked_too()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("fit.checkpoint");
        using NeuralNetworkTransformer fitted = Classifier();
        OptimizerState state = new("Sgd", [], new Dictionary<string, double>());
        NeuralNetworkModel now = new(
            fitted.Model.Task, fitted.Model.Network, fitted.Model.Inputs, fitted.Model.Weights, fitted.Model.History,
            fitted.Model.Training,
            null, fitted.Model.Classes, state);
        CheckpointFile.Write(path, new TrainingCheckpoint(now, new EpochState(Spoil(now, "0.bias", 0, float.NaN), state), 0, null, 0.1));

        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => CheckpointFile.Read(path)).Message, "'0.bias' holds NaN");
    }

    private static Layer Classes => Chain(Dense(4, Relu), Output(), Softmax());

    private static NeuralNetworkTransformer Classifier() => Fits.Multiclass(Classes, Fits.FullBatch(2), s_rows);

    /// <summary>The weights of a model, with one value in one of them exchanged.</summary>
    private static NetworkWeight[] Spoil(NeuralNetworkModel model, string name, int place, float value) =>
    [
        .. model.Weights.Select(weight =>
        {
            float[] values = weight.Values.ToArray();
            if (weight.Name == name)
                values[place] = value;
            return weight with { Values = values };
        }),
    ];

    private static void Write(TemporaryFolder folder, IReadOnlyList<NetworkWeight> weights)
    {
        using FileStream file = File.Create(folder.File("w"));
        Safetensors.Write(file, weights);
    }

    private static Dictionary<string, byte[]> Save(NeuralNetworkModel model) => MemoryParts.Save(model);

    private static NeuralNetworkModel Load(Dictionary<string, byte[]> files) => MemoryParts.Load(files);
}
