using TorchSharp;
using static MLFlux.Activation;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>What every activation keeps to. A new one is added to <see cref="All"/>.</summary>
[TestClass]
public sealed class ActivationContractTests
{
    internal static readonly IReadOnlyDictionary<string, Activation> All = new Dictionary<string, Activation>
    {
        ["Identity"] = Identity,
        ["Sigmoid"] = Sigmoid,
        ["Tanh"] = Tanh,
        ["Relu"] = Relu,
        ["Gelu"] = Gelu,
        ["Swish"] = Swish,
        ["Softplus"] = Softplus,
        ["LeakyRelu(0.01)"] = LeakyRelu(),
        ["LeakyRelu(0.2)"] = LeakyRelu(0.2),
        ["Relu6"] = Relu6,
        ["Selu"] = Selu,
        ["Elu(1)"] = Elu(),
        ["Elu(0.7)"] = Elu(0.7),
        ["Celu(1)"] = Celu(),
        ["Celu(0.7)"] = Celu(0.7),
        ["HardSigmoid"] = HardSigmoid,
        ["HardSwish"] = HardSwish,
        ["HardTanh"] = HardTanh,
        ["LogSigmoid"] = LogSigmoid,
        ["Mish"] = Mish,
        ["Sinh"] = Sinh,
        ["SoftShrink(0.5)"] = SoftShrink(),
        ["SoftShrink(0.2)"] = SoftShrink(0.2),
        ["Softsign"] = Softsign,
        ["TanhShrink"] = TanhShrink,
    };

    private static readonly double[] Points = [-90, -21, -6.5, -2, -0.7, -1e-3, 1e-3, 0.4, 1.1, 2.9, 7.25, 19, 21, 90];

    private static IEnumerable<object[]> Names => All.Keys.Select(name => new object[] { name });

    [TestMethod]
    public void Every_activation_is_in_the_list()
    {
        var listed = All.Values.Select(activation => activation.GetType()).ToHashSet();
        foreach (Type type in typeof(Activation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Activation))))
            Assert.Contains(type, listed, $"{type.Name} has no row.");
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void Is_printed_as_it_is_written_and_reads_back(string name)
    {
        Assert.AreEqual(name, All[name].ToString());
        Assert.AreEqual(All[name], Parse(name));
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void The_tensor_function_is_the_formula_of_one_number(string name)
    {
        using DisposeScope scope = NewDisposeScope();
        double[] output = All[name].Apply(tensor(Points)).ToDoubles();

        // libtorch's softplus is x above 20, 8e-10 away at 21.
        Numbers.AreClose([.. Points.Select(All[name].Evaluate)], output, name == "Softplus" ? 3e-9 : 1e-14, name);
    }

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void The_gradient_is_the_slope_of_the_formula(string name)
    {
        const double Step = 1e-5;
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(Points).requires_grad_();
        All[name].Apply(x * 1).sum().backward(); // × 1: the function may overwrite what it is given.
        double[] slopes = [.. Points.Select(p => (All[name].Evaluate(p + Step) - All[name].Evaluate(p - Step)) / (2 * Step))];

        // libtorch's derivative of celu divides by α in float32.
        Numbers.AreClose(slopes, x.grad!.ToDoubles(), name == "Celu(0.7)" ? 1e-7 : 1e-8, name);
    }

    [TestMethod]
    [DataRow("Gelu", 1, 0.8413447460685429)]
    [DataRow("Gelu", -2, -0.04550026389635842)]
    [DataRow("Swish", 1, 0.7310585786300049)]
    [DataRow("Softplus", 0, 0.6931471805599453)]
    [DataRow("Sigmoid", -1, 0.2689414213699951)]
    [DataRow("LeakyRelu(0.2)", -3, -0.6)]
    [DataRow("Relu6", 7, 6)]
    [DataRow("Selu", -1, -1.1113307378125625)]
    [DataRow("Elu(1)", -1, -0.6321205588285577)]
    [DataRow("Celu(0.7)", -0.7, -0.4424843911799904)]
    [DataRow("HardSigmoid", 1, 0.6666666666666666)]
    [DataRow("HardSwish", 1, 0.6666666666666666)]
    [DataRow("HardTanh", -4, -1)]
    [DataRow("LogSigmoid", 0, -0.6931471805599453)]
    [DataRow("Mish", 1, 0.8650983882673103)]
    [DataRow("Sinh", 1, 1.1752011936438014)]
    [DataRow("SoftShrink(0.5)", -2, -1.5)]
    [DataRow("Softsign", 3, 0.75)]
    [DataRow("TanhShrink", 1, 0.2384058440442351)]
    public void The_formula_has_the_published_values(string name, double x, double y) =>
        Assert.AreEqual(y, All[name].Evaluate(x), 1e-15);
}
