using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Estimators;
using MLFlux.Tests.Construction;
using MLFlux.Tests.Graphs;
using MLFlux.Tests.Support;
using TorchSharp;
using static MLFlux.Layers;
using static TorchSharp.torch;

namespace MLFlux.Tests.Texts;

/// <summary>The network under the labels of words stayed as it was, whatever the options said.</summary>
[TestClass]
public sealed class NamedEntityTuningTests
{
    private const int Length = 4, Vectors = Length + 2, Labels = 3;

    private readonly MLContext _ml = new(seed: 1);

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void The_loss_is_libtorchs_cross_entropy_of_the_labelled_words(bool weighs)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = randn([5, Vectors * Labels], requires_grad: true), own = output.detach().clone().requires_grad_(true);
        long[] classes = [.. Enumerable.Range(0, 5 * Vectors).Select(i => i % 4 == 3 || i < Vectors ? -100L : i % Labels)];
        Tensor target = zeros([5, Vectors * Labels]);
        for (int i = 0; i < classes.Length; i++)
        {
            if (classes[i] >= 0)
                target[i / Vectors, (i % Vectors * Labels) + classes[i]] = tensor(1f);
        }

        Tensor? rows = weighs ? tensor([1f, 0.5f, 2f, 3f, 0.25f]) : null;
        Tensor loss = new WordLoss(Losses.CrossEntropy(), Labels).Compute(output, target, rows);
        Tensor each = nn.functional.cross_entropy(
            own.view(-1, Labels), tensor(classes), ignore_index: -100, reduction: nn.Reduction.None);
        Tensor counts = tensor([.. classes.Select(one => one < 0 ? 0f : 1f)]) * (rows ?? ones(5)).repeat_interleave(Vectors);
        Tensor expected = (each * counts).sum() / counts.sum();
        Assert.AreEqual(expected.item<float>(), loss.item<float>(), 1e-5f);
        loss.backward();
        expected.backward();
        Assert.IsTrue(output.grad!.allclose(own.grad!, 1e-5, 1e-6));
    }

    [TestMethod]
    public void A_batch_without_labelled_words_has_no_loss_and_moves_nothing()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor output = randn([2, Vectors * Labels], requires_grad: true);
        Tensor loss = new WordLoss(Losses.CrossEntropy(), Labels).Compute(output, zeros([2, Vectors * Labels]));
        loss.backward();
        Assert.AreEqual(0f, loss.item<float>());
        Assert.AreEqual(0f, output.grad!.abs().sum().item<float>());
    }

    /// <summary>Updates of the head and, at its rate, of the network before it, done by hand with libtorch's own gradients.</summary>
    [TestMethod]
    public void Weights_become_those_of_libtorchs_gradients()
    {
        const double Rate = 0.5, BodyRate = 0.2;
        const int Updates = 4;
        GraphLayer body = SmallBackbone.Make(Length, TokenPooling.None).Network;
        Row[] rows = Row.Make(12);
        using NeuralNetworkTransformer fitted = _ml.Regression.Trainers.NeuralNetwork(
            Chain(body, Dense(Labels, initializer: Initializers.Zeros), Flatten()), new NeuralNetworkOptions
            {
                FeatureColumnName = nameof(Row.Tokens), LabelColumnName = nameof(Row.Targets), Epochs = Updates, BatchSize = rows.Length,
                Optimizer = Optimizers.Sgd(Rate), LayerRates = [new LayerRate("0", BodyRate)], ValidationFraction = 0, Seed = 1,
                Loss = new WordLoss(Losses.CrossEntropy(), Labels),
            }).Fit(_ml.Data.LoadFromEnumerable(rows));

        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = body.Build(new Shape(Length));
        (string name, TorchSharp.Modules.Parameter value)[] below = [.. module.named_parameters()];
        Tensor weight = zeros([Labels, 6], requires_grad: true), bias = zeros([Labels], requires_grad: true);
        Tensor keys = tensor(rows.SelectMany(row => row.Tokens).Select(key => (float)key).ToArray()).view(-1, Length);
        Tensor classes = tensor(rows.SelectMany(row => row.Classes).ToArray());
        for (int update = 0; update < Updates; update++)
        {
            Tensor scores = module.call(keys).matmul(weight.t()) + bias;
            nn.functional.cross_entropy(scores.view(-1, Labels), classes, ignore_index: -100).backward();
            using IDisposable noGradients = no_grad();
            foreach (Tensor one in (Tensor[])[weight, bias])
            {
                one.sub_(one.grad! * Rate);
                one.grad!.zero_();
            }

            foreach ((_, TorchSharp.Modules.Parameter one) in below)
            {
                one.sub_(one.grad! * (Rate * BodyRate));
                one.grad!.zero_();
            }
        }

        AssertClose(weight, fitted, "1.weight");
        AssertClose(bias, fitted, "1.bias");
        Assert.HasCount(2, below);
        foreach ((string name, TorchSharp.Modules.Parameter value) in below)
        {
            AssertClose(value, fitted, $"0.{name}");
            ReadOnlySpan<float> before = MemoryMarshal.Cast<byte, float>(body.Stored![name].Span);
            Assert.IsGreaterThan(1e-3, GraphScores.Largest(before.ToArray(), Weight(fitted.Model, $"0.{name}")));
        }
    }

    [TestMethod]
    public void The_network_learns_at_its_rate_and_the_model_is_saved_with_it()
    {
        IDataView data = Data();
        NeuralNetworkModel slow = Network(Fit(data, new FineTuning(bodyRate: 0.001)));
        TransformerChain<ITransformer> model = Fit(data, new FineTuning(bodyRate: 1));
        NeuralNetworkModel fast = Network(model), frozen = Network(Fit(data, null));
        float[] first = MemoryMarshal.Cast<byte, float>(SmallBackbone.Make(Length).Network.Stored!["kernel"].Span).ToArray();
        double Moved(NeuralNetworkModel one) => GraphScores.Largest(first, Weight(one, "0.kernel"));
        Assert.AreEqual(0, Moved(frozen));
        Assert.IsGreaterThan(0, Moved(slow));
        Assert.IsGreaterThan(50 * Moved(slow), Moved(fast));

        string[][] predicted = WordPredictions.Of(model, data);
        CollectionAssert.AreEqual(new[] { "animal", "number" }, predicted[0][1..]);
        CollectionAssert.AreEqual(new[] { "number", "animal" }, predicted[1][..2]);
        using var file = new MemoryStream();
        _ml.Model.Save(model, data.Schema, file);
        file.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(file, out _);
        CollectionAssert.AreEqual(
            model.Transform(data).GetColumn<float[]>("Score").SelectMany(score => score).ToArray(),
            loaded.Transform(data).GetColumn<float[]>("Score").SelectMany(score => score).ToArray());
        Assert.IsTrue(WordPredictions.Of(loaded, data).Zip(predicted).All(pair => pair.First.SequenceEqual(pair.Second)));
    }

    [TestMethod]
    public void Validation_weights_of_labels_and_another_loss_are_taken()
    {
        IDataView data = Data();
        TransformerChain<ITransformer> model = _ml.MulticlassClassification.Trainers.NamedEntityRecognition(
            SmallBackbone.Make(Length), Options(new FineTuning()) with
            {
                ValidationSet = data,
                Training = new NeuralNetworkOptions
                {
                    ClassWeights = ClassWeights.Of(("number", 3)), Loss = Losses.Focal(2), Seed = 1, Optimizer = Optimizers.AdamW(0.02),
                },
            }).Fit(data);
        Assert.IsTrue(Network(model).History.Epochs.All(epoch => epoch.ValidationLoss is double loss && double.IsFinite(loss)));
        Assert.AreEqual(Losses.Focal(2).ToString(), Network(model).Training.Loss);

        Assert.Contains("'stranger'", Assert.ThrowsExactly<InvalidOperationException>(
            () => _ml.MulticlassClassification.Trainers.NamedEntityRecognition(SmallBackbone.Make(Length), Options(new FineTuning()) with
            {
                Training = new NeuralNetworkOptions { ClassWeights = ClassWeights.Of(("stranger", 3)) },
            }).Fit(data)).Message);
    }

    [TestMethod]
    public void Nothing_to_learn_is_said_by_the_columns()
    {
        var trainer = _ml.MulticlassClassification.Trainers.NamedEntityRecognition(SmallBackbone.Make(Length), Options(new FineTuning()));
        IDataView Last(params string[] labels) => Keyed([new("the cat", ["animal", "number"]), new("the cat", labels)], skipped: 1);
        Assert.Contains("No word of column 'Sentence' has a label in column 'Label'", Assert.ThrowsExactly<InvalidOperationException>(
            () => trainer.Fit(Last("", ""))).Message);
        Assert.Contains("have the same class in label column 'Label'", Assert.ThrowsExactly<InvalidOperationException>(
            () => trainer.Fit(Last("animal", "animal"))).Message);
        Assert.Contains("Row 1 has 1 labels in column 'Label' for the 2 words", Assert.ThrowsExactly<InvalidOperationException>(
            () => trainer.Fit(Last("animal"))).Message);
        Assert.Contains("'encoder'", Assert.ThrowsExactly<ArgumentException>(() => _ml.MulticlassClassification.Trainers
            .NamedEntityRecognition(SmallBackbone.Make(Length), Options(new FineTuning("encoder"))).Fit(Data())).Message);
    }

    private static TextTrainerOptions Options(FineTuning? tuning) => new()
    {
        Sentence1ColumnName = "Sentence", BatchSize = 6, MaxEpoch = 30, FineTuning = tuning,
        Training = new NeuralNetworkOptions { Seed = 1, Optimizer = Optimizers.Sgd(0.5), ValidationFraction = 0 },
    };

    private static NeuralNetworkModel Network(TransformerChain<ITransformer> model) =>
        model.OfType<NeuralNetworkTransformer>().Single().Model;

    private static float[] Weight(NeuralNetworkModel model, string name) =>
        model.Weights.Single(weight => weight.Name == name).Values.ToArray();

    private static void AssertClose(Tensor expected, NeuralNetworkTransformer fitted, string name)
    {
        using Tensor flat = expected.detach().flatten();
        Assert.IsLessThanOrEqualTo(
            1e-5, GraphScores.Largest([.. flat.ToDoubles().Select(value => (float)value)], Weight(fitted.Model, name)), name);
    }

    private TransformerChain<ITransformer> Fit(IDataView data, FineTuning? tuning) =>
        _ml.MulticlassClassification.Trainers.NamedEntityRecognition(SmallBackbone.Make(Length), Options(tuning)).Fit(data);

    private IDataView Data() => Keyed(
        [.. Enumerable.Range(0, 12).Select(i => i % 2 == 0
            ? new Labelled("the  cat one", ["", "animal", "number"])
            : new Labelled("two dog\tthe three", ["number", "animal", "", "number"]))]);

    private IDataView Keyed(Labelled[] rows, int skipped = 0)
    {
        IDataView data = _ml.Data.LoadFromEnumerable(rows);
        IDataView keyed = _ml.Transforms.Conversion.MapValueToKey("Label").Fit(data).Transform(data);
        return skipped > 0 ? _ml.Data.SkipRows(keyed, skipped) : keyed;
    }

    private sealed record Labelled(string Sentence, string[] Label);

    private sealed class Row
    {
        [VectorType(Length), KeyType(15)]
        public uint[] Tokens { get; set; } = [];

        [VectorType(Vectors * Labels)]
        public float[] Targets { get; set; } = [];

        [NoColumn]
        public long[] Classes { get; set; } = [];

        public static Row[] Make(int count)
        {
            var random = new Random(5);
            return [.. Enumerable.Range(0, count).Select(_ =>
            {
                uint[] tokens = [.. Enumerable.Range(0, Length).Select(_ => (uint)random.Next(6, 16))];
                long[] classes = [-100, .. tokens.Select(token => token % 4 == 0 ? -100L : token % Labels), -100];
                var targets = new float[Vectors * Labels];
                for (int i = 0; i < Vectors; i++)
                {
                    if (classes[i] >= 0)
                        targets[(i * Labels) + classes[i]] = 1;
                }

                return new Row { Tokens = tokens, Targets = targets, Classes = classes };
            })];
        }
    }
}
