using MLFlux.Tests.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests;

/// <summary>What every loss keeps to. A new one is added to <see cref="All"/>.</summary>
[TestClass]
public sealed class LossContractTests
{
    private static readonly double[,] Scores = { { 1.5, -0.25, 0.75 }, { -2, 0.5, 3 }, { 0.1, 0.2, -4 } };
    private static readonly double[,] Numbers01 = { { 1, 0, 0.25 }, { 0, 1, 0.5 }, { 0.9, 0.3, 0 } };
    private static readonly double[,] Probabilities = { { 0.2, 0.5, 0.3 }, { 1, 0, 0 }, { 0.1, 0.1, 0.8 } };
    private static readonly double[,] Classes = { { 2 }, { 0 }, { 1 } };

    private static readonly double[,] Amounts = { { 1 }, { -0.75 }, { 0.15 } };

    private static readonly double[,] Softmaxed = { { 0.6, 0.1, 0.3 }, { 0.05, 0.15, 0.8 }, { 0.4, 0.5, 0.1 } };
    private static readonly double[,] Positive = { { 0.5, 2, 3.5 }, { 1, 0.25, 8 }, { 4, 1.5, 0.75 } };
    private static readonly double[,] Signs = { { 1, -1, 1 }, { -1, -1, 1 }, { 1, -1, -1 } };

    /// <summary>Float32's precision at 1.</summary>
    private static readonly double Epsilon = MathF.BitIncrement(1) - 1;

