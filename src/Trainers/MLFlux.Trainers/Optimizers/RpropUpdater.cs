using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.Rprop"/>, each in place on all weights at once.</summary>
internal sealed class RpropUpdater : Updater
{
    private readonly RpropOptimizer _options;
    private readonly Tensor _previous;
    private readonly Tensor _size;

    public RpropUpdater(Tensor parameters, Tensor gradients, RpropOptimizer options)
        : base(parameters, gradients)
    {
        _options = options;
        _previous = NewState(parameters);
        _size = NewState(parameters).Fill(options.LearningRate);
        State = new Dictionary<string, Tensor> { ["previous"] = _previous, ["size"] = _size };
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    public override void Step(double learningRate)
    {
        using Tensor turn = (Gradients * _previous).sign_();
        using Tensor grown = _size * (Number)_options.Grow, shrunk = _size * (Number)_options.Shrink;
        using Tensor turned = turn.IsBelow(0), kept = turn.IsAbove(0);
        using Tensor larger = grown.where(kept, _size);
        using Tensor sizes = shrunk.where(turned, larger);
        _size.copy_(sizes.Limit(_options.Smallest, _options.Largest));

        // Where the slope changed its sign, the weight stays for one step.
        _previous.copy_(Gradients).Fill(turned, 0);
        using Tensor direction = _previous.sign();
        Parameters.AddProduct(direction, _size, -learningRate / _options.LearningRate);
    }
}
