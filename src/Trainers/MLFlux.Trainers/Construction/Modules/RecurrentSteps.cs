using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>Goes through the steps of sequences one after another.</summary>
/// <remarks>
/// Step by step, since TorchSharp reaches libtorch's own recurrent functions only through modules that own their weights, and
/// ours are views of one tensor.
/// </remarks>
internal static class RecurrentSteps
{
    /// <summary>[rows, time, features] → what is asked for of the states, which begin as zeros.</summary>
    public static Tensor Run(
        Tensor input, RecurrentWeights ofInput, RecurrentWeights ofState, RecurrentCell cell, int hidden, RecurrentOutput output)
    {
        using DisposeScope all = NewDisposeScope();

        // One product computes the inputs' part of all steps, and is taken apart once. With a slice for each step, the backward
        // pass would make a tensor of all steps for each step: its cost would grow with the square of the steps.
        Tensor[] fromInputs = ofInput.Times(input).unbind(1);
        RecurrentWeights[] weights = cell.Divide(ofState, hidden);
        Tensor zero = zeros(input.size(0), hidden, input.dtype, input.device);
        Tensor[] state = [.. Enumerable.Repeat(zero, cell.StateCount)];
        var states = new List<Tensor>();
        for (int time = 0; time < fromInputs.Length; time++)
        {
            using DisposeScope step = NewDisposeScope();
            Tensor[] next = cell.Step(fromInputs[time], weights, state);
            foreach (Tensor part in next)
                part.MoveToOuterDisposeScope();
            if (output == RecurrentOutput.Sequence)
                states.Add(next[0]);
            else if (time > 0)
                state[0].Dispose();
            if (time > 0 && state.Length > 1)
                state[1].Dispose();
            state = next;
        }

        Tensor given = output switch
        {
            RecurrentOutput.Sequence => stack(states, 1),
            RecurrentOutput.State => stack(state, 1),
            RecurrentOutput.Last => state[0],
        };
        return given.MoveToOuterDisposeScope();
    }
}
