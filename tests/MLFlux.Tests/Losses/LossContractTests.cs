using MLFlux.Tests.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests;

/// <summary>What every loss keeps to. A new one is added to <see cref="All"/>.</summary>
[TestClass]
public sealed class LossContractTests
{
    private static readonly double[,] Output = { { 1.5, -0.25, 0.75 }, { -2, 0.5, 3 }, { 0.1, 0.2, -4 } };
    private static readonly double[,] Numbers01 = { { 1, 0, 0.25 }, { 0, 1, 0.5 }, { 0.9, 0.3, 0 } };
    private static readonly double[,] Probabilities = { { 0.2, 0.5, 0.3 }, { 1, 0, 0 }, { 0.1, 0.1, 0.8 } };
    private static readonly double[,] Classes = { { 2 }, { 0 }, { 1 } };

    /// <summary>Each with its text, a target, and the loss of a row in double precision.</summary>
    private static readonly IReadOnlyList<(Loss Loss, string Printed, bool TakesLogits, double[,] Target, Func<double[], double[], double> OfRow)> All =
    [
        (Losses.CrossEntropy(), "CrossEntropy()", true, Classes, (x, t) => -Math.Log(Softmax(x)[(int)t[0]])),
        (Losses.CrossEntropy(), "CrossEntropy()", true, Probabilities, (x, t) => -Softmax(x).Zip(t, (p, q) => q * Math.Log(p)).Sum()),
        (Losses.BinaryCrossEntropy(), "BinaryCrossEntropy()", true, Numbers01, Mean((x, t) =>
            -(t * Math.Log(1 / (1 + Math.Exp(-x)))) - ((1 - t) * Math.Log(1 - (1 / (1 + Math.Exp(-x))))))),
        (Losses.MeanSquaredError(), "MeanSquaredError()", false, Numbers01, Mean((x, t) => (x - t) * (x - t))),
        (Losses.MeanAbsoluteError(), "MeanAbsoluteError()", false, Numbers01, Mean((x, t) => Math.Abs(x - t))),
        (Losses.Huber(), "Huber(1)", false, Numbers01, Mean((x, t) => Huber(x - t, 1))),
        (Losses.Huber(delta: 0.3), "Huber(0.3)", false, Numbers01, Mean((x, t) => Huber(x - t, 0.3))),
    ];

    private static IEnumerable<object[]> Rows => Enumerable.Range(0, All.Count).Select(row => new object[] { row });

    [TestMethod]
    public void Every_loss_is_in_the_list()
    {
        var listed = All.Select(row => row.Loss.GetType()).ToHashSet();
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
        Tensor loss = All[row].Loss.Compute(tensor(Output), Target(row));
        Assert.AreEqual(0, loss.dim());
        Assert.AreEqual(OfRows(row).Average(), loss.item<double>(), 1e-12);
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Weights_make_a_weighted_mean(int row)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] weights = [0.5, 3, 1.25];
        Tensor loss = All[row].Loss.Compute(tensor(Output), Target(row), tensor(weights));
        Assert.AreEqual(0, loss.dim());
        Assert.AreEqual(OfRows(row).Zip(weights, (l, w) => l * w).Sum() / weights.Sum(), loss.item<double>(), 1e-12);
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Has_the_gradient_that_differences_have(int row)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (Tensor? weight in new[] { null, tensor([0.5, 3, 1.25]) })
        {
            Tensor output = tensor(Output).requires_grad_();
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
        Refuses(() => loss.Compute(tensor(Output), target.narrow(0, 0, 1)));
        Refuses(() => loss.Compute(tensor(Output), target.to(ScalarType.Float32)));
        Refuses(() => loss.Compute(tensor(Output), target, tensor([1.0, 2])));
        Refuses(() => loss.Compute(tensor(Output), target, ones(3, 1, ScalarType.Float64)));

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
        Tensor output = (tensor(Output).to(ScalarType.Float32) * 1e4f).detach().requires_grad_();
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
        using Tensor output = tensor(Output), target = Target(row), weight = tensor([0.5, 3, 1.25]);
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
    [DataRow("Hinge()", "'Hinge' is not a loss")]
    [DataRow("Huber(delta: 0)", "'Huber(delta: 0)': ")]
    [DataRow("Huber(1, delta: 2)", "Huber does not take '1' here")]
    public void A_wrong_text_is_a_clear_error(string text, string says) =>
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Losses.Parse(text)).Message, says);

    private static Tensor Target(int row)
    {
        using Tensor target = tensor(All[row].Target);
        return All[row].Target == Classes ? target.to(ScalarType.Int64).view(-1) : target.alias();
    }

    private static double[] OfRows(int row) =>
        [.. Enumerable.Range(0, 3).Select(i => All[row].OfRow(Row(Output, i), Row(All[row].Target, i)))];

    private static double[] Row(double[,] values, int row) =>
        [.. Enumerable.Range(0, values.GetLength(1)).Select(column => values[row, column])];

    private static Func<double[], double[], double> Mean(Func<double, double, double> ofValue) =>
        (x, t) => x.Zip(t, ofValue).Average();

    private static double[] Softmax(double[] x) => [.. x.Select(value => Math.Exp(value) / x.Sum(Math.Exp))];

    private static double Huber(double d, double delta) =>
        Math.Abs(d) <= delta ? d * d / 2 : delta * (Math.Abs(d) - (delta / 2));
}
