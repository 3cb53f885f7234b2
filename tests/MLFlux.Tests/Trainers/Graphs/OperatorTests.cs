using MLFlux.Graphs;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Tests.Graphs;

/// <summary>Every operator computes what ONNX Runtime does, comes back from JSON, exports, and has gradients; the rows are <see
/// cref="OperatorCases"/>.</summary>
[TestClass]
public sealed class OperatorTests
{
    private const double Tolerance = 1e-5;

    [TestMethod]
    public void Every_operator_is_in_the_list()
    {
        HashSet<string> listed = [.. OperatorCases.All.SelectMany(row => row.File.Import().Graph.Nodes).Select(node => node.Operation)];
        string[] without = [.. OperatorTable.Names.Where(name => !listed.Contains(name)
            && name is not ("IsNaN" or "ReduceProd" or "Size"))];
        Assert.IsEmpty(without, $"{nameof(OperatorCases)} has nothing for {string.Join(", ", without)}.");
    }

    [TestMethod]
    [DynamicData(nameof(OperatorCases.Rows), typeof(OperatorCases))]
    public void Computes_what_ONNX_Runtime_does(int row)
    {
        OperatorCase one = OperatorCases.All[row];
        foreach (int rows in (int[])[1, 3])
            Assert.IsLessThanOrEqualTo(Tolerance, GraphScores.Difference(one.File.ToBytes(), one.File.Import(), one.Input, rows,
                one.Levels));
    }

    [TestMethod]
    [DynamicData(nameof(OperatorCases.Rows), typeof(OperatorCases))]
    public void Exports_what_it_computes(int row)
    {
        OperatorCase one = OperatorCases.All[row];
        Assert.IsLessThanOrEqualTo(Tolerance, GraphScores.ExportDifference(one.File.Import(), one.Input, rows: 3, one.Levels));
    }

    [TestMethod]
    [DynamicData(nameof(OperatorCases.Rows), typeof(OperatorCases))]
    public void Comes_back_from_JSON(int row)
    {
        GraphLayer layer = OperatorCases.All[row].File.Import();
        Layer read = NetworkJson.Read(NetworkJson.Write(layer));
        Assert.AreEqual(layer, read);
        Assert.AreEqual(layer.GetHashCode(), read.GetHashCode());
        Assert.AreEqual(layer.OutputShape(OperatorCases.All[row].Input), read.OutputShape(OperatorCases.All[row].Input));
    }

    [TestMethod]
    [DynamicData(nameof(OperatorCases.Rows), typeof(OperatorCases))]
    public void Is_one_row_at_a_time_what_it_is_in_a_batch(int row)
    {
        OperatorCase one = OperatorCases.All[row];
        GraphLayer layer = one.File.Import();
        float[] x = GraphScores.Rows(one.Input, 3, one.Levels);
        float[] single = [.. x.Chunk(one.Input.Size).SelectMany(values => GraphScores.Compute(layer, one.Input, values))];
        Assert.IsLessThanOrEqualTo(1e-6, GraphScores.Largest(single, GraphScores.Compute(layer, one.Input, x)));
    }

    [TestMethod]
    [DynamicData(nameof(OperatorCases.Rows), typeof(OperatorCases))]
    public void Leaves_no_tensor_behind(int row)
    {
        UseAndDispose(OperatorCases.All[row]); // Once before counting: what TorchSharp keeps for good is then there.
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        UseAndDispose(OperatorCases.All[row]);
        Assert.AreEqual(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static void UseAndDispose(OperatorCase one)
    {
        using nn.Module<Tensor, Tensor> module = one.File.Import().Build(one.Input);
        using Tensor flat = tensor(GraphScores.Rows(one.Input, 3, one.Levels));
        using Tensor input = flat.view(one.Input.Batch(3));
        using Tensor trained = module.call(input);
        module.eval();
        using Tensor scored = module.call(input);
    }

    [TestMethod]
    [DynamicData(nameof(OperatorCases.Rows), typeof(OperatorCases))]
    public void Has_gradients_for_all_that_it_learns(int row)
    {
        OperatorCase one = OperatorCases.All[row];
        using DisposeScope scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> module = one.File.Import().Build(one.Input);
        module.eval();
        Tensor y = module.call(tensor(GraphScores.Rows(one.Input, 3, one.Levels)).view(one.Input.Batch(3)));
        if (!y.requires_grad)
            return; // Nothing is learned, or it is compared with alone.

        y.sum().backward();
        foreach ((string name, TorchSharp.Modules.Parameter parameter) in module.named_parameters())
            Assert.IsNotNull(parameter.grad, name);
    }

    [TestMethod]
    public void A_dimension_is_long_without_fault_where_resizing_leaves_it()
    {
        const int Long = (1 << 20) + 1;
        GraphLayer Resized(params float[] scales) => new GraphFile { Input = [1, 2, Long] }.Floats("s", scales, 4)
            .Node("Resize", ["x", "", "s"], ["y"], ("mode", "linear")).Import();

        Assert.AreEqual(new Shape(1, 4, Long), Resized(1, 1, 2, 1).OutputShape(new Shape(1, 2, Long)));
        string said = Assert.Throws<NetworkShapeException>(() => Resized(1, 1, 1, 2).OutputShape(new Shape(1, 2, Long))).Message;
        Assert.Contains($"gives {2 * Long} values along dimension 3", said);
    }
}
