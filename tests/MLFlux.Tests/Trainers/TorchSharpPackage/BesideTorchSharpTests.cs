using System.Diagnostics;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Tokenizers;
using Microsoft.ML.TorchSharp;
using Microsoft.ML.TorchSharp.AutoFormerV2;
using Microsoft.ML.TorchSharp.NasBert;
using Microsoft.ML.TorchSharp.NasBert.Models;
using MLFlux.Tests.Support;
using MLFlux.Tests.Texts;
using static TorchSharp.torch;

namespace MLFlux.Tests.TorchSharpPackage;

/// <summary>
/// Microsoft.ML.TorchSharp beside MLFlux in one program: its trainers fail for a reason that is pinned here, so that the day they work is
/// seen; all else of it works beside MLFlux.
/// </summary>
[TestClass]
public sealed class BesideTorchSharpTests
{
    private const string EmptyHandle = "Tensor invalid -- empty handle.";

    private static readonly Assembly s_package = typeof(TorchSharpCatalog).Assembly;

    private readonly MLContext _ml = new(seed: 1);

    /// <summary>
    /// Its <c>InitXavierUniform</c> disposes what <c>xavier_uniform_</c> returns, which since TorchSharp 0.103 is the weight itself.
    /// </summary>
    [TestMethod]
    public void Its_initialiser_disposes_the_weight_that_it_fills()
    {
        using Tensor own = ones(3, 3);
        Assert.AreSame(own, nn.init.xavier_uniform_(own), "TorchSharp's initialisers no longer return the tensor itself.");

        using Tensor filled = ones(3, 3);
        MethodInfo initialise = s_package.GetType("Microsoft.ML.TorchSharp.Utils.ModelUtils")!.GetMethod(
            "InitXavierUniform", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)!;
        initialise.Invoke(null, [filled, 1.0]);
        Assert.IsTrue(filled.IsInvalid, "The weight lives: the trainers of Microsoft.ML.TorchSharp may work now. Say so in the guide.");
    }

    [TestMethod]
    public void Its_encoder_fails_in_the_first_forward_pass()
    {
        var encoder = new NasBertEncoder( // Its Dispose fails, too.
            paddingIdx: 1, vocabSize: 100, maxSeqLen: 16, embedSize: 16, arches: [1, 1, 1, 1, 1, 1], numEncoderLayers: 6);
        using Tensor tokens = zeros([2, 8], int64);
        Exception fault = Assert.Throws<InvalidOperationException>(() => encoder.call(tokens));
        Assert.Contains(EmptyHandle, fault.Message);
    }

    [TestMethod]
    public void There_is_one_libtorch_and_one_TorchSharp_when_both_have_computed()
    {
        using (var own = new MLP(3))
        using (Tensor x = ones(2, 3))
        using (own.call(x))
        using (TransformerFit().OfType<NeuralNetworkTransformer>().Single())
        {
            Assert.HasCount(1, AppDomain.CurrentDomain.GetAssemblies().Where(one => one.GetName().Name == "TorchSharp").ToArray());
            string[] libraries = [.. Process.GetCurrentProcess().Modules.Cast<ProcessModule>()
                .Where(module => module.ModuleName.Contains("torch_cpu", StringComparison.Ordinal))
                .Select(module => module.FileName).Distinct()];
            Assert.HasCount(1, libraries, string.Join(", ", libraries));
        }
    }

    /// <summary>The pretrained network comes first; all else is called as there.</summary>
    [TestMethod]
    public void Both_trainers_are_called_by_one_name_in_one_file()
    {
        TextClassificationTrainer theirs = _ml.MulticlassClassification.Trainers.TextClassification(
            labelColumnName: "Label", sentence1ColumnName: "Sentence1", sentence2ColumnName: "Sentence2", batchSize: 8, maxEpochs: 2);
        TextTrainer ours = _ml.MulticlassClassification.Trainers.TextClassification(SmallBackbone.Make(),
            labelColumnName: "Label", sentence1ColumnName: "Sentence1", sentence2ColumnName: "Sentence2", batchSize: 8, maxEpochs: 2);
        SentenceSimilarityTrainer theirLikeness = _ml.Regression.Trainers.SentenceSimilarity(
            labelColumnName: "Likeness", scoreColumnName: "Score", sentence1ColumnName: "Sentence1", sentence2ColumnName: "Sentence2");
        TextTrainer ourLikeness = _ml.Regression.Trainers.SentenceSimilarity(SmallBackbone.Make(),
            labelColumnName: "Likeness", scoreColumnName: "Score", sentence1ColumnName: "Sentence1", sentence2ColumnName: "Sentence2");

        Assert.IsNotNull(theirs);
        Assert.IsNotNull(theirLikeness);
        Assert.AreEqual(8, ours.Training.BatchSize);
        Assert.AreEqual("Likeness", ourLikeness.Training.LabelColumnName);
    }

