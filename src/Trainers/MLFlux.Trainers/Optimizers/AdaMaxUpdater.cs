using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.AdaMax"/>, each in place on all weights at once.</summary>
internal sealed class AdaMaxUpdater : Updater
{
    private readonly AdamRule _rule;
    private readonly Tensor _mean;
    private readonly Tensor _largest;
    private readonly Tensor _step;

    public AdaMaxUpdater(Tensor parameters, Tensor gradients, AdamRule rule)
        : base(parameters, gradients)
    {
        _rule = rule;
        _mean = NewState(parameters);
        _largest = NewState(parameters);
        _step = NewCounter();
        State = new Dictionary<string, Tensor> { ["mean"] = _mean, ["largest"] = _largest, ["step"] = _step };
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    public override void Step(double learningRate)
    {
        double stepSize = learningRate / (1 - Math.Pow(_rule.Beta1, Count(_step)));
        using Tensor gradients = DecayedGradients(_rule.WeightDecay);
        Decay(_mean, _rule.Beta1).Add(gradients, 1 - _rule.Beta1);
        using Tensor sizes = gradients.abs().Shift(_rule.Epsilon);
        using Tensor larger = Decay(_largest, _rule.Beta2).maximum(sizes);
        _largest.copy_(larger);
        Parameters.AddQuotient(_mean, _largest, -stepSize);
    }
}
