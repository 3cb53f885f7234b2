using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux.Graphs;

/// <summary>One step of a recurrent operator. Its results belong to the caller's dispose scope.</summary>
/// <param name="operation"><c>RNN</c>, <c>LSTM</c> or <c>GRU</c>.</param>
/// <param name="hidden">How many values the state has.</param>
/// <param name="resetsLate">Whether a GRU's reset gate comes after the state's weights.</param>
internal sealed class RecurrentStep(string operation, int hidden, bool resetsLate)
{
    /// <summary>Whether there is such a function.</summary>
    public static bool HasFunction(string name) => Function(name) is not null;

    /// <summary>How many values the state has.</summary>
    public int Hidden => hidden;

    /// <summary>The state after a step.</summary>
    /// <param name="input">What the step's features give for the gates, with the biases that are added to it: [rows, gates].</param>
    /// <param name="weights">The state's weights: [gates, hidden].</param>
    /// <param name="bias">The state's bias where it is not in <paramref name="input"/>: [gates].</param>
    /// <param name="state">The state: [rows, hidden], and an LSTM's cells.</param>
    /// <param name="functions">The functions' names.</param>
    public (Tensor Hidden, Tensor Cells) Next(
        Tensor input, Tensor weights, Tensor? bias, (Tensor Hidden, Tensor Cells) state, string[] functions) => operation switch
        {
            "LSTM" => Lstm(input.Plus(state.Hidden.matmul(weights.t())), state.Cells, functions),
            "GRU" => Alone(Gru(input, weights, bias, state.Hidden, functions)),
            _ => Alone(Apply(functions[0], input.Plus(state.Hidden.matmul(weights.t())))),
        };

    /// <summary>Whether the state's bias has to stay apart from what the features give.</summary>
    public bool NeedsBias => operation == "GRU" && resetsLate;

    private static (Tensor, Tensor) Alone(Tensor state) => (state, state);

    /// <summary>Gates in ONNX's order: input, output, forget, cell.</summary>
    private (Tensor, Tensor) Lstm(Tensor gates, Tensor cells, string[] functions)
    {
        Tensor Gate(int index) => gates.narrow(1, index * hidden, hidden);
        Tensor kept = Apply(functions[0], Gate(2)) * cells;
        Tensor next = kept.PlusProduct(Apply(functions[0], Gate(0)), Apply(functions[1], Gate(3)));
        return (Apply(functions[0], Gate(1)) * Apply(functions[2], next), next);
    }

    /// <summary>Gates in ONNX's order: update, reset, new.</summary>
    private Tensor Gru(Tensor input, Tensor weights, Tensor? bias, Tensor state, string[] functions)
    {
        Tensor Rows(Tensor all, int index, int count) => all.narrow(0, index * hidden, count * hidden);
        Tensor gates = input.narrow(1, 0, 2 * hidden).Plus(state.matmul(Rows(weights, 0, 2).t()));
        if (bias is not null)
            gates = gates.Plus(Rows(bias, 0, 2));
        Tensor update = Apply(functions[0], gates.narrow(1, 0, hidden)), reset = Apply(functions[0], gates.narrow(1, hidden, hidden));
        Tensor own = input.narrow(1, 2 * hidden, hidden), last = Rows(weights, 2, 1).t();
        Tensor remembered = resetsLate ? state.matmul(last) : (reset * state).matmul(last);
        if (resetsLate)
            remembered = reset * (bias is null ? remembered : remembered.Plus(Rows(bias, 2, 1)));
        Tensor fresh = Apply(functions[1], own.Plus(remembered));
        return fresh.PlusProduct(update, state.Plus(fresh, -1));
    }

    private static Tensor Apply(string function, Tensor x) => Function(function)!(x);

    private static Func<Tensor, Tensor>? Function(string name) => name switch
    {
        "Sigmoid" => x => x.sigmoid(),
        "Tanh" => x => x.tanh(),
        "Relu" => x => x.relu(),
        "Softsign" => x => x.Softsign(),
        "Softplus" => x => x.Softplus(),
        _ => null,
    };
}
