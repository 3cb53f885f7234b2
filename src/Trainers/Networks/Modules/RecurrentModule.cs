using TorchSharp;
using TorchSharp.Modules;
using TorchSharp.Utils;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// Computes a <see cref="RecurrentLayer"/>: [rows, time, features] → [rows, hidden], or [rows, time, hidden].
/// </summary>
/// <remarks>
/// Step by step, since TorchSharp reaches libtorch's own recurrent functions only through modules that own their weights, and
/// ours are views of one tensor.
/// </remarks>
internal sealed class RecurrentModule : nn.Module<Tensor, Tensor>
{
    // TorchSharp replaces these fields, found by these names, when the module moves to another device or type.
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
    private readonly bool _returnSequences;

    public RecurrentModule(string name, Parameter[] weights, RecurrentCell cell, int hidden, bool returnSequences)
        : base(name)
    {
        _cell = cell;
        _hidden = hidden;
        _returnSequences = returnSequences;
        register_parameter("weight_ih_l0", _fromInput = weights[0]);
        register_parameter("weight_hh_l0", _fromState = weights[1]);
        if (weights.Length == 2)
            return;
        register_parameter("bias_ih_l0", _inputBias = weights[2]);
        register_parameter("bias_hh_l0", _stateBias = weights[3]);
    }

    public override Tensor forward(Tensor input)
    {
        using DisposeScope all = NewDisposeScope();

        // The inputs' part of all steps is one product, taken apart once: a slice for each step would cost its backward
        // pass a tensor of all steps each, time squared in all.
        Tensor[] fromInputs = nn.functional.linear(input, _fromInput, _inputBias).unbind(1);
        Tensor zero = zeros(input.size(0), _hidden, input.dtype, input.device);
        Tensor[] state = [.. Enumerable.Repeat(zero, _cell.StateCount)];
        var states = new List<Tensor>();
        for (int time = 0; time < fromInputs.Length; time++)
        {
            using DisposeScope step = NewDisposeScope();
            Tensor fromState = nn.functional.linear(state[0], _fromState, _stateBias);
            Tensor[] next = _cell.Step(fromInputs[time], fromState, state);
            foreach (Tensor part in next)
                part.MoveToOuterDisposeScope();
            if (_returnSequences)
                states.Add(next[0]);
            else if (time > 0)
                state[0].Dispose();
            if (time > 0 && state.Length > 1)
                state[1].Dispose();
            state = next;
        }

        return (_returnSequences ? stack(states, 1) : state[0]).MoveToOuterDisposeScope();
    }
}
