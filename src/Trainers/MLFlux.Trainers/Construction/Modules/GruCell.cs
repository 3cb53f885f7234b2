using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>A step of <see cref="GruLayer"/>.</summary>
internal sealed class GruCell : RecurrentCell
{
    public override int StateCount => 1;

    public override Tensor[] Step(Tensor fromInput, RecurrentWeights[] weights, Tensor[] state)
    {
        // In chunks: their gradients are put together by one copy, those of slices by a sum for each.
        Tensor[] ofInput = fromInput.chunk(3, 1), ofState = weights[0].Times(state[0]).chunk(3, 1);
        Tensor reset = (ofInput[0] + ofState[0]).sigmoid();
        Tensor update = (ofInput[1] + ofState[1]).sigmoid();
        Tensor candidate = ofInput[2].addcmul(reset, ofState[2], 1).tanh();

        // (1 − z) n + z h.
        return [candidate.lerp(state[0], update)];
    }
}
