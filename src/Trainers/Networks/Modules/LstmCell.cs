using static TorchSharp.torch;

namespace MLFlux.Networks;

/// <summary>A step of <see cref="LstmLayer"/>: the state is h and c.</summary>
internal sealed class LstmCell : RecurrentCell
{
    public override int StateCount => 2;

    public override Tensor[] Step(Tensor fromInput, Tensor fromState, Tensor[] state)
    {
        long hidden = state[0].size(1);
        Tensor sum = fromInput + fromState;
        Tensor inputAndForget = Gate(sum, 0, 2, hidden).sigmoid();
        Tensor candidate = Gate(sum, 2, 1, hidden).tanh();
        Tensor output = Gate(sum, 3, 1, hidden).sigmoid();
        Tensor kept = Gate(inputAndForget, 1, 1, hidden) * state[1];
        Tensor cell = kept.addcmul(Gate(inputAndForget, 0, 1, hidden), candidate, 1);
        return [output * cell.tanh(), cell];
    }
}
