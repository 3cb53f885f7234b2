using MLFlux.MLNet;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;

namespace MLFlux.Normalizing;

/// <summary>Robust scaling as operators of ONNX, in double precision up to the result.</summary>
internal sealed class RobustOnnx(IReadOnlyList<RobustColumn> columns) : RowOnnx
{
    /// <summary><c>Clip</c> takes doubles from it on.</summary>
    private const int LeastOperatorSet = 12;

    private const int Single = 1, Double = 11;

    public override void Add(OnnxContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.CheckOpSetVersion(LeastOperatorSet, nameof(RobustNormalizingTransformer));

        // All inputs are looked up first: a column that is made in place hides its input.
        string[] inputs = [.. columns.Select(column => context.ContainsColumn(column.Input) ? context.GetVariableName(column.Input) : "")];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Length > 0)
                Add(context, columns[i], inputs[i]);
        }
    }

    private static void Add(OnnxContext context, RobustColumn column, string input)
    {
        string centers = Constants("centers", column.Scales.Select(scale => scale.Center));
        string ranges = Constants("ranges", column.Scales.Select(scale => scale.Range));
        string value = Node("Cast", null, column.Start is long start ? Node("Sub", null, input, Start(start)) : input);
        string distance = Node("Clip", null, Node("Div", null, Node("Sub", null, value, centers), ranges), Limit(-1), Limit(1));
        string scaled = column.Scales[0].Tail switch
        {
            RobustTail.Straight => distance,
            RobustTail.Bounded => Bounded(distance),
            RobustTail.Logarithmic => Logarithmic(distance),
        };
        DataViewType type = new VectorDataViewType(NumberDataViewType.Single, column.Scales.Length);
        Node("Cast", context.AddIntermediateVariable(type, column.Output), scaled);

        string Bounded(string distance)
        {
            string share = Node("Div", null, distance, Constants("bound", [RobustScale.Bound]));
            string root = Node("Sqrt", null, Node("Add", null, Node("Mul", null, share, share), Constants("one", [1])));
            return Node("Div", null, distance, root);
        }

        string Logarithmic(string distance)
        {
            string near = Node("Clip", null, distance, Bound("near", -RobustScale.Far), Bound("far", RobustScale.Far));
            string beyond = Node("Sub", null, Beyond(distance), Beyond(Node("Neg", null, distance)));
            return Node("Add", null, near, Node("Mul", null, beyond, Constants("far", [RobustScale.Far])));
        }

        // The logarithm of how many times further than far a number is on one side; 0 for others.
        string Beyond(string distance) => Node("Log", null, Node("Div", null,
            Node("Clip", null, distance, Bound("far", RobustScale.Far), Limit(1)), Constants("far", [RobustScale.Far])));

        string Bound(string name, double value) => context.AddInitializer(value, name);

        string Constants(string name, IEnumerable<double> values)
        {
            double[] all = [.. values];
            return context.AddInitializer(all, [1, all.Length], name);
        }

        string Start(long number)
        {
            long[] all = [number];
            return context.AddInitializer(all, [1, all.Length], "start");
        }

        string Limit(int sign) => Bound("furthest", sign * RobustScale.Furthest);

        string Node(string operation, string? output, params string[] operands)
        {
            string result = output ?? context.AddIntermediateVariable(null, operation, true);
            OnnxNode node = context.CreateNode(operation, operands, [result], context.GetNodeName(operation), "");
            if (operation == "Cast")
                node.AddAttribute("to", (long)(output is null ? Double : Single));
            return result;
        }
    }
}
