using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>A step of <see cref="GruLayer"/>.</summary>
internal sealed class GruCell : RecurrentCell
{
    public override int StateCount => 1;

    public override Tensor[] Step(Tensor fromInput, Tensor fromState, Tensor[] state)
    {
        long hidden = state[0].size(1);
        Tensor gates = (Gate(fromInput, 0, 2, hidden) + Gate(fromState, 0, 2, hidden)).sigmoid();
        Tensor candidate = Gate(fromInput, 2, 1, hidden)
            .addcmul(Gate(gates, 0, 1, hidden), Gate(fromState, 2, 1, hidden), 1).tanh();

        // (1 − z) n + z h.
        return [candidate.lerp(state[0], Gate(gates, 1, 1, hidden))];
    }
}
