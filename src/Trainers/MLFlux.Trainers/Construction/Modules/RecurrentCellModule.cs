using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Computes a <see cref="RecurrentCellLayer"/>: one step from a state of zeros, [rows, features] → [rows, hidden].</summary>
internal sealed class RecurrentCellModule : nn.Module<Tensor, Tensor>
{
    // TorchSharp finds these fields by these names, and replaces them when the module moves to another device or type.
    [ComponentName(Name = "weight_ih")]
    private readonly Parameter _fromInput;

    [ComponentName(Name = "weight_hh")]
    private readonly Parameter _fromState;

    [ComponentName(Name = "bias_ih")]
    private readonly Parameter? _inputBias;

    [ComponentName(Name = "bias_hh")]
    private readonly Parameter? _stateBias;

    private readonly RecurrentCell _cell;
    private readonly int _hidden;

    public RecurrentCellModule(string name, Parameter[] weights, RecurrentCell cell, int hidden)
        : base(name)
    {
        _cell = cell;
        _hidden = hidden;
        register_parameter("weight_ih", _fromInput = weights[0]);
        register_parameter("weight_hh", _fromState = weights[1]);
        if (weights.Length == 2)
            return;
        register_parameter("bias_ih", _inputBias = weights[2]);
        register_parameter("bias_hh", _stateBias = weights[3]);
    }

    public override Tensor forward(Tensor input)
    {
        using Tensor alone = input.unsqueeze(1);
        return Run(alone, RecurrentOutput.Last);
    }

    /// <summary>All steps of sequences: [rows, time, features] → the last state, or that after each step.</summary>
    public Tensor Run(Tensor sequences, RecurrentOutput output, Tensor? padding = null) => RecurrentSteps.Run(
        sequences, new RecurrentWeights(_fromInput, _inputBias), new RecurrentWeights(_fromState, _stateBias), _cell, _hidden, output,
        padding);
}
