using TorchSharp;
using static MLFlux.Activation;
using static TorchSharp.torch;

namespace MLFlux.Tests.Networks;

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
    };

    private static readonly double[] Points = [-90, -21, -6.5, -2, -0.7, -1e-3, 1e-3, 0.4, 1, 3, 7.25, 19, 21, 90];

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
        Numbers.AreClose(slopes, x.grad!.ToDoubles(), 1e-8, name);
    }

    [TestMethod]
    [DataRow("Gelu", 1, 0.8413447460685429)]
    [DataRow("Gelu", -2, -0.04550026389635842)]
    [DataRow("Swish", 1, 0.7310585786300049)]
    [DataRow("Softplus", 0, 0.6931471805599453)]
    [DataRow("Sigmoid", -1, 0.2689414213699951)]
    [DataRow("LeakyRelu(0.2)", -3, -0.6)]
    public void The_formula_has_the_published_values(string name, double x, double y) =>
        Assert.AreEqual(y, All[name].Evaluate(x), 1e-15);
}
