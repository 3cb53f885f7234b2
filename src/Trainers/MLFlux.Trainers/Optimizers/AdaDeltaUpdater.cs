using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.AdaDelta"/>, each in place on all weights at once.</summary>
internal sealed class AdaDeltaUpdater : Updater
{
    private readonly AdaDeltaOptimizer _options;
    private readonly Tensor _square;
    private readonly Tensor _squaredSteps;

    public AdaDeltaUpdater(Tensor parameters, Tensor gradients, AdaDeltaOptimizer options)
        : base(parameters, gradients)
    {
        _options = options;
        _square = NewState(parameters);
        _squaredSteps = NewState(parameters);
        State = new Dictionary<string, Tensor> { ["square"] = _square, ["squaredSteps"] = _squaredSteps };
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    public override void Step(double learningRate)
    {
        using Tensor gradients = DecayedGradients(_options.WeightDecay);
        Decay(_square, _options.Decay).AddProduct(gradients, gradients, 1 - _options.Decay);
        using Tensor root = (_square + (Number)_options.Epsilon).sqrt_();
        using Tensor step = (_squaredSteps + (Number)_options.Epsilon).sqrt_().div_(root).mul_(gradients);
        Parameters.Add(step, -learningRate);
        Decay(_squaredSteps, _options.Decay).AddProduct(step, step, 1 - _options.Decay);
    }
}
