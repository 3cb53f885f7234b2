using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>A step of <see cref="RnnLayer"/>.</summary>
internal sealed class RnnCell(Activation activation) : RecurrentCell
{
    public override int StateCount => 1;

    public override Tensor[] Step(Tensor fromInput, Tensor fromState, Tensor[] state) =>
        [activation.Apply(fromInput + fromState)];
}
