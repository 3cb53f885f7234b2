using MLFlux.Tests.Networks;
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
    private static readonly IReadOnlyList<(Optimizer Optimizer, string Printed, Func<double, IEnumerable<double>, double> Formula, Func<Parameter, optim.Optimizer> Own)> All =
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
        (Optimizers.AdamW(0.02, 0.8, 0.99, 1e-5, 0.1), "AdamW(learningRate: 0.02, beta1: 0.8, beta2: 0.99, epsilon: 1E-05, weightDecay: 0.1)",
            (p, g) => Adam(p, g, 0.02, 0.8, 0.99, 1e-5, 0, 0.1), p => optim.AdamW([p], 0.02, 0.8, 0.99, 1e-5, 0.1)),
    ];

    private static IEnumerable<object[]> Rows => Enumerable.Range(0, All.Count).Select(row => new object[] { row });

    [TestMethod]
    public void Every_optimizer_is_in_the_list()
    {
        var listed = All.Select(row => row.Optimizer.GetType()).ToHashSet();
        foreach (Type type in typeof(Optimizer).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Optimizer))))
            Assert.Contains(type, listed, $"{type.Name} has no row.");
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
        using DisposeScope scope = NewDisposeScope();
        using var parameter = new Parameter(Start(ScalarType.Float32));
        using optim.Optimizer own = All[row].Own(parameter);
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
    public void A_wrong_text_is_a_clear_error(string text, string message) =>
        Assert.AreEqual(message, Assert.ThrowsExactly<InvalidDataException>(() => Optimizers.Parse(text)).Message);

    [TestMethod]
    public void All_faults_are_told_at_once()
    {
        Assert.HasCount(5, Optimizers.Adam(-1, 1, -0.5, 0, -1).Faults());
        Assert.HasCount(5, Optimizers.AdamW(double.PositiveInfinity, 2, double.NaN, -1, double.NaN).Faults());
        Assert.HasCount(3, Optimizers.Sgd(0, -1, -1, nesterov: true).Faults());
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
}
