namespace MLFlux.Tests.Graphs;

/// <summary>What exporters write as many operators is one again, with the same values.</summary>
[TestClass]
public sealed class NodeFusionTests
{
    private const double Tolerance = 1e-5;
    private const int Width = 6;

    private static readonly Shape s_input = new(5, Width);

    private static GraphFile Norm => new GraphFile { Input = [5, Width] }.Weights("g", Width).Weights("h", Width).Floats("two", [2])
        .Floats("e", [1e-3f])
        .Node("ReduceMean", ["x"], ["m"], ("axes", [-1L])).Node("Sub", ["x", "m"], ["d"]).Node("Pow", ["d", "two"], ["p"])
        .Node("ReduceMean", ["p"], ["v"], ("axes", [-1L])).Node("Add", ["v", "e"], ["a"]).Node("Sqrt", ["a"], ["s"])
        .Node("Div", ["d", "s"], ["n"]).Node("Mul", ["n", "g"], ["w"]);

    private static GraphFile Gelu => new GraphFile { Input = [5, Width] }.Floats("root", [MathF.Sqrt(2)]).Floats("one", [1])
        .Floats("half", [0.5f])
        .Node("Div", ["x", "root"], ["d"]).Node("Erf", ["d"], ["e"]).Node("Add", ["e", "one"], ["a"]).Node("Mul", ["x", "a"], ["p"]);

    [TestMethod]
    public void A_normalisation_of_nine_operators_is_one() => AssertOne(Norm.Node("Add", ["w", "h"], ["y"]), "LayerNormalization");

    [TestMethod]
    public void Its_bias_may_come_first() => AssertOne(Norm.Node("Add", ["h", "w"], ["y"]), "LayerNormalization");

    [TestMethod]
    public void A_Gelu_of_five_operators_is_one() => AssertOne(Gelu.Node("Mul", ["p", "half"], ["y"]), "Gelu");

    [TestMethod]
    public void What_others_take_within_stays_as_it_is()
    {
        GraphFile norm = Norm.Node("Add", ["w", "h"], ["z"]).Node("Add", ["z", "m"], ["y"]);
        Assert.AreEqual(10, norm.Import().NodeCount);
        Assert.IsLessThanOrEqualTo(Tolerance, GraphScores.Difference(norm.ToBytes(), norm.Import(), s_input, rows: 3));
        GraphFile gelu = Gelu.Node("Mul", ["p", "half"], ["q"]).Node("Add", ["q", "e"], ["y"]);
        Assert.AreEqual(6, gelu.Import().NodeCount);
        Assert.IsLessThanOrEqualTo(Tolerance, GraphScores.Difference(gelu.ToBytes(), gelu.Import(), s_input, rows: 3));
    }

    [TestMethod]
    public void What_only_looks_like_one_stays_as_it_is()
    {
        GraphFile other = new GraphFile { Input = [5, Width] }.Floats("root", [1.5f]).Floats("one", [1]).Floats("half", [0.5f])
            .Node("Div", ["x", "root"], ["d"]).Node("Erf", ["d"], ["e"]).Node("Add", ["e", "one"], ["a"]).Node("Mul", ["x", "a"], ["p"])
            .Node("Mul", ["p", "half"], ["y"]);
        Assert.AreEqual(5, other.Import().NodeCount);
    }

    [TestMethod]
    public void A_value_within_can_still_be_chosen_as_the_end() =>
        Assert.AreEqual(7, Norm.Node("Add", ["w", "h"], ["y"]).Import(new OnnxOptions { Until = "n" }).NodeCount);

    private static void AssertOne(GraphFile file, string operation)
    {
        GraphLayer layer = file.Import();
        Assert.AreEqual(operation, layer.Graph.Nodes.Single().Operation);
        Assert.IsLessThanOrEqualTo(Tolerance, GraphScores.Difference(file.ToBytes(), layer, s_input, rows: 3));
        Assert.IsLessThanOrEqualTo(Tolerance, GraphScores.ExportDifference(layer, s_input, rows: 3));
    }
}
