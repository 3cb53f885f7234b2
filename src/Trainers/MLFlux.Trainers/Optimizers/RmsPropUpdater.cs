using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.RmsProp"/>, each in place on all weights at once.</summary>
internal sealed class RmsPropUpdater : Updater
{
    private readonly RmsPropOptimizer _options;
    private readonly Tensor _square;
    private readonly Tensor? _mean;

    public RmsPropUpdater(Tensor parameters, Tensor gradients, RmsPropOptimizer options)
        : base(parameters, gradients)
    {
        _options = options;
        _square = NewState(parameters);
        _mean = options.IsCentered ? NewState(parameters) : null;
        var state = new Dictionary<string, Tensor> { ["square"] = _square };
        if (_mean is not null)
            state["mean"] = _mean;
        State = state;
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    public override void Step(double learningRate)
    {
        using Tensor gradients = DecayedGradients(_options.WeightDecay);
        Decay(_square, _options.Decay).AddProduct(gradients, gradients, 1 - _options.Decay);
        if (_mean is not null)
            Decay(_mean, _options.Decay).Add(gradients, 1 - _options.Decay);
        using Tensor spread = _mean is null ? _square.clone() : _square.PlusProduct(_mean, _mean, -1);
        Parameters.AddQuotient(gradients, spread.sqrt_().Shift(_options.Epsilon), -learningRate);
    }
}
