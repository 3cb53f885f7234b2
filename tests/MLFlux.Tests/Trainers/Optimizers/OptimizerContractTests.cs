using MLFlux.Tests.Construction;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Tests;

/// <summary>What every optimizer keeps to. A new one is added to <see cref="All"/>.</summary>
[TestClass]
public sealed class OptimizerContractTests
{
    // Not a multiple of any vector's width, so that what is left over is tested too.
    private const int Size = 37, Steps = 50;

    /// <summary>Each with its text, the formula for one weight, and TorchSharp's own.</summary>
    private static readonly IReadOnlyList<(
        Optimizer Optimizer,
        string Printed,
        Func<double, IEnumerable<double>, double> Formula,
        Func<Parameter, optim.Optimizer>? Own)> All =
    [
        (Optimizers.Sgd(), "Sgd(learningRate: 0.1)", (p, g) => Sgd(p, g, 0.1, 0, 0, false), p => optim.SGD([p], 0.1)),
        (Optimizers.Sgd(0.05, momentum: 0.9), "Sgd(learningRate: 0.05, momentum: 0.9)",
            (p, g) => Sgd(p, g, 0.05, 0.9, 0, false), p => optim.SGD([p], 0.05, momentum: 0.9)),
        (Optimizers.Sgd(0.05, weightDecay: 0.1), "Sgd(learningRate: 0.05, weightDecay: 0.1)",
            (p, g) => Sgd(p, g, 0.05, 0, 0.1, false), p => optim.SGD([p], 0.05, weight_decay: 0.1)),
        (Optimizers.Sgd(0.05, 0.8, 0.1), "Sgd(learningRate: 0.05, momentum: 0.8, weightDecay: 0.1)",
            (p, g) => Sgd(p, g, 0.05, 0.8, 0.1, false), p => optim.SGD([p], 0.05, momentum: 0.8, weight_decay: 0.1)),
        (Optimizers.Sgd(0.05, 0.8, 0.1, nesterov: true), "Sgd(learningRate: 0.05, momentum: 0.8, weightDecay: 0.1, nesterov: true)",
            (p, g) => Sgd(p, g, 0.05, 0.8, 0.1, true), p => optim.SGD([p], 0.05, momentum: 0.8, weight_decay: 0.1, nesterov: true)),
        (Optimizers.Adam(), "Adam(learningRate: 0.001)",
            (p, g) => Adam(p, g, 0.001, 0.9, 0.999, 1e-8, 0, 0), p => optim.Adam([p])),
        (Optimizers.Adam(0.02, 0.8, 0.99, 1e-5, 0.1), "Adam(learningRate: 0.02, beta1: 0.8, beta2: 0.99, epsilon: 1E-05, weightDecay: 0.1)",
            (p, g) => Adam(p, g, 0.02, 0.8, 0.99, 1e-5, 0.1, 0), p => optim.Adam([p], 0.02, 0.8, 0.99, 1e-5, 0.1)),
        (Optimizers.AdamW(), "AdamW(learningRate: 0.001)",
            (p, g) => Adam(p, g, 0.001, 0.9, 0.999, 1e-8, 0, 0.01), p => optim.AdamW([p], weight_decay: 0.01)),
        (Optimizers.AdamW(0.02, 0.8, 0.99, 1e-5, 0.1),
            "AdamW(learningRate: 0.02, beta1: 0.8, beta2: 0.99, epsilon: 1E-05, weightDecay: 0.1)",
            (p, g) => Adam(p, g, 0.02, 0.8, 0.99, 1e-5, 0, 0.1), p => optim.AdamW([p], 0.02, 0.8, 0.99, 1e-5, 0.1)),
        (Optimizers.Descent(), "Sgd(learningRate: 0.1)", (p, g) => Sgd(p, g, 0.1, 0, 0, false), p => optim.SGD([p], 0.1)),
        (Optimizers.Momentum(), "Sgd(learningRate: 0.01, momentum: 0.9)",
            (p, g) => FluxMomentum(p, g, 0.01, 0.9), p => optim.SGD([p], 0.01, momentum: 0.9)),
        (Optimizers.Nesterov(), "Sgd(learningRate: 0.001, momentum: 0.9, nesterov: true)",
            (p, g) => FluxNesterov(p, g, 0.001, 0.9), p => optim.SGD([p], 0.001, momentum: 0.9, nesterov: true)),
        (Optimizers.RmsProp(), "RmsProp(learningRate: 0.001)",
            (p, g) => RmsProp(p, g, 0.001, 0.9, 1e-8, 0, false), p => optim.RMSProp([p], 0.001, 0.9)),
        (Optimizers.RmsProp(0.02, 0.8, 1e-5, 0.1, centered: true),
            "RmsProp(learningRate: 0.02, decay: 0.8, epsilon: 1E-05, weightDecay: 0.1, centered: true)",
            (p, g) => RmsProp(p, g, 0.02, 0.8, 1e-5, 0.1, true), p => optim.RMSProp([p], 0.02, 0.8, 1e-5, 0.1, centered: true)),
        (Optimizers.Rprop(), "Rprop(learningRate: 0.001)",
            (p, g) => Rprop(p, g, 0.001, 0.5, 1.2, 1e-6, 50), p => optim.Rprop([p], 0.001)),
        (Optimizers.Rprop(0.1, 0.4, 1.5, 0.05, 0.2), "Rprop(learningRate: 0.1, shrink: 0.4, grow: 1.5, smallest: 0.05, largest: 0.2)",
            (p, g) => Rprop(p, g, 0.1, 0.4, 1.5, 0.05, 0.2), p => optim.Rprop([p], 0.1, 0.4, 1.5, 0.05, 0.2)),
        (Optimizers.RAdam(), "RAdam(learningRate: 0.001)", (p, g) => RAdam(p, g, 0.001, 0.9, 0.999, 1e-8, 0), null),

        // TorchSharp's multiplies by the learning rate twice, which shows everywhere but at 1.
        (Optimizers.RAdam(1, 0.8, 0.9, 1e-5, 0.1), "RAdam(learningRate: 1, beta1: 0.8, beta2: 0.9, epsilon: 1E-05, weightDecay: 0.1)",
            (p, g) => RAdam(p, g, 1, 0.8, 0.9, 1e-5, 0.1), p => optim.RAdam([p], 1, 0.8, 0.9, 1e-5, 0.1)),
        (Optimizers.NAdam(), "NAdam(learningRate: 0.001)",
            (p, g) => NAdam(p, g, 0.001, 0.9, 0.999, 1e-8, 0), p => optim.NAdam([p], 0.001)),
        (Optimizers.NAdam(0.02, 0.8, 0.99, 1e-5, 0.1),
            "NAdam(learningRate: 0.02, beta1: 0.8, beta2: 0.99, epsilon: 1E-05, weightDecay: 0.1)",
            (p, g) => NAdam(p, g, 0.02, 0.8, 0.99, 1e-5, 0.1), p => optim.NAdam([p], 0.02, 0.8, 0.99, 1e-5, 0.1)),
        (Optimizers.AMSGrad(), "AMSGrad(learningRate: 0.001)",
            (p, g) => AMSGrad(p, g, 0.001, 0.9, 0.999, 1e-8, 0), p => optim.Adam([p], amsgrad: true)),
        (Optimizers.AMSGrad(0.02, 0.8, 0.7, 1e-5, 0.1),
            "AMSGrad(learningRate: 0.02, beta1: 0.8, beta2: 0.7, epsilon: 1E-05, weightDecay: 0.1)",
            (p, g) => AMSGrad(p, g, 0.02, 0.8, 0.7, 1e-5, 0.1), p => optim.Adam([p], 0.02, 0.8, 0.7, 1e-5, 0.1, amsgrad: true)),
        (Optimizers.AdaMax(), "AdaMax(learningRate: 0.001)",
            (p, g) => AdaMax(p, g, 0.001, 0.9, 0.999, 1e-8, 0), p => optim.Adamax([p], 0.001)),
        (Optimizers.AdaMax(0.02, 0.8, 0.7, 1e-5, 0.1),
            "AdaMax(learningRate: 0.02, beta1: 0.8, beta2: 0.7, epsilon: 1E-05, weightDecay: 0.1)",
            (p, g) => AdaMax(p, g, 0.02, 0.8, 0.7, 1e-5, 0.1), p => optim.Adamax([p], 0.02, 0.8, 0.7, 1e-5, 0.1)),
        (Optimizers.AdaGrad(), "AdaGrad(learningRate: 0.1)",
            (p, g) => AdaGrad(p, g, 0.1, 1e-8, 0), p => optim.Adagrad([p], 0.1, eps: 1e-8)),
        (Optimizers.AdaGrad(0.02, 1e-5, 0.1), "AdaGrad(learningRate: 0.02, epsilon: 1E-05, weightDecay: 0.1)",
            (p, g) => AdaGrad(p, g, 0.02, 1e-5, 0.1), p => optim.Adagrad([p], 0.02, weight_decay: 0.1, eps: 1e-5)),
        (Optimizers.AdaDelta(), "AdaDelta(learningRate: 1)",
            (p, g) => AdaDelta(p, g, 1, 0.9, 1e-8, 0), p => optim.Adadelta([p], eps: 1e-8)),
        (Optimizers.AdaDelta(0.5, 0.8, 1e-5, 0.1), "AdaDelta(learningRate: 0.5, decay: 0.8, epsilon: 1E-05, weightDecay: 0.1)",
            (p, g) => AdaDelta(p, g, 0.5, 0.8, 1e-5, 0.1), p => optim.Adadelta([p], 0.5, 0.8, 1e-5, 0.1)),
        (Optimizers.Lion(), "Lion(learningRate: 0.0001)", (p, g) => Lion(p, g, 1e-4, 0.9, 0.99, 0), null),
        (Optimizers.Lion(0.02, 0.8, 0.7, 0.1), "Lion(learningRate: 0.02, beta1: 0.8, beta2: 0.7, weightDecay: 0.1)",
            (p, g) => Lion(p, g, 0.02, 0.8, 0.7, 0.1), null),
        (Optimizers.AdaBelief(), "AdaBelief(learningRate: 0.001)", (p, g) => AdaBelief(p, g, 0.001, 0.9, 0.999, 1e-16, 0), null),
        (Optimizers.AdaBelief(0.02, 0.8, 0.99, 1e-5, 0.1),
            "AdaBelief(learningRate: 0.02, beta1: 0.8, beta2: 0.99, epsilon: 1E-05, weightDecay: 0.1)",
            (p, g) => AdaBelief(p, g, 0.02, 0.8, 0.99, 1e-5, 0.1), null),
        (Optimizers.OAdam(), "OAdam(learningRate: 0.001)", (p, g) => OAdam(p, g, 0.001, 0.5, 0.9, 1e-8, 0), null),
        (Optimizers.OAdam(0.02, 0.9, 0.999, 1e-5, 0.1),
            "OAdam(learningRate: 0.02, beta1: 0.9, beta2: 0.999, epsilon: 1E-05, weightDecay: 0.1)",
            (p, g) => OAdam(p, g, 0.02, 0.9, 0.999, 1e-5, 0.1), null),
        (Optimizers.WeightDecay(), "Sgd(learningRate: 1, weightDecay: 0.0005)", (p, g) => Sgd(p, g, 1, 0, 5e-4, false), null),
        (Optimizers.SignDecay(), "SignDecay(decay: 0.001)", (p, g) => SignDecay(p, g, 1, 0.001), null),
        (Optimizers.SignDecay(0.2, 0.05), "SignDecay(decay: 0.2, learningRate: 0.05)", (p, g) => SignDecay(p, g, 0.05, 0.2), null),
        (Optimizers.Chain(Optimizers.Adam(0.02)), "Chain(Optimizers.Adam(learningRate: 0.02))",
            (p, g) => Adam(p, g, 0.02, 0.9, 0.999, 1e-8, 0, 0), p => optim.Adam([p], 0.02)),
        (Optimizers.Chain(Optimizers.SignDecay(0.2), Optimizers.WeightDecay(0.1), Optimizers.Adam(0.02)),
            "Chain(Optimizers.SignDecay(decay: 0.2), Optimizers.Sgd(learningRate: 1, weightDecay: 0.1), Optimizers.Adam(learningRate: "
            + "0.02))",
            (p, g) => Decayed(p, g, 0.02, 0.2, 0.1), null),
        (Optimizers.Chain(Optimizers.Momentum(0.5, 0.8), Optimizers.Sgd(0.05)),
            "Chain(Optimizers.Sgd(learningRate: 0.5, momentum: 0.8), Optimizers.Sgd(learningRate: 0.05))",
            (p, g) => Sgd(p, g, 0.5 * 0.05, 0.8, 0, false), p => optim.SGD([p], 0.5 * 0.05, momentum: 0.8)),
        (Optimizers.Chain(Optimizers.Sgd(0.5, 0.8, 0.1, nesterov: true), Optimizers.Chain(Optimizers.Descent(1), Optimizers.Descent(1))),
            "Chain(Optimizers.Sgd(learningRate: 0.5, momentum: 0.8, weightDecay: 0.1, nesterov: true), Optimizers.Sgd(learningRate: 1), "
            + "Optimizers.Sgd(learningRate: 1))",
            (p, g) => Sgd(p, g, 0.5, 0.8, 0.1, true), null),
        (Optimizers.Chain(Optimizers.AdamW(0.02, weightDecay: 0.1), Optimizers.Descent(0.5)),
            "Chain(Optimizers.AdamW(learningRate: 0.02, weightDecay: 0.1), Optimizers.Sgd(learningRate: 0.5))",
            (p, g) => HalfAdamW(p, g, 0.02, 0.1), null),
    ];

