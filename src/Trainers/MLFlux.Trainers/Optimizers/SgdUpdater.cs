using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.Sgd"/>, each in place on all weights at once.</summary>
internal sealed class SgdUpdater : Updater
{
    private readonly double _momentum;
    private readonly double _weightDecay;
    private readonly bool _isNesterov;
    private readonly Tensor? _velocity;

    public SgdUpdater(Tensor parameters, Tensor gradients, SgdOptimizer options)
        : base(parameters, gradients)
    {
        _momentum = options.Momentum;
        _weightDecay = options.WeightDecay;
        _isNesterov = options.IsNesterov;
        if (_momentum != 0)
            _velocity = zeros_like(parameters).DetachFromDisposeScope();
        State = _velocity is null
            ? new Dictionary<string, Tensor>()
            : new Dictionary<string, Tensor> { ["velocity"] = _velocity };
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    internal override Tensor NextGradients(double learningRate)
    {
        using Tensor gradients = DecayedGradients(_weightDecay);
        if (_velocity is null)
            return gradients * (Number)learningRate;
        Decay(_velocity, _momentum).Add(gradients, 1);
        return _isNesterov ? gradients.Plus(_velocity, _momentum).Scale(learningRate) : _velocity * (Number)learningRate;
    }

    public override void Step(double learningRate)
    {
        if (_velocity is not null)
        {
            Decay(_velocity, _momentum).Add(Gradients, 1);
            if (_weightDecay != 0)
                _velocity.Add(Parameters, _weightDecay);
        }

        if (_velocity is not null && !_isNesterov)
        {
            Parameters.Add(_velocity, -learningRate);
            return;
        }

        // p − η (g + λ p + μ v), without a tensor for what is in brackets.
        if (_weightDecay != 0)
            Parameters.Scale(1 - (learningRate * _weightDecay));
        Parameters.Add(Gradients, -learningRate);
        if (_velocity is not null)
            Parameters.Add(_velocity, -learningRate * _momentum);
    }
}