    /// <summary>Each default of theirs is the default of ours, under the same name.</summary>
    [TestMethod]
    [DataRow("TextClassification")]
    [DataRow("SentenceSimilarity")]
    [DataRow("NamedEntityRecognition")]
    public void Names_and_defaults_are_theirs(string method)
    {
        Dictionary<string, object?> theirs = Defaults(typeof(TorchSharpCatalog), method);
        Dictionary<string, object?> ours = Defaults(typeof(TextTrainerCatalog), method);
        theirs.Remove("architecture"); // The pretrained network in its place.
        CollectionAssert.AreEquivalent(theirs.ToArray(), ours.ToArray());
    }

    [TestMethod]
    public void Its_tokenizer_cuts_texts_of_the_rows_that_a_network_scores()
    {
        EnglishRobertaTokenizer tokenizer = EnglishRobertaTokenizer.Create(
            s_package.GetManifestResourceStream("encoder.json")!, s_package.GetManifestResourceStream("vocab.bpe")!,
            s_package.GetManifestResourceStream("dict.txt")!, RobertaPreTokenizer.Instance);
        TransformerChain<ITransformer> model = TransformerFit();
        IDataView scored = _ml.Transforms.CustomMapping<TextPair, Counted>(
            (row, counted) => counted.Tokens = tokenizer.EncodeToIds(row.Sentence1).Count, contractName: null)
            .Fit(Rows()).Append(model).Transform(Rows());

        CollectionAssert.AreEqual(
            Enumerable.Repeat(3, 24).ToArray(), scored.GetColumn<int>("Tokens").ToArray()); // the, cat, sat
        Assert.IsTrue(scored.GetColumn<float[]>("Score").All(score => score.All(float.IsFinite)));
    }

    /// <summary>A network says what is in each box; the metrics of object detection say how well.</summary>
    [TestMethod]
    public void Its_metrics_of_object_detection_take_what_a_network_predicts()
    {
        IDataView boxes = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 20).Select(i => new Boxed
        {
            Kind = i % 2 == 0 ? "cat" : "dog", Features = [i % 2, 1 - (i % 2)], Box = [5, 5, 20 + i, 30], Found = [5, 5, 20 + i, 30],
        }));
        IDataView scored = _ml.Transforms.Conversion.MapValueToKey("Label", "Kind")
            .Append(_ml.MulticlassClassification.Trainers.NeuralNetwork(
                Layers.Chain(Layers.Output()), epochs: 30, batchSize: 4, learningRate: 0.1))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Append(_ml.Transforms.Concatenate("Kinds", "Kind"))
            .Append(_ml.Transforms.Concatenate("PredictedKinds", "PredictedLabel"))
            .Append(_ml.Transforms.SelectColumns("Kind", "Features", "Kinds", "Sure", "PredictedKinds", "Found", "Box"))
            .Fit(boxes).Transform(boxes);

        DataViewSchema schema = scored.Schema; // The metrics read the label at place 2 and its box at place 6, whatever is said.
        ObjectDetectionMetrics metrics = _ml.MulticlassClassification.EvaluateObjectDetection(
            scored, schema["Kinds"], schema["Box"], schema["PredictedKinds"], schema["Found"], schema["Sure"]);
        Assert.AreEqual(1, metrics.MAP50, 1e-6f);
    }

    private static Dictionary<string, object?> Defaults(Type catalog, string method) =>
        catalog.GetMethods().Single(one => one.Name == method && one.GetParameters().Length > 3).GetParameters()
            .Where(parameter => parameter.HasDefaultValue).ToDictionary(parameter => parameter.Name!, parameter => parameter.DefaultValue);

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(TextTrainerTests.Pairs());

    private TransformerChain<ITransformer> TransformerFit()
    {
        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(Rows()).Transform(Rows());
        return _ml.MulticlassClassification.Trainers.TextClassification(SmallBackbone.Make(), maxEpochs: 1).Fit(keyed);
    }

    private sealed class Counted
    {
        public int Tokens { get; set; }
    }

    private sealed class Boxed
    {
        public string Kind { get; set; } = "";

        [VectorType(2)]
        public float[] Features { get; set; } = [];

        [VectorType(4)]
        public float[] Box { get; set; } = [];

        [VectorType(4)]
        public float[] Found { get; set; } = [];

        [VectorType(1)]
        public float[] Sure { get; set; } = [0.9f];
    }
}
