using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Activation;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Models;

/// <summary>Weights out of files and models, into fits and fitted networks.</summary>
[TestClass]
public sealed class PretrainedWeightsTests
{
    private static readonly Example[] s_rows = Examples.Make(30);

    [TestMethod]
    public void A_learned_body_stays_to_the_bit_while_a_new_head_learns_on_it()
    {
        Example[] rows = Examples.Make(60);
        using NeuralNetworkTransformer learned = Fits.Multiclass(Chain(Dense(8, Tanh), Dense(3), Softmax()), Fits.FullBatch(60), rows);

        using NeuralNetworkTransformer transferred = Fits.Binary(
            Chain(Dense(8, Tanh), Output()),
            Fits.FullBatch(60) with { InitialWeights = PretrainedWeights.FromModel(learned.Model) with { Parts = ["0"] },
                FrozenLayers = ["0"] },
            rows);

        foreach (string name in (string[])["0.weight", "0.bias"])
        {
            NetworkWeight before = learned.Model.Weights.Single(w => w.Name == name), after =
                transferred.Model.Weights.Single(w => w.Name == name);
            CollectionAssert.AreEqual(before.Values.ToArray(), after.Values.ToArray(), name);
        }

        IReadOnlyList<EpochReport> epochs = transferred.Model.History.Epochs;
        Assert.IsLessThan(epochs[0].TrainingLoss / 2, epochs[^1].TrainingLoss);
    }

    [TestMethod]
    public void Saved_weights_come_back_into_another_fitted_network()
    {
        using var folder = new TemporaryFolder();
        using NeuralNetworkTransformer one = Fits.Multiclass(Examples.Hidden, Fits.FullBatch(3), s_rows);
        using NeuralNetworkTransformer other = Fits.Multiclass(Examples.Hidden, Fits.FullBatch(1), s_rows);
        one.Model.SaveWeights(folder.File("weights.safetensors"));

        using NeuralNetworkTransformer loaded = other.WithWeights(PretrainedWeights.FromFile(folder.File("weights.safetensors")));

        CollectionAssert.AreNotEqual(Weights.All(one), Weights.All(other));
        Weights.AssertSame(one, loaded);
        CollectionAssert.AreEqual(Fits.Vectors(one, s_rows)[0], Fits.Vectors(loaded, s_rows)[0]);
    }

    [TestMethod]
    public void A_part_is_taken_from_another_model_and_frozen_layers_aside_the_head_is_learned_anew()
    {
        using NeuralNetworkTransformer body = Fits.Regression(Chain(Dense(5, Tanh), Output()), Fits.FullBatch(20), s_rows);

        // No step at all is longer than the rate: with one close to zero, the body keeps its weights and the head its first ones.
        using NeuralNetworkTransformer fitted = Fits.Multiclass(
            Chain(Dense(5, Tanh), Output()),
            Fits.FullBatch(1, 1e-12) with { InitialWeights = PretrainedWeights.FromModel(body.Model) with { Parts = ["0"] } },
            s_rows);

        CollectionAssert.AreEqual(body.Model.Weights[0].Values.ToArray(), fitted.Model.Weights[0].Values.ToArray());
        Assert.AreEqual("1.weight 3×5", fitted.Model.Weights[2].ToString());
    }

    [TestMethod]
    public void Names_are_mapped_by_their_longest_beginning()
    {
        using var folder = new TemporaryFolder();
        byte[] file = File(
            ("features.0.weight", "F32", [5, 3], Floats(15)), ("features.0.bias", "F32", [5], Floats(5)),
            ("features.head.weight", "F32", [3, 5], Floats(15)), ("features.head.bias", "F32", [3], Floats(3)));
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Chain(Dense(5, Tanh), Output()), Fits.FullBatch(1), s_rows);
        PretrainedWeights weights = Read(folder, file) with
        {
            Renames = new Dictionary<string, string> { ["features."] = "", ["features.head."] = "1." },
        };

        using NeuralNetworkTransformer loaded = fitted.WithWeights(weights);