    /// <summary>Each with its text, an output, a target, and the loss of a batch of weighted rows in double precision.</summary>
    private static readonly IReadOnlyList<(
        Loss Loss, string Printed, bool TakesLogits, double[,] Output, double[,] Target, Func<Batch, double> Of)> All =
    [
        (Losses.CrossEntropy(), "CrossEntropy()", true, Scores, Classes, OfRows((x, t) => -Math.Log(Softmax(x)[(int)t[0]]))),
        (Losses.CrossEntropy(), "CrossEntropy()", true, Scores, Probabilities,
            OfRows((x, t) => -Softmax(x).Zip(t, (p, q) => q * Math.Log(p)).Sum())),
        (Losses.CrossEntropy(0.1), "CrossEntropy(0.1)", true, Scores, Classes,
            OfRows((x, t) => -Softmax(x).Select((p, k) => ((k == (int)t[0] ? 0.9 : 0) + (0.1 / 3)) * Math.Log(p)).Sum())),
        (Losses.CrossEntropy(0.2), "CrossEntropy(0.2)", true, Scores, Probabilities,
            OfRows((x, t) => -Softmax(x).Zip(t, (p, q) => ((0.8 * q) + (0.2 / 3)) * Math.Log(p)).Sum())),
        (Losses.BinaryCrossEntropy(), "BinaryCrossEntropy()", true, Scores, Numbers01, OfValues((x, t) =>
            -(t * Math.Log(1 / (1 + Math.Exp(-x)))) - ((1 - t) * Math.Log(1 - (1 / (1 + Math.Exp(-x))))))),
        (Losses.BinaryCrossEntropy(0.1), "BinaryCrossEntropy(0.1)", true, Scores, Numbers01, OfValues((x, t) =>
            -(((0.9 * t) + 0.05) * Math.Log(1 / (1 + Math.Exp(-x)))) - ((1 - (0.9 * t) - 0.05) * Math.Log(1 - (1 / (1 + Math.Exp(-x))))))),
        (Losses.MeanSquaredError(), "MeanSquaredError()", false, Scores, Numbers01, OfValues((x, t) => (x - t) * (x - t))),
        (Losses.MeanAbsoluteError(), "MeanAbsoluteError()", false, Scores, Numbers01, OfValues((x, t) => Math.Abs(x - t))),
        (Losses.Huber(), "Huber(1)", false, Scores, Numbers01, OfValues((x, t) => Huber(x - t, 1))),
        (Losses.Huber(delta: 0.3), "Huber(0.3)", false, Scores, Numbers01, OfValues((x, t) => Huber(x - t, 0.3))),
        (Losses.MeanSquaredLogarithmicError(), "MeanSquaredLogarithmicError()", false, Positive, Softmaxed,
            OfValues((x, t) => Math.Pow(Math.Log(x + Epsilon) - Math.Log(t + Epsilon), 2))),
        (Losses.Poisson(), "Poisson()", false, Positive, Positive, OfValues((x, t) => x - (t * Math.Log(x)))),
        (Losses.RobustQuasiLikelihood(), "RobustQuasiLikelihood(10)", false, Scores, Numbers01, OfValues(Quasi)),
        (Losses.Quantile(0.1, 0.5, 0.8), "Quantile(0.1, 0.5, 0.8)", false, Scores, Amounts,
            OfRows((x, t) => x.Zip([0.1, 0.5, 0.8], (q, level) => t[0] > q ? level * (t[0] - q) : (1 - level) * (q - t[0])).Average())),
        (Losses.SiameseContrastive(), "SiameseContrastive(1)", false, Positive, Numbers01,
            OfValues((x, t) => ((1 - t) * x * x) + (t * Math.Pow(Math.Max(0, 1 - x), 2)))),
        (Losses.SiameseContrastive(margin: 2.5), "SiameseContrastive(2.5)", false, Positive, Numbers01,
            OfValues((x, t) => ((1 - t) * x * x) + (t * Math.Pow(Math.Max(0, 2.5 - x), 2)))),
        (Losses.Hinge(), "Hinge()", true, Scores, Signs, OfValues((x, t) => Math.Max(0, 1 - (x * t)))),
        (Losses.SquaredHinge(), "SquaredHinge()", true, Scores, Signs, OfValues((x, t) => Math.Pow(Math.Max(0, 1 - (x * t)), 2))),
        (Losses.CrossEntropyOfProbabilities(), "CrossEntropyOfProbabilities()", false, Softmaxed, Probabilities,
            OfRows((x, t) => -x.Zip(t, (p, q) => q * Math.Log(p + Epsilon)).Sum())),
        (Losses.BinaryCrossEntropyOfProbabilities(), "BinaryCrossEntropyOfProbabilities()", false, Softmaxed, Numbers01,
            OfValues((x, t) => -(t * Math.Log(x + Epsilon)) - ((1 - t) * Math.Log(1 - x + Epsilon)))),
        (Losses.KullbackLeiblerDivergence(), "KullbackLeiblerDivergence()", false, Softmaxed, Probabilities,
            OfRows((x, t) => x.Zip(t, (p, q) => q == 0 ? 0 : q * Math.Log(q / (p + Epsilon))).Sum())),
        (Losses.Focal(), "Focal(2)", false, Softmaxed, Probabilities,
            OfRows((x, t) => -x.Zip(t, (p, q) => q * Math.Pow(1 - p + Epsilon, 2) * Math.Log(p + Epsilon)).Sum())),
        (Losses.Focal(0.5), "Focal(0.5)", false, Softmaxed, Probabilities,
            OfRows((x, t) => -x.Zip(t, (p, q) => q * Math.Sqrt(1 - p + Epsilon) * Math.Log(p + Epsilon)).Sum())),
        (Losses.BinaryFocal(), "BinaryFocal(2)", false, Softmaxed, Numbers01, OfValues((x, t) => BinaryFocal(x, t, 2))),
        (Losses.BinaryFocal(1.5), "BinaryFocal(1.5)", false, Softmaxed, Numbers01, OfValues((x, t) => BinaryFocal(x, t, 1.5))),
        (Losses.Dice(), "Dice(1)", false, Softmaxed, Numbers01, batch => Dice(batch, 1)),
        (Losses.Dice(0.1), "Dice(0.1)", false, Softmaxed, Numbers01, batch => Dice(batch, 0.1)),
        (Losses.Tversky(), "Tversky(0.7)", false, Softmaxed, Numbers01, batch => Tversky(batch, 0.7)),
        (Losses.Tversky(0.2), "Tversky(0.2)", false, Softmaxed, Numbers01, batch => Tversky(batch, 0.2)),
    ];

    /// <summary>All of the list.</summary>
    internal static IEnumerable<Loss> Listed => All.Select(row => row.Loss);

    private static IEnumerable<object[]> Rows => Enumerable.Range(0, All.Count).Select(row => new object[] { row });

