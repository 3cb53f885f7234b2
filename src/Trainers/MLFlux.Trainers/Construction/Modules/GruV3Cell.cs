using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>A step of <see cref="GruV3Layer"/>, which resets the state before it is multiplied.</summary>
internal sealed class GruV3Cell : RecurrentCell
{
    public override int StateCount => 1;

    /// <summary>The gates' rows, and the candidate's.</summary>
    public override RecurrentWeights[] Divide(RecurrentWeights weights, int hidden)
    {
        long[] rows = [2L * hidden, hidden];
        Tensor[] matrices = weights.Weight.split(rows, 0);
        Tensor[]? biases = weights.Bias?.split(rows, 0);
        return [new RecurrentWeights(matrices[0], biases?[0]), new RecurrentWeights(matrices[1], biases?[1])];
    }

    public override Tensor[] Step(Tensor fromInput, RecurrentWeights[] weights, Tensor[] state)
    {
        Tensor[] ofInput = fromInput.chunk(3, 1), ofState = weights[0].Times(state[0]).chunk(2, 1);
        Tensor reset = ofInput[0].Plus(ofState[0]).sigmoid();
        Tensor update = ofInput[1].Plus(ofState[1]).sigmoid();
        Tensor candidate = ofInput[2].Plus(weights[1].Times(reset * state[0])).tanh();

        // (1 − z) n + z h.
        return [candidate.lerp(state[0], update)];
    }
}