    /// <summary>All of the list.</summary>
    internal static IEnumerable<Optimizer> Listed => All.Select(row => row.Optimizer);

    private static IEnumerable<object[]> Rows => Enumerable.Range(0, All.Count).Select(row => new object[] { row });

    [TestMethod]
    public void Every_optimizer_is_in_the_list()
    {
        var listed = All.Select(row => row.Optimizer.GetType()).ToHashSet();
        foreach (Type type in typeof(Optimizer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Optimizer)) && !type.IsAbstract))
            Assert.Contains(type, listed, $"{type.Name} has no row.");
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void What_fades_without_gradients_does_not_stay_denormal(int row)
    {
        // The square of the first is 0 from the beginning; the square of the second fades through the denormal numbers too.
        foreach (float first in new[] { 1e-30f, 1e-17f })
            AssertNotDenormal(row, first);
    }

    private static void AssertNotDenormal(int row, float first)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        Tensor weights = full([Size], 0.5f), gradients = full([Size], first);
        using Updater updater = All[row].Optimizer.CreateUpdater(weights, gradients);
        for (int step = 0; step < 3_000; step++)
        {
            using DisposeScope each = NewDisposeScope();
            updater.Step(1e-3);
            gradients.zero_();
            weights.fill_(0.5f); // Or else a decay of weights would shrink them, and what follows from them, for ever.
        }

        foreach ((string name, Tensor state) in updater.State)
        {
            if (state.dtype == ScalarType.Float32)
            {
                Assert.IsFalse(
                    state.data<float>().ToArray().Any(value => value != 0 && Math.Abs(value) < 1.17549435e-38f), $"{name}, {first}");
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Is_printed_as_it_is_written_and_reads_back(int row)
    {
        Assert.AreEqual(All[row].Printed, All[row].Optimizer.ToString());
        Assert.AreEqual(All[row].Optimizer, Optimizers.Parse(All[row].Printed));
        Assert.IsEmpty(All[row].Optimizer.Faults());
        Assert.AreEqual(0.5, Optimizers.Parse((All[row].Optimizer with { LearningRate = 0.5 }).ToString()).LearningRate);
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Follows_its_formula_in_single_and_in_double_precision(int row)
    {
        // Float32 on the CPU and everything else take different ways.
        Numbers.AreClose(OfFormula(row), Run(row, ScalarType.Float64), 1e-13, "double");
        Numbers.AreClose(OfFormula(row), Run(row, ScalarType.Float32), 1e-5, "single");
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Goes_where_TorchSharps_own_goes(int row)
    {
        if (All[row].Own is not { } create)
            return;

        using DisposeScope scope = NewDisposeScope();
        using var parameter = new Parameter(Start(ScalarType.Float32));
        using optim.Optimizer own = create(parameter);
        for (int step = 0; step < Steps; step++)
        {
            parameter.grad = Gradient(step, ScalarType.Float32);
            own.step();
        }

        Numbers.AreClose(parameter.ToDoubles(), Run(row, ScalarType.Float32), 1e-5);
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Steps_without_leaving_a_tensor_or_touching_the_gradients(int row)
    {
        using IDisposable without = no_grad();
        using Tensor parameters = Start(ScalarType.Float32), gradients = Gradient(0, ScalarType.Float32), copy = gradients.clone();
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (Updater updater = All[row].Optimizer.CreateUpdater(parameters, gradients))
        {
            Step(updater);
            long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
            for (int step = 0; step < 10; step++)
                Step(updater);
            Assert.AreEqual(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        Numbers.AreClose(copy, gradients, 0);

        void Step(Updater updater)
        {
            using DisposeScope scope = NewDisposeScope();
            updater.Step(All[row].Optimizer.LearningRate);
        }
    }

    [TestMethod]
    [DynamicData(nameof(Rows))]
    public void Continues_exactly_from_a_saved_state(int row)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable without = no_grad();
        Tensor parameters = Start(ScalarType.Float32), gradients = zeros(Size);
        using Updater updater = All[row].Optimizer.CreateUpdater(parameters, gradients);
        Run(updater, gradients, All[row].Optimizer.LearningRate, 0, Steps / 2);

        Tensor copy = parameters.clone(), others = zeros(Size);
        using Updater resumed = All[row].Optimizer.CreateUpdater(copy, others);
        foreach ((string name, Tensor state) in updater.State)
            resumed.State[name].copy_(state);
        Run(resumed, others, All[row].Optimizer.LearningRate, Steps / 2, Steps);

        CollectionAssert.AreEqual(Run(row, ScalarType.Float32), copy.ToDoubles());
    }

    [TestMethod]
    [DataRow("Sgd(learningRate: 0)", "Sgd: learningRate must be greater than 0, got 0.")]
    [DataRow("Sgd(momentum: 1)", "Sgd: momentum must be from 0 to less than 1, got 1.")]
    [DataRow("Sgd(nesterov: true)", "Sgd: momentum must be greater than 0 with nesterov: true, got 0.")]
    [DataRow("Sgd(nesterov: 1)", "'Sgd(nesterov: 1)': nesterov is true or false, got '1'.")]
    [DataRow("Adam(learningRate: NaN)", "Adam: learningRate must be greater than 0, got NaN.")]
    [DataRow("Adam(beta3: 1)", "'Adam(beta3: 1)': Adam does not take 'beta3' here.")]
    [DataRow("AdamW(epsilon: 0)", "AdamW: epsilon must be greater than 0, got 0.")]
    [DataRow("RmsProp(decay: 1)", "RmsProp: decay must be from 0 to less than 1, got 1.")]
    [DataRow("Rprop(smallest: 1, largest: 0.5)", "Rprop: largest must be at least the smallest, got 0.5.")]
    [DataRow("Lion(beta2: 1)", "Lion: beta2 must be from 0 to less than 1, got 1.")]
    [DataRow("AdaBelief(epsilon: 0)", "AdaBelief: epsilon must be greater than 0, got 0.")]
    [DataRow("OAdam(beta1: -1)", "OAdam: beta1 must be from 0 to less than 1, got -1.")]
    [DataRow("SignDecay(-1)", "SignDecay: decay must be at least 0, got -1.")]
    [DataRow("Chain()", "'Chain()': A chain needs at least one optimizer. (Parameter 'rules')")]
    [DataRow("Chain(Optimizers.Chain(Optimizers.Adam()))", "Chain: a chain within a chain is written as one.")]
    [DataRow("Chain(Optimizers.Adam(beta1: 1), Optimizers.Sgd())", "Adam: beta1 must be from 0 to less than 1, got 1.")]
    [DataRow("Chain(rate: 1, Optimizers.Sgd())", "'Chain(rate: 1, Optimizers.Sgd())': Chain does not take 'rate' here.")]
    [DataRow("AdaGrad(weightDecay: -1)", "AdaGrad: weightDecay must be at least 0, got -1.")]
    public void A_wrong_text_is_a_clear_error(string text, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<InvalidDataException>(() => Optimizers.Parse(text)).Message);

    [TestMethod]
    public void The_learning_rate_of_a_chain_is_that_of_its_last()
    {
        Optimizer chain = Optimizers.Chain(Optimizers.SignDecay(0.2), Optimizers.Adam(0.02)) with { LearningRate = 0.5 };
        Assert.AreEqual(Optimizers.Chain(Optimizers.SignDecay(0.2), Optimizers.Adam(0.5)), chain);
        Assert.AreEqual(Optimizers.Chain(Optimizers.SignDecay(0.2), Optimizers.Adam(0.5)).GetHashCode(), chain.GetHashCode());
        Assert.AreNotEqual(Optimizers.Chain(Optimizers.SignDecay(0.2), Optimizers.Adam(0.02)), chain);
        Assert.AreEqual(0.5, Optimizers.Chain(chain).LearningRate, "a chain within a chain keeps its rate");
    }

    [TestMethod]
    public void A_state_is_that_of_the_whole_chain() =>
        Assert.AreEqual("Chain(SignDecay, Adam)", Optimizers.Chain(Optimizers.SignDecay(0.2), Optimizers.Adam(0.02)).Kind);

    [TestMethod]
    public void All_faults_are_told_at_once()
    {
        Assert.HasCount(4, Optimizers.Lion(0, 1, -1, -1).Faults());
        Assert.HasCount(3, Optimizers.Chain(Optimizers.SignDecay(-1, 0), Optimizers.Sgd(0)).Faults());

        Assert.HasCount(5, Optimizers.Adam(-1, 1, -0.5, 0, -1).Faults());
        Assert.HasCount(5, Optimizers.AdamW(double.PositiveInfinity, 2, double.NaN, -1, double.NaN).Faults());
        Assert.HasCount(3, Optimizers.Sgd(0, -1, -1, nesterov: true).Faults());
        Assert.HasCount(5, Optimizers.NAdam(-1, 1, -0.5, 0, -1).Faults());
        Assert.HasCount(4, Optimizers.RmsProp(0, 1, 0, -1).Faults());
        Assert.HasCount(5, Optimizers.Rprop(0, 1, 1, 0, -1).Faults());
        Assert.HasCount(3, Optimizers.AdaGrad(0, 0, -1).Faults());
        Assert.HasCount(4, Optimizers.AdaDelta(0, 1, 0, -1).Faults());
    }

    private static double[] Run(int row, ScalarType type)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable without = no_grad();
        Tensor parameters = Start(type), gradients = zeros(Size, type);
        using Updater updater = All[row].Optimizer.CreateUpdater(parameters, gradients);
        Run(updater, gradients, All[row].Optimizer.LearningRate, 0, Steps);
        return parameters.ToDoubles();
    }

    private static void Run(Updater updater, Tensor gradients, double learningRate, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            gradients.copy_(Gradient(step, gradients.dtype));
            updater.Step(learningRate);
        }
    }

    private static double[] OfFormula(int row)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] start = Start(ScalarType.Float64).ToDoubles();
        double[][] gradients = [.. Enumerable.Range(0, Steps).Select(step => Gradient(step, ScalarType.Float64).ToDoubles())];
        return [.. start.Select((p, i) => All[row].Formula(p, gradients.Select(g => g[i])))];
    }

    private static Tensor Start(ScalarType type) => Numbers.Normal(100, type, Size);

    private static Tensor Gradient(int step, ScalarType type) => Numbers.Normal(step, type, Size);

    private static double Sgd(double p, IEnumerable<double> gradients, double rate, double momentum, double decay, bool nesterov)
    {
        double velocity = 0;
        foreach (double gradient in gradients)
        {
            double g = gradient + (decay * p);
            velocity = (momentum * velocity) + g;
            p -= rate * (nesterov ? g + (momentum * velocity) : velocity);
        }

        return p;
    }

    private static double Adam(
        double p, IEnumerable<double> gradients, double rate, double beta1, double beta2, double epsilon, double decay, double decoupled)
    {
        double m = 0, v = 0;
        int t = 0;
        foreach (double gradient in gradients)
        {
            t++;
            p -= rate * decoupled * p;
            double g = gradient + (decay * p);
            m = (beta1 * m) + ((1 - beta1) * g);
            v = (beta2 * v) + ((1 - beta2) * g * g);
            p -= rate * (m / (1 - Math.Pow(beta1, t))) / (Math.Sqrt(v / (1 - Math.Pow(beta2, t))) + epsilon);
        }

        return p;
    }

    /// <summary>As Optimisers.jl writes it: the velocity holds the learning rate.</summary>
    private static double FluxMomentum(double p, IEnumerable<double> gradients, double rate, double momentum)
    {
        double velocity = 0;
        foreach (double g in gradients)
            p -= velocity = (momentum * velocity) + (rate * g);
        return p;
    }

    /// <summary>As Optimisers.jl writes it.</summary>
    private static double FluxNesterov(double p, IEnumerable<double> gradients, double rate, double momentum)
    {
        double velocity = 0;
        foreach (double g in gradients)
        {
            p -= (-momentum * momentum * velocity) + ((1 + momentum) * rate * g);
            velocity = (momentum * velocity) - (rate * g);
        }

        return p;
    }

    private static double RmsProp(
        double p, IEnumerable<double> gradients, double rate, double rho, double epsilon, double decay, bool centered)
    {
        double v = 0, m = 0;
        foreach (double gradient in gradients)
        {
            double g = gradient + (decay * p);
            v = (rho * v) + ((1 - rho) * g * g);
            m = (rho * m) + ((1 - rho) * g);
            p -= rate * g / (Math.Sqrt(centered ? v - (m * m) : v) + epsilon);
        }

        return p;
    }

    private static double Rprop(
        double p, IEnumerable<double> gradients, double rate, double shrink, double grow, double smallest, double largest)
    {
        double size = rate, previous = 0;
        foreach (double gradient in gradients)
        {
            double g = gradient;
            if (g * previous > 0)
            {
                size *= grow;
            }
            else if (g * previous < 0)
            {
                size *= shrink;
                g = 0;
            }

            size = Math.Clamp(size, smallest, largest);
            p -= Math.Sign(g) * size;
            previous = g;
        }

        return p;
    }

    private static double RAdam(
        double p, IEnumerable<double> gradients, double rate, double beta1, double beta2, double epsilon, double decay)
    {
        double m = 0, v = 0, infinity = (2 / (1 - beta2)) - 1;
        int t = 0;
        foreach (double gradient in gradients)
        {
            t++;
            double g = gradient + (decay * p);
            m = (beta1 * m) + ((1 - beta1) * g);
            v = (beta2 * v) + ((1 - beta2) * g * g);
            double mean = m / (1 - Math.Pow(beta1, t));
            double rho = infinity - (2 * t * Math.Pow(beta2, t) / (1 - Math.Pow(beta2, t)));
            if (rho > 5)
            {
                double r = Math.Sqrt((rho - 4) * (rho - 2) * infinity / ((infinity - 4) * (infinity - 2) * rho));
                p -= rate * mean * r * Math.Sqrt(1 - Math.Pow(beta2, t)) / (Math.Sqrt(v) + epsilon);
            }
            else
            {
                p -= rate * mean;
            }
        }

        return p;
    }

    private static double NAdam(
        double p, IEnumerable<double> gradients, double rate, double beta1, double beta2, double epsilon, double decay)
    {
        double m = 0, v = 0, product = 1;
        int t = 0;
        foreach (double gradient in gradients)
        {
            t++;
            double g = gradient + (decay * p);
            double mu = beta1 * (1 - (0.5 * Math.Pow(0.96, 0.004 * t))), next = beta1 * (1 - (0.5 * Math.Pow(0.96, 0.004 * (t + 1))));
            product *= mu;
            m = (beta1 * m) + ((1 - beta1) * g);
            v = (beta2 * v) + ((1 - beta2) * g * g);
            double mean = (next * m / (1 - (product * next))) + ((1 - mu) * g / (1 - product));
            p -= rate * mean / (Math.Sqrt(v / (1 - Math.Pow(beta2, t))) + epsilon);
        }

        return p;
    }

    private static double AMSGrad(
        double p, IEnumerable<double> gradients, double rate, double beta1, double beta2, double epsilon, double decay)
    {
        double m = 0, v = 0, largest = 0;
        int t = 0;
        foreach (double gradient in gradients)
        {
            t++;
            double g = gradient + (decay * p);
            m = (beta1 * m) + ((1 - beta1) * g);
            v = (beta2 * v) + ((1 - beta2) * g * g);
            largest = Math.Max(largest, v);
            p -= rate * (m / (1 - Math.Pow(beta1, t))) / (Math.Sqrt(largest / (1 - Math.Pow(beta2, t))) + epsilon);
        }

        return p;
    }

    private static double AdaMax(
        double p, IEnumerable<double> gradients, double rate, double beta1, double beta2, double epsilon, double decay)
    {
        double m = 0, u = 0;
        int t = 0;
        foreach (double gradient in gradients)
        {
            t++;
            double g = gradient + (decay * p);
            m = (beta1 * m) + ((1 - beta1) * g);
            u = Math.Max(beta2 * u, Math.Abs(g) + epsilon);
            p -= rate * m / (1 - Math.Pow(beta1, t)) / u;
        }

        return p;
    }

    private static double AdaGrad(double p, IEnumerable<double> gradients, double rate, double epsilon, double decay)
    {
        double sum = 0;
        foreach (double gradient in gradients)
        {
            double g = gradient + (decay * p);
            sum += g * g;
            p -= rate * g / (Math.Sqrt(sum) + epsilon);
        }

        return p;
    }

    private static double AdaDelta(double p, IEnumerable<double> gradients, double rate, double rho, double epsilon, double decay)
    {
        double v = 0, u = 0;
        foreach (double gradient in gradients)
        {
            double g = gradient + (decay * p);
            v = (rho * v) + ((1 - rho) * g * g);
            double step = g * Math.Sqrt(u + epsilon) / Math.Sqrt(v + epsilon);
            u = (rho * u) + ((1 - rho) * step * step);
            p -= rate * step;
        }

        return p;
    }

    private static double Lion(double p, IEnumerable<double> gradients, double rate, double beta1, double beta2, double decay)
    {
        double m = 0;
        foreach (double g in gradients)
        {
            p -= rate * (Math.Sign((beta1 * m) + ((1 - beta1) * g)) + (decay * p));
            m = (beta2 * m) + ((1 - beta2) * g);
        }

        return p;
    }

    private static double AdaBelief(
        double p, IEnumerable<double> gradients, double rate, double beta1, double beta2, double epsilon, double decay)
    {
        double m = 0, s = 0;
        int t = 0;
        foreach (double gradient in gradients)
        {
            t++;
            double g = gradient + (decay * p);
            m = (beta1 * m) + ((1 - beta1) * g);
            s = (beta2 * s) + ((1 - beta2) * (g - m) * (g - m)) + epsilon;
            p -= rate * (m / (1 - Math.Pow(beta1, t))) / (Math.Sqrt(s / (1 - Math.Pow(beta2, t))) + epsilon);
        }

        return p;
    }

    private static double OAdam(
        double p, IEnumerable<double> gradients, double rate, double beta1, double beta2, double epsilon, double decay)
    {
        double m = 0, v = 0, previous = 0;
        int t = 0;
        foreach (double gradient in gradients)
        {
            t++;
            double g = gradient + (decay * p);
            m = (beta1 * m) + ((1 - beta1) * g);
            v = (beta2 * v) + ((1 - beta2) * g * g);
            double step = rate * (m / (1 - Math.Pow(beta1, t))) / (Math.Sqrt(v / (1 - Math.Pow(beta2, t))) + epsilon);
            p -= (2 * step) - previous;
            previous = step;
        }

        return p;
    }

    private static double SignDecay(double p, IEnumerable<double> gradients, double rate, double decay) =>
        gradients.Aggregate(p, (weight, g) => weight - (rate * (g + (decay * Math.Sign(weight)))));

    /// <summary>Adam with both decays in its gradient.</summary>
    private static double Decayed(double p, IEnumerable<double> gradients, double rate, double l1, double l2)
    {
        double m = 0, v = 0;
        int t = 0;
        foreach (double gradient in gradients)
        {
            t++;
            double g = gradient + (l1 * Math.Sign(p)) + (l2 * p);
            m = (0.9 * m) + (0.1 * g);
            v = (0.999 * v) + (0.001 * g * g);
            p -= rate * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8);
        }

        return p;
    }

    /// <summary>Half of each step of AdamW.</summary>
    private static double HalfAdamW(double p, IEnumerable<double> gradients, double rate, double decay)
    {
        double m = 0, v = 0;
        int t = 0;
        foreach (double g in gradients)
        {
            t++;
            m = (0.9 * m) + (0.1 * g);
            v = (0.999 * v) + (0.001 * g * g);
            p -= ((rate * (m / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v / (1 - Math.Pow(0.999, t))) + 1e-8)) + (rate * decay * p)) / 2;
        }

        return p;
    }
}
