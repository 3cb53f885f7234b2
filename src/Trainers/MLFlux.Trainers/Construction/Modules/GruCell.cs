using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>A step of <see cref="GruLayer"/>.</summary>
internal sealed class GruCell : RecurrentCell
{
    public override int StateCount => 1;

    public override Tensor[] Step(Tensor fromInput, RecurrentWeights[] weights, Tensor[] state)
    {
        // Chunks are cheaper than slices: one copy joins the gradients of chunks, while slices take a sum each.
        Tensor[] ofInput = fromInput.chunk(3, 1), ofState = weights[0].Times(state[0]).chunk(3, 1);
        Tensor reset = ofInput[0].Plus(ofState[0]).sigmoid();
        Tensor update = ofInput[1].Plus(ofState[1]).sigmoid();
        Tensor candidate = ofInput[2].PlusProduct(reset, ofState[2]).tanh();

        // (1 − z) n + z h.
        return [candidate.lerp(state[0], update)];
    }
}
