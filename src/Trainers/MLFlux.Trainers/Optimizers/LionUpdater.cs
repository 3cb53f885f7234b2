using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.Lion"/>, each in place on all weights at once.</summary>
internal sealed class LionUpdater : Updater
{
    private readonly LionOptimizer _options;
    private readonly Tensor _mean;

    public LionUpdater(Tensor parameters, Tensor gradients, LionOptimizer options)
        : base(parameters, gradients)
    {
        _options = options;
        _mean = NewState(parameters);
        State = new Dictionary<string, Tensor> { ["mean"] = _mean };
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    public override void Step(double learningRate)
    {
        if (_options.WeightDecay != 0)
            Parameters.Scale(1 - (learningRate * _options.WeightDecay));
        using Tensor direction = _mean * (Number)_options.Beta1;
        direction.Add(Gradients, 1 - _options.Beta1).sign_();
        Parameters.Add(direction, -learningRate);
        Decay(_mean, _options.Beta2).Add(Gradients, 1 - _options.Beta2);
    }
}
