using MLFlux.Onnx;

namespace MLFlux.Tests.Graphs;

internal static partial class OperatorCases
{
    private const int Time = 4, Features = 3, Hidden = 2;

    /// <summary>Recurrent operators take [time, rows, features], and the rows come first again behind them.</summary>
    private static IEnumerable<OperatorCase> Recurrences =>
    [
        .. from operation in (string[])["RNN", "LSTM", "GRU"]
           from direction in (string[])["forward", "reverse", "bidirectional"]
           select Recurrent($"{operation}, {direction}", operation, direction),
        Recurrent("GRU that resets late", "GRU", "forward", ("linear_before_reset", 1L)),
        Recurrent("GRU that resets late, both ways", "GRU", "bidirectional", ("linear_before_reset", 1L)),
        Recurrent("RNN of relu", "RNN", "forward", ("activations", new[] { "Relu" })),
        Recurrent("LSTM of other functions", "LSTM", "forward", ("activations", new[] { "Sigmoid", "Softsign", "Tanh" })),
        new("LSTM without a bias, of which the last state is taken", Sequence("LSTM", 1, hasBias: false)
            .Node("LSTM", ["t", "w", "r"], ["all", "last", "cells"], ("hidden_size", (long)Hidden))
            .Node("Transpose", ["last"], ["p"], ("perm", [1L, 0, 2])).Node("Transpose", ["cells"], ["q"], ("perm", [1L, 0, 2]))
            .Node("Concat", ["p", "q"], ["y"], ("axis", 2L)), new Shape(Time, Features)),
        .. from operation in (string[])["RNN", "LSTM", "GRU"]
           from direction in (string[])["forward", "reverse"]
           select Shorter(operation, direction),
        new("LSTM that begins with a state", Sequence("LSTM", 1).Vector("step", 0)
            .Node("Gather", ["t", "step"], ["first"], ("axis", 0L)).Vector("ends", Hidden).Vector("zero", 0).Vector("axis", 2)
            .Node("Slice", ["first", "zero", "ends", "axis"], ["h"])
            .Node("LSTM", ["t", "w", "r", "b", "", "h", "h"], ["all"], ("hidden_size", (long)Hidden))
            .Node("Squeeze", ["all", "side"], ["s"]).Node("Transpose", ["s"], ["y"], ("perm", [1L, 0, 2])), new Shape(Time, Features)),
        new("TopK", File(5, 4).Vector("k", 2).Node("TopK", ["x", "k"], ["v", "i"], ("axis", 1L))
            .Node("Cast", ["i"], ["f"], ("to", 1L)).Node("Concat", ["v", "f"], ["y"], ("axis", 1L)), new Shape(5, 4)),
        new("TopK of the smallest", File(5).Vector("k", 3).Node("TopK", ["x", "k"], ["v", "i"], ("largest", 0L))
            .Node("Cast", ["i"], ["f"], ("to", 1L)).Node("Concat", ["v", "f"], ["y"], ("axis", 1L)), new Shape(5)),
    ];

    private static OperatorCase Recurrent(string title, string operation, string direction, params OnnxAttribute[] settings)
    {
        int directions = direction == "bidirectional" ? 2 : 1;
        return new(title, Sequence(operation, directions)
            .Node(operation, ["t", "w", "r", "b"], ["all"], [("hidden_size", (long)Hidden), ("direction", direction), .. settings])
            .Vector("flat", Time, -1, directions * Hidden)
            .Node("Transpose", ["all"], ["s"], ("perm", [0L, 2, 1, 3])).Node("Reshape", ["s", "flat"], ["f"])
            .Node("Transpose", ["f"], ["y"], ("perm", [1L, 0, 2])), new Shape(Time, Features));
    }

    /// <summary>Each row has as many steps as numbers above zero in its first step, and one more.</summary>
    private static OperatorCase Shorter(string operation, string direction) => new(
        $"{operation} of rows of different lengths, {direction}", Sequence(operation, 1).Integers("start", [0])
            .Floats("none", [0]).Floats("one", [1])
            .Node("Gather", ["x", "start"], ["g"], ("axis", 1L)).Node("Greater", ["g", "none"], ["h"])
            .Node("Cast", ["h"], ["c"], ("to", 1L)).Node("ReduceMean", ["c"], ["m"], ("axes", [1L]), ("keepdims", 0L))
            .Floats("wide", [Features + 0.1f]).Node("Mul", ["m", "wide"], ["n"]).Node("Add", ["n", "one"], ["l"])
            .Node("Cast", ["l"], ["lengths"], ("to", 6L))
            .Node(operation, ["t", "w", "r", "b", "lengths"], ["all"], ("hidden_size", (long)Hidden), ("direction", direction))
            .Node("Squeeze", ["all", "side"], ["s"]).Node("Transpose", ["s"], ["y"], ("perm", [1L, 0, 2])), new Shape(Time, Features));

    private static GraphFile Sequence(string operation, int directions, bool hasBias = true)
    {
        int gates = Hidden * operation switch { "LSTM" => 4, "GRU" => 3, _ => 1 };
        GraphFile file = File(Time, Features).Weights("w", directions, gates, Features).Weights("r", directions, gates, Hidden)
            .Vector("side", 1).Node("Transpose", ["x"], ["t"], ("perm", [1L, 0, 2]));
        return hasBias ? file.Weights("b", directions, 2 * gates) : file;
    }
}
