using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.AdaBelief"/>, each in place on all weights at once.</summary>
internal sealed class AdaBeliefUpdater : Updater
{
    private readonly AdamRule _rule;
    private readonly Tensor _mean;
    private readonly Tensor _variance;
    private readonly Tensor _step;

    public AdaBeliefUpdater(Tensor parameters, Tensor gradients, AdamRule rule)
        : base(parameters, gradients)
    {
        _rule = rule;
        _mean = NewState(parameters);
        _variance = NewState(parameters);
        _step = NewCounter();
        State = new Dictionary<string, Tensor> { ["mean"] = _mean, ["variance"] = _variance, ["step"] = _step };
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    public override void Step(double learningRate)
    {
        var scale = new AdamScale(_rule, learningRate, Count(_step));
        using Tensor gradients = DecayedGradients(_rule.WeightDecay);
        Decay(_mean, _rule.Beta1).Add(gradients, 1 - _rule.Beta1);
        using Tensor surprise = gradients - _mean;
        Decay(_variance, _rule.Beta2).AddProduct(surprise, surprise, 1 - _rule.Beta2).Shift(_rule.Epsilon);
        using Tensor denominator = _variance.sqrt().Scale(scale.RootScale).Shift(_rule.Epsilon);
        Parameters.AddQuotient(_mean, denominator, -scale.StepSize);
    }
}
