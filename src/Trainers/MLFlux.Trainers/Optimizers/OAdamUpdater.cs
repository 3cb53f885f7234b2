using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.OAdam"/>, each in place on all weights at once.</summary>
internal sealed class OAdamUpdater : Updater
{
    private readonly AdamRule _rule;
    private readonly Tensor _mean;
    private readonly Tensor _square;
    private readonly Tensor _previous;
    private readonly Tensor _step;

    public OAdamUpdater(Tensor parameters, Tensor gradients, AdamRule rule)
        : base(parameters, gradients)
    {
        _rule = rule;
        _mean = NewState(parameters);
        _square = NewState(parameters);
        _previous = NewState(parameters);
        _step = NewCounter();
        State = new Dictionary<string, Tensor> { ["mean"] = _mean, ["square"] = _square, ["previous"] = _previous, ["step"] = _step };
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    public override void Step(double learningRate)
    {
        var scale = new AdamScale(_rule, learningRate, Count(_step));
        using Tensor gradients = DecayedGradients(_rule.WeightDecay);
        _mean.mul_(_rule.Beta1).add_(gradients, 1 - _rule.Beta1);
        _square.mul_(_rule.Beta2).addcmul_(gradients, gradients, 1 - _rule.Beta2);
        using Tensor denominator = _square.sqrt().mul_(scale.RootScale).add_(_rule.Epsilon);
        using Tensor step = _mean / denominator;
        step.mul_(scale.StepSize);
        Parameters.add_(step, -2).add_(_previous, 1);
        _previous.copy_(step);
    }
}