    [TestMethod]
    public void Every_loss_is_in_the_list()
    {
        var listed = Listed.Append(ConnectionistTemporalClassificationTests.Loss)
            .Concat(GroupLossTests.Losses).Select(loss => loss.GetType())
            .Append(typeof(MLFlux.Training.HeadsLoss)) // The sum of several heads' has tests of its own: OutputsLossTests.
            .Append(typeof(MLFlux.Estimators.WordLoss)).ToHashSet(); // And that of labelled words: NamedEntityTuningTests.
        foreach (Type type in typeof(Loss).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Loss)) && !type.IsAbstract))
            Assert.Contains(type, listed, $"{type.Name} has no row.");
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Is_printed_as_it_is_written_and_reads_back(int row)
    {
        Assert.AreEqual(All[row].Printed, All[row].Loss.ToString());
        Assert.AreEqual(All[row].Loss, Losses.Parse(All[row].Printed));
        Assert.AreEqual(All[row].TakesLogits, All[row].Loss.TakesLogits);
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Is_the_mean_of_its_formula(int row)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor loss = All[row].Loss.Compute(tensor(All[row].Output), Target(row));
        Assert.AreEqual(0, loss.dim());
        Assert.AreEqual(All[row].Of(Whole(row, [1, 1, 1])), loss.item<double>(), 1e-12);
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Weights_make_a_weighted_mean(int row)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] weights = [0.5, 3, 1.25];
        Tensor loss = All[row].Loss.Compute(tensor(All[row].Output), Target(row), tensor(weights));
        Assert.AreEqual(0, loss.dim());
        Assert.AreEqual(All[row].Of(Whole(row, weights)), loss.item<double>(), 1e-12);
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Has_the_gradient_that_differences_have(int row)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (Tensor? weight in new[] { null, tensor([0.5, 3, 1.25]) })
        {
            Tensor output = tensor(All[row].Output).requires_grad_();
            All[row].Loss.Compute(output, Target(row), weight).backward();
            double[] differences = Numbers.Differences(
                output, () => All[row].Loss.Compute(output, Target(row), weight).item<double>());
            Numbers.AreClose(differences, output.grad!.ToDoubles(), 1e-8);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Shapes_and_types_that_do_not_match_are_refused(int row)
    {
        using DisposeScope scope = NewDisposeScope();
        Loss loss = All[row].Loss;
        Tensor target = Target(row);
        Refuses(() => loss.Compute(tensor(All[row].Output), target.narrow(0, 0, 1)));
        Refuses(() => loss.Compute(tensor(All[row].Output), target.to(ScalarType.Float32)));
        Refuses(() => loss.Compute(tensor(All[row].Output), target, tensor([1.0, 2])));
        Refuses(() => loss.Compute(tensor(All[row].Output), target, ones(3, 1, ScalarType.Float64)));

        // What libtorch broadcasts to [3, 3] in silence.
        Refuses(() => loss.Compute(ones(3, 1, ScalarType.Float64), ones(3, ScalarType.Float64)));

        void Refuses(Action compute)
        {
            string message = Assert.ThrowsExactly<ArgumentException>(compute).Message;
            StringAssert.Contains(message, loss.ToString());
            StringAssert.Contains(message, "Float64 [");
        }
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Extreme_scores_keep_loss_and_gradient_finite(int row)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor extreme = All[row].Output == Softmaxed ? tensor(All[row].Output).round() : tensor(All[row].Output) * 1e4;
        Tensor output = extreme.to(ScalarType.Float32).detach().requires_grad_();
        Tensor target = Target(row);
        Tensor loss = All[row].Loss.Compute(output, target.dtype == ScalarType.Int64 ? target : target.to(ScalarType.Float32));
        loss.backward();
        Assert.IsTrue(float.IsFinite(loss.item<float>()));
        Assert.IsTrue(output.grad!.ToDoubles().All(double.IsFinite));
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Leaves_no_tensor_behind(int row)
    {
        using Tensor output = tensor(All[row].Output), target = Target(row), weight = tensor([0.5, 3, 1.25]);
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        All[row].Loss.Compute(output, target).Dispose();
        All[row].Loss.Compute(output, target, weight).Dispose();
        Assert.AreEqual(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    public void A_vector_of_scores_may_face_a_vector_of_targets()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor([1.0, 2, 4]), t = tensor([1.0, 0, 1]);
        Assert.AreEqual(13.0 / 3, Losses.MeanSquaredError().Compute(x, t).item<double>(), 1e-12);
        Assert.AreEqual(8.0 / 4, Losses.MeanSquaredError().Compute(x, t, tensor([2.0, 2, 0])).item<double>(), 1e-12);
    }

    [TestMethod]
    [DataRow(0)]
    [DataRow(-1)]
    [DataRow(double.NaN)]
    [DataRow(double.PositiveInfinity)]
    public void A_wrong_delta_is_refused(double delta) =>
        Assert.AreEqual("delta", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => Losses.Huber(delta)).ParamName);

    [TestMethod]
    [DataRow("Contrastive()", "'Contrastive' is not a loss")]
    [DataRow("SiameseContrastive(0)", "'SiameseContrastive(0)': ")]
    [DataRow("Focal(-1)", "'Focal(-1)': ")]
    [DataRow("Dice(0)", "'Dice(0)': ")]
    [DataRow("Tversky(1.5)", "'Tversky(1.5)': ")]
    [DataRow("CrossEntropy(1)", "'CrossEntropy(1)': ")]
    [DataRow("BinaryCrossEntropy(-0.1)", "'BinaryCrossEntropy(-0.1)': ")]
    [DataRow("Huber(delta: 0)", "'Huber(delta: 0)': ")]
    [DataRow("Huber(1, delta: 2)", "Huber does not take '1' here")]
    [DataRow("Quantile()", "there is no quantile")]
    [DataRow("Quantile(0.5, half)", "Quantile takes numbers, got 'half'")]
    [DataRow("Quantile(0.5, 0.05)", "0.05 comes after 0.5")]
    public void A_wrong_text_is_a_clear_error(string text, string says) =>
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Losses.Parse(text)).Message, says);

    private static Tensor Target(int row)
    {
        using Tensor target = tensor(All[row].Target);
        return All[row].Target == Classes ? target.to(ScalarType.Int64).view(-1) : target.alias();
    }

    /// <summary>The rows of a case in double precision, each with its weight.</summary>
    private static Batch Whole(int row, double[] weights) => new(
        [.. Enumerable.Range(0, 3).Select(i => Row(All[row].Output, i))], [.. Enumerable.Range(0, 3).Select(i => Row(All[row].Target, i))],
        weights);

    private static Func<Batch, double> OfRows(Func<double[], double[], double> ofRow) => batch =>
        batch.Outputs.Zip(batch.Targets, ofRow).Zip(batch.Weights, (loss, weight) => loss * weight).Sum() / batch.Weights.Sum();

    private static Func<Batch, double> OfValues(Func<double, double, double> ofValue) =>
        OfRows((x, t) => x.Zip(t, ofValue).Average());

    private static double Sum(Batch batch, Func<double, double, double> of) =>
        batch.Outputs.Zip(batch.Targets, (x, t) => x.Zip(t, of).Sum()).Zip(batch.Weights, (sum, weight) => sum * weight)
        .Sum() / batch.Weights.Average();

    private static double[] Row(double[,] values, int row) =>
        [.. Enumerable.Range(0, values.GetLength(1)).Select(column => values[row, column])];

    private static double[] Softmax(double[] x) => [.. x.Select(value => Math.Exp(value) / x.Sum(Math.Exp))];

    private static double Quasi(double x, double near) =>
        Math.Sqrt(1 + (x * x)) - (near * Math.Asinh(x)) - Math.Sqrt(1 + (near * near)) + (near * Math.Asinh(near));

    private static double Huber(double d, double delta) =>
        Math.Abs(d) <= delta ? d * d / 2 : delta * (Math.Abs(d) - (delta / 2));

    private static double BinaryFocal(double x, double t, double gamma)
    {
        double right = (t * x) + ((1 - t) * (1 - x));
        return -Math.Pow(1 - right + Epsilon, gamma) * Math.Log(right + Epsilon);
    }

    private static double Dice(Batch batch, double smooth) =>
        1 - (((2 * Sum(batch, (x, t) => x * t)) + smooth) / (Sum(batch, (x, _) => x * x) + Sum(batch, (_, t) => t * t) + smooth));

    private static double Tversky(Batch batch, double beta) =>
        1 - ((Sum(batch, (x, t) => x * t) + 1)
            / (Sum(batch, (x, t) => (x * t) + (beta * x * (1 - t)) + ((1 - beta) * (1 - x) * t)) + 1));

    private sealed record Batch(double[][] Outputs, double[][] Targets, double[] Weights);
}
