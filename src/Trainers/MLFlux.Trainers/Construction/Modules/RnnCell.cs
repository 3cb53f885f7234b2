using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>A step of <see cref="RnnLayer"/>.</summary>
internal sealed class RnnCell(Activation activation) : RecurrentCell
{
    public override int StateCount => 1;

    public override Tensor[] Step(Tensor fromInput, RecurrentWeights[] weights, Tensor[] state) =>
        [activation.Apply(fromInput.Plus(weights[0].Times(state[0])))];
}
