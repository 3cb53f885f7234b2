using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Estimators;

/// <summary>Pipelines over text in ONNX: from the tokens on, since no operator takes texts apart.</summary>
[TestClass]
public sealed class TextOnnxTests
{
    private const int Length = 8;

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly Note[] s_notes = Note.Make(60);
    private static readonly IDataView s_data = s_ml.Data.LoadFromEnumerable(s_notes);

    public static IEnumerable<object[]> Networks =>
    [
        ["bag", Chain(Inputs(("Words", EmbeddingBag(60, 4)), ("Size", Dense(2))), Dense(6, Relu), Output())],
        ["gru", Chain(Inputs(("Words", Chain(Embedding(60, 4), Gru(5))), ("Size", Dense(2))), Output())],
        ["pool", Chain(Inputs(
            ("Words", Chain(Embedding(60, 4), Dense(5, Relu), Permute(1, 0), GlobalMaxPool(), Flatten())), ("Size", Dense(2))), Output())],
    ];

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Tokens_were_floats_in_the_file_and_are_int64_as_tokenizers_give_them(string name, Layer network)
    {
        (TransformerChain<NeuralNetworkTransformer> fitted, IDataView tokens) = Fit(network);
        using var file = new MemoryStream();
        fitted.LastTransformer.ExportToOnnx(file);

        using var session = new InferenceSession(file.ToArray());

        Assert.AreEqual(typeof(long), session.InputMetadata["Words"].ElementType, name);
        Assert.AreEqual(typeof(float), session.InputMetadata["Size"].ElementType, name);
        AssertSame(fitted, session, Value("Words", [.. Keys(tokens).Select(key => (long)key)]), "Score");
    }

    [TestMethod]
    public void A_converted_pipeline_lost_its_network_without_a_word_where_a_step_before_had_no_form()
    {
        (TransformerChain<NeuralNetworkTransformer> fitted, IDataView tokens) = Fit((Layer)Networks.First()[1]);

        NotSupportedException fault = Assert.ThrowsExactly<NotSupportedException>(() => Convert(fitted, s_data));
        StringAssert.Contains(fault.Message, "TokensToVector('Words', 'Text') has no form in ONNX");
        StringAssert.Contains(fault.Message, "ExportToOnnx");

        // As the message advises: the network alone, with rows that have the tokens.
        IDataView given = s_ml.Data.Cache(s_ml.Transforms.SelectColumns("Words", "Size").Fit(tokens).Transform(tokens));
        using var session = new InferenceSession(Convert(fitted.LastTransformer, given));
        AssertSame(fitted, session, Value("Words", Keys(tokens)), "Score.output");
    }

    [TestMethod]
    public void Any_column_that_no_operator_makes_is_named()
    {
        var fitted = s_ml.Transforms.OneHot("Hot", "Rooms", [1, 2, 3]).Append(s_ml.BinaryClassification.Trainers.NeuralNetwork(
            Chain(Dense(3, Relu), Output()),
            new NeuralNetworkOptions { FeatureColumnName = "Hot", LabelColumnName = "Good", Epochs = 1 })).Fit(s_data);

        NotSupportedException fault = Assert.ThrowsExactly<NotSupportedException>(() => Convert(fitted, s_data));

        StringAssert.Contains(fault.Message, "Column 'Hot', which the network reads, is made by a step that ML.NET has no operators");
        Assert.DoesNotContain("Words", fault.Message);
        StringAssert.Contains(fault.Message, "ConvertToOnnx rows that have it");
    }

    private static (TransformerChain<NeuralNetworkTransformer> Fitted, IDataView Tokens) Fit(Layer network)
    {
        TransformerChain<NeuralNetworkTransformer> fitted =
            s_ml.Transforms.Text.TokensToVector("Words", "Text", new TokensToVectorOptions { Length = Length, LeastCount = 1 })
            .Append(s_ml.BinaryClassification.Trainers.NeuralNetwork(
                network, new NeuralNetworkOptions { LabelColumnName = "Good", Epochs = 3, Seed = 2 })).Fit(s_data);
        return (fitted, fitted.First().Transform(s_data));
    }

    private static void AssertSame(
        TransformerChain<NeuralNetworkTransformer> fitted, InferenceSession session, NamedOnnxValue words, string output)
    {
        NamedOnnxValue size = NamedOnnxValue.CreateFromTensor(
            "Size", new DenseTensor<float>(s_notes.Select(note => note.Size).ToArray(), [s_notes.Length, 1]));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run([words, size], [output]);
        Weights.AssertClose(
            [.. fitted.Transform(s_data).GetColumn<float>("Score")], outputs.Single().AsEnumerable<float>(), 1e-5);
    }

    private static NamedOnnxValue Value<T>(string name, T[] values) =>
        NamedOnnxValue.CreateFromTensor(name, new DenseTensor<T>(values, [s_notes.Length, Length]));

    private static uint[] Keys(IDataView tokens) =>
        [.. tokens.GetColumn<VBuffer<uint>>("Words").SelectMany(row => row.DenseValues())];

    private static byte[] Convert(ITransformer fitted, IDataView given)
    {
        using var stream = new MemoryStream();
        s_ml.Model.ConvertToOnnx(fitted, given, stream);
        return stream.ToArray();
    }

    private sealed class Note
    {
        public string Text { get; set; } = "";

        public float Size { get; set; }

        public int Rooms { get; set; }

        public bool Good { get; set; }

        public static Note[] Make(int count)
        {
            var random = new Random(5);
            string[] words = ["warm", "cold", "street", "很好", "дом", "loud"];
            return [.. Enumerable.Range(0, count).Select(row =>
            {
                string[] own = [.. Enumerable.Range(0, random.Next(1, 11)).Select(_ => words[random.Next(words.Length)])];
                return new Note
                {
                    Text = string.Join(' ', own), Size = own.Length, Good = own.Contains("warm"),
                    Rooms = 1 + (row % 3),
                };
            })];
        }
    }
}
