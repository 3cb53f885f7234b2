using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Construction;

[TestClass]
public sealed class NetworkSummaryTests
{
    [TestMethod]
    public void A_chain_is_printed_with_shapes_counts_and_a_total()
    {
        // LeNet-5's counts, as published with Flux's model zoo: 44,426 parameters.
        Layer network = Chain(
            Conv((5, 5), 6, Relu), MaxPool((2, 2)),
            Chain(Conv((5, 5), 16, Relu), MaxPool((2, 2))),
            Flatten(),
            Dense(120, Relu), Dense(84, Relu), Dense(10),
            Softmax());
        Assert.AreEqual(
            """
            Chain(
                Conv((5, 5), 6, Relu),       // 1×28×28 → 6×24×24, 156 parameters
                MaxPool((2, 2)),             // 6×24×24 → 6×12×12
                Chain(
                    Conv((5, 5), 16, Relu),  // 6×12×12 → 16×8×8, 2,416 parameters
                    MaxPool((2, 2))),        // 16×8×8 → 16×4×4
                Flatten(),                   // 16×4×4 → 256
                Dense(120, Relu),            // 256 → 120, 30,840 parameters
                Dense(84, Relu),             // 120 → 84, 10,164 parameters
                Dense(10),                   // 84 → 10, 850 parameters
                Softmax())                   // 10 → 10
            // In all: 1×28×28 → 10, 44,426 parameters
            """.ReplaceLineEndings("\n"),
            network.Summary(new Shape(1, 28, 28)));
    }

    [TestMethod]
    public void Containers_are_printed_with_what_combines_them()
    {
        Layer network = Chain(
            ("body", SkipConnection(Chain(BatchNorm(Relu), Dense(4)))),
            ("sides", Parallel(Combine.Concat(), Dense(2), Maxout(Dense(1), Dense(1)))),
            ("head", Dense(1)));
        Assert.AreEqual(
            """
            Chain(
                ("body", SkipConnection(
                    Chain(
                        BatchNorm(Relu),  // 4 → 4, 8 parameters
                        Dense(4)),        // 4 → 4, 20 parameters
                    Combine.Add)),        // 4 → 4
                ("sides", Parallel(
                    Combine.Concat(),
                    Dense(2),             // 4 → 2, 10 parameters
                    Maxout(
                        Dense(1),         // 4 → 1, 5 parameters
                        Dense(1)))),      // 4 → 1, 5 parameters
                ("head", Dense(1)))       // 3 → 1, 4 parameters
            // In all: 4 → 1, 52 parameters
            """.ReplaceLineEndings("\n"),
            network.Summary(new Shape(4)));
        Assert.AreEqual(
            network.ToString(),
            string.Join('\n', network.Summary(new Shape(4)).Split('\n').SkipLast(1).Select(line => line.Split("//")[0].TrimEnd())),
            "Without comments, a summary is the network as it is printed.");
    }

    [TestMethod]
    public void One_parameter_is_singular() => Assert.AreEqual(
        "Dense(1, bias: false)  // 1 → 1, 1 parameter\n// In all: 1 → 1, 1 parameter",
        Dense(1, bias: false).Summary(new Shape(1)));

    [TestMethod]
    public void A_number_is_printed_alike_in_every_culture()
    {
        System.Globalization.CultureInfo before = System.Globalization.CultureInfo.CurrentCulture;
        var commas = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        commas.NumberFormat.NegativeSign = "~";
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = commas;
            Assert.AreEqual("Dense(3, LeakyRelu(0.25))", Dense(3, LeakyRelu(0.25)).ToString());
            Assert.AreEqual(LeakyRelu(0.25), Activation.Parse("LeakyRelu(0.25)"));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }
}
