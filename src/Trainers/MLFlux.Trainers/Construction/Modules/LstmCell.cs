using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>A step of <see cref="LstmLayer"/>: the state is h and c.</summary>
internal sealed class LstmCell : RecurrentCell
{
    public override int StateCount => 2;

    public override Tensor[] Step(Tensor fromInput, RecurrentWeights[] weights, Tensor[] state)
    {
        // In chunks: their gradients are put together by one copy, those of slices by a sum for each.
        Tensor[] gates = fromInput.Plus(weights[0].Times(state[0])).chunk(4, 1);
        Tensor kept = gates[1].sigmoid() * state[1];
        Tensor cell = kept.PlusProduct(gates[0].sigmoid(), gates[2].tanh());
        return [gates[3].sigmoid() * cell.tanh(), cell];
    }
}
