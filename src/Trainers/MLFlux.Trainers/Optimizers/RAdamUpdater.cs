using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.RAdam"/>, each in place on all weights at once.</summary>
internal sealed class RAdamUpdater : Updater
{
    /// <summary>Below this length of the average, the variance is not to be relied on; as in PyTorch (the paper and Flux: 4).</summary>
    private const double LeastLength = 5;

    private readonly AdamRule _rule;
    private readonly Tensor _mean;
    private readonly Tensor _square;
    private readonly Tensor _step;

    public RAdamUpdater(Tensor parameters, Tensor gradients, AdamRule rule)
        : base(parameters, gradients)
    {
        _rule = rule;
        _mean = NewState(parameters);
        _square = NewState(parameters);
        _step = NewCounter();
        State = new Dictionary<string, Tensor> { ["mean"] = _mean, ["square"] = _square, ["step"] = _step };
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    public override void Step(double learningRate)
    {
        long step = Count(_step);
        using Tensor gradients = DecayedGradients(_rule.WeightDecay);
        Decay(_mean, _rule.Beta1).Add(gradients, 1 - _rule.Beta1);
        Decay(_square, _rule.Beta2).AddProduct(gradients, gradients, 1 - _rule.Beta2);

        double stepSize = learningRate / (1 - Math.Pow(_rule.Beta1, step));
        double power = Math.Pow(_rule.Beta2, step);
        double longest = (2 / (1 - _rule.Beta2)) - 1;
        double length = longest - (2 * step * power / (1 - power));
        if (length <= LeastLength)
        {
            Parameters.Add(_mean, -stepSize);
            return;
        }

        double rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
        using Tensor denominator = _square.sqrt().Shift(_rule.Epsilon);
        Parameters.AddQuotient(_mean, denominator, -stepSize * rectified * Math.Sqrt(1 - power));
    }
}
