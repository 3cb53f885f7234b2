using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Computes a <see cref="RecurrentLayer"/>: [rows, time, features] → [rows, hidden], [rows, time, hidden], or the last state.
/// </summary>
internal sealed class RecurrentModule : nn.Module<Tensor, Tensor>
{
    // TorchSharp finds these fields by these names, and replaces them when the module moves to another device or type.
    [ComponentName(Name = "weight_ih_l0")]
    private readonly Parameter _fromInput;

    [ComponentName(Name = "weight_hh_l0")]
    private readonly Parameter _fromState;

    [ComponentName(Name = "bias_ih_l0")]
    private readonly Parameter? _inputBias;

    [ComponentName(Name = "bias_hh_l0")]
    private readonly Parameter? _stateBias;

    private readonly RecurrentCell _cell;
    private readonly int _hidden;
    private readonly RecurrentOutput _output;
    private readonly PaddingMask? _padding;

    public RecurrentModule(
        string name, Parameter[] weights, RecurrentCell cell, int hidden, RecurrentOutput output, PaddingMask? padding)
        : base(name)
    {
        _cell = cell;
        _hidden = hidden;
        _output = output;
        _padding = padding;
        register_parameter("weight_ih_l0", _fromInput = weights[0]);
        register_parameter("weight_hh_l0", _fromState = weights[1]);
        if (weights.Length == 2)
            return;
        register_parameter("bias_ih_l0", _inputBias = weights[2]);
        register_parameter("bias_hh_l0", _stateBias = weights[3]);
    }

    public override Tensor forward(Tensor input) => RecurrentSteps.Run(
        input, new RecurrentWeights(_fromInput, _inputBias), new RecurrentWeights(_fromState, _stateBias), _cell, _hidden, _output,
        _padding?.Values);
}
