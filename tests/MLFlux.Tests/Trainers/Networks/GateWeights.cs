using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLFlux.Tests.Construction;

/// <summary>The weights of gates over three features, in the order of a recurrent layer's.</summary>
internal sealed class GateWeights : nn.Module
{
    private readonly int _hidden;
    private readonly Parameter[] _all;

    public GateWeights(int hidden, bool hasBias, int gates = 3)
        : base("GateWeights")
    {
        _hidden = hidden;
        _all = hasBias
            ? [new(zeros(gates * hidden, 3)), new(zeros(gates * hidden, hidden)), new(zeros(gates * hidden)), new(zeros(gates * hidden))]
            : [new(zeros(gates * hidden, 3)), new(zeros(gates * hidden, hidden))];
        for (int i = 0; i < _all.Length; i++)
            register_parameter($"weight{i}", _all[i]);
    }

    /// <summary>What goes into a gate: from the features, and from a state.</summary>
    public Tensor Gate(int gate, Tensor features, Tensor state)
    {
        Tensor Part(int i) => _all[i].narrow(0, gate * _hidden, _hidden);
        Tensor sum = features.matmul(Part(0).t()) + state.matmul(Part(1).t());
        return _all.Length == 2 ? sum : sum + Part(2) + Part(3);
    }
}
