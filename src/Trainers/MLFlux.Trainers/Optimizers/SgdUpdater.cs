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
            return gradients * learningRate;
        Decay(_velocity, _momentum).add_(gradients, 1);
        return _isNesterov ? gradients.add(_velocity, _momentum).mul_(learningRate) : _velocity * learningRate;
    }

    public override void Step(double learningRate)
    {
        if (_velocity is not null)
        {
            Decay(_velocity, _momentum).add_(Gradients, 1);
            if (_weightDecay != 0)
                _velocity.add_(Parameters, _weightDecay);
        }

        if (_velocity is not null && !_isNesterov)
        {
            Parameters.add_(_velocity, -learningRate);
            return;
        }

        // p − η (g + λ p + μ v), without a tensor for what is in brackets.
        if (_weightDecay != 0)
            Parameters.mul_(1 - (learningRate * _weightDecay));
        Parameters.add_(Gradients, -learningRate);
        if (_velocity is not null)
            Parameters.add_(_velocity, -learningRate * _momentum);
    }
}
