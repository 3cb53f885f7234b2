using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.SignDecay"/>, each in place on all weights at once.</summary>
internal sealed class SignDecayUpdater(Tensor parameters, Tensor gradients, double decay) : Updater(parameters, gradients)
{
    public override IReadOnlyDictionary<string, Tensor> State { get; } = new Dictionary<string, Tensor>();

    public override void Step(double learningRate)
    {
        using Tensor step = NextGradients(learningRate);
        Parameters.sub_(step);
    }

    internal override Tensor NextGradients(double learningRate) => Parameters.sign().Scale(decay).Add(Gradients).Scale(learningRate);
}