        Assert.AreEqual("1.bias", loaded.Model.Weights[3].Name);
        CollectionAssert.AreEqual(new[] { 0f, 1f, 2f }, loaded.Model.Weights[3].Values.ToArray());
    }

    [TestMethod]
    public void All_that_does_not_fit_is_said_at_once_before_a_row_is_read()
    {
        using var folder = new TemporaryFolder();
        byte[] file = File(
            ("0.weight", "F32", [3, 5], Floats(15)), ("0.bias", "I32", [5], Floats(5)), ("2.weight", "F32", [1], Floats(1)),
            ("3.mask", "BOOL", [1], new byte[1]));
        PretrainedWeights weights = Read(folder, file);

        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => Fits.Multiclass(
            Chain(Dense(5, Tanh), Output()), Fits.FullBatch(1) with { InitialWeights = weights }, []));

        StringAssert.Contains(fault.Message, "'0.weight' is 3×5 instead of 5×3");
        StringAssert.Contains(fault.Message, "'1.weight' is missing; '1.bias' is missing");
        StringAssert.Contains(fault.Message, "'2.weight' is not of this network");
        StringAssert.Contains(fault.Message, "'0.bias' is I32, and F32, F16, BF16 and F64 are read");
        StringAssert.Contains(fault.Message, "'3.mask' is BOOL");
        Assert.DoesNotContain("'0.bias' is missing", fault.Message);
        StringAssert.Contains(fault.Message, "w.safetensors");
    }

    [TestMethod]
    public void A_part_that_the_network_does_not_have_is_said()
    {
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Examples.Hidden, Fits.FullBatch(1), s_rows);
        PretrainedWeights weights = PretrainedWeights.FromModel(fitted.Model) with { Parts = ["0", "body"] };

        InvalidDataException fault = Assert.ThrowsExactly<InvalidDataException>(() => fitted.WithWeights(weights));

        StringAssert.Contains(fault.Message, "the network has no part 'body'");
    }

    [TestMethod]
    [DataRow("F16", ScalarType.Float16, 2e-3)]
    [DataRow("BF16", ScalarType.BFloat16, 1e-2)]
    [DataRow("F64", ScalarType.Float64, 1e-7)]
    public void Other_widths_are_converted_as_libtorch_does(string type, ScalarType scalar, double tolerance)
    {
        using var folder = new TemporaryFolder();
        using DisposeScope scope = NewDisposeScope();
        float[] values = [0, 1.2345678f, -3.75f, 2.5e-3f, -0.1f, 7, 11.1f, 0.333f, -0.25f];
        Tensor converted = tensor(values).to(scalar);
        byte[] file = File(("weight", type, [3, 3], converted.bytes.ToArray()), ("bias", "F32", [3], Floats(3)),
            ("num_batches_tracked", "I64", [], new byte[8]));
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Output(), Fits.FullBatch(1), s_rows);

        using NeuralNetworkTransformer loaded = fitted.WithWeights(Read(folder, file));

        float[] read = loaded.Model.Weights[0].Values.ToArray();
        CollectionAssert.AreEqual(converted.to(ScalarType.Float32).data<float>().ToArray(), read);
        Weights.AssertClose(values, read, tolerance * 12);
    }

    [TestMethod]
    public void Tensors_of_other_types_beside_the_parts_that_are_taken_are_of_no_matter()
    {
        using var folder = new TemporaryFolder();
        byte[] file = File(("body.weight", "F32", [3, 3], Floats(9)), ("body.bias", "F32", [3], Floats(3)),
            ("positions", "I64", [4], new byte[32]));
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Chain(("body", Output())), Fits.FullBatch(1), s_rows);

        using NeuralNetworkTransformer loaded = fitted.WithWeights(Read(folder, file) with { Parts = ["body"] });

        CollectionAssert.AreEqual(new[] { 0f, 1f, 2f }, loaded.Model.Weights[1].Values.ToArray());
        StringAssert.Contains(
            Assert.ThrowsExactly<InvalidDataException>(() => fitted.WithWeights(Read(folder, file))).Message, "'positions' is I64");
    }

    private static PretrainedWeights Read(TemporaryFolder folder, byte[] file)
    {
        System.IO.File.WriteAllBytes(folder.File("w.safetensors"), file);
        return PretrainedWeights.FromFile(folder.File("w.safetensors"));
    }

    private static byte[] Floats(int count)
    {
        var bytes = new byte[count * sizeof(float)];
        for (int i = 0; i < count; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), i);
        return bytes;
    }

    private static byte[] File(params (string Name, string Type, int[] Shape, byte[] Bytes)[] tensors)
    {
        var header = new Dictionary<string, object>();
        long offset = 0;
        foreach ((string name, string type, int[] shape, byte[] bytes) in tensors)
            header[name] = new { dtype = type, shape, data_offsets = new[] { offset, offset += bytes.Length } };
        byte[] text = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(header));
        var length = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. tensors.SelectMany(t => t.Bytes)];
    }
}
