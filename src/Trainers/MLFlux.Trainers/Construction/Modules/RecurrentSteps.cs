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
    /// <param name="input">The sequences.</param>
    /// <param name="ofInput">The weights by which an input is taken in.</param>
    /// <param name="ofState">The weights by which the state is.</param>
    /// <param name="cell">The arithmetic of one step.</param>
    /// <param name="hidden">How many values a state has.</param>
    /// <param name="output">What is given of the states.</param>
    /// <param name="padding">
    /// True at steps that are padding, [rows, time]: they leave the state as it is, and zeros are given for them. Null for none.
    /// </param>
    public static Tensor Run(
        Tensor input, RecurrentWeights ofInput, RecurrentWeights ofState, RecurrentCell cell, int hidden, RecurrentOutput output,
        Tensor? padding)
    {
        using DisposeScope all = NewDisposeScope();

        // One product computes the inputs' part of all steps, and is taken apart once. With a slice for each step, the backward
        // pass would make a tensor of all steps for each step: its cost would grow with the square of the steps.
        Tensor[] fromInputs = ofInput.Times(input).unbind(1);
        RecurrentWeights[] weights = cell.Divide(ofState, hidden);
        Tensor zero = zeros(input.size(0), hidden, input.dtype, input.device);
        Tensor[] state = [.. Enumerable.Repeat(zero, cell.StateCount)];
        var steps = new PaddedSteps(padding);
        var states = new List<Tensor>();
        for (int time = 0; time < fromInputs.Length; time++)
        {
            if (steps.AreAllPadding(time))
            {
                if (output == RecurrentOutput.Sequence)
                    states.Add(zero);
                continue;
            }

            using DisposeScope step = NewDisposeScope();
            Tensor[] next = steps.Keep(time, cell.Step(fromInputs[time], weights, state), state);
            foreach (Tensor part in next)
                part.MoveToOuterDisposeScope();
            if (output == RecurrentOutput.Sequence)
                states.Add(steps.Given(time, next[0]));
            else if (!ReferenceEquals(state[0], zero))
                state[0].Dispose();
            if (state.Length > 1 && !ReferenceEquals(state[1], zero))
                state[1].Dispose();
            state = next;
        }

        Tensor result = output switch
        {
            RecurrentOutput.Sequence => stack(states, 1),
            RecurrentOutput.State => stack(state, 1),
            RecurrentOutput.Last => state[0],
        };
        return result.MoveToOuterDisposeScope();
    }
}
