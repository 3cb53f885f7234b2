using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>The steps of <see cref="Optimizers.NAdam"/>, each in place on all weights at once.</summary>
internal sealed class NAdamUpdater : Updater
{
    /// <summary>ψ, how fast the momentum grows to β₁; the value of the source and of PyTorch.</summary>
    private const double MomentumDecay = 0.004;

    private readonly AdamRule _rule;
    private readonly Tensor _mean;
    private readonly Tensor _square;
    private readonly Tensor _product;
    private readonly Tensor _step;

    public NAdamUpdater(Tensor parameters, Tensor gradients, AdamRule rule)
        : base(parameters, gradients)
    {
        _rule = rule;
        _mean = NewState(parameters);
        _square = NewState(parameters);
        _product = ones(1, ScalarType.Float64).DetachFromDisposeScope();
        _step = NewCounter();
        State = new Dictionary<string, Tensor> { ["mean"] = _mean, ["square"] = _square, ["product"] = _product, ["step"] = _step };
    }

    public override IReadOnlyDictionary<string, Tensor> State { get; }

    public override void Step(double learningRate)
    {
        long step = Count(_step);
        double momentum = Momentum(step), next = Momentum(step + 1);
        double product = _product.item<double>() * momentum;
        _product.Fill(product);

        using Tensor gradients = DecayedGradients(_rule.WeightDecay);
        Decay(_mean, _rule.Beta1).Add(gradients, 1 - _rule.Beta1);
        Decay(_square, _rule.Beta2).AddProduct(gradients, gradients, 1 - _rule.Beta2);
        double rootScale = 1 / Math.Sqrt(1 - Math.Pow(_rule.Beta2, step));
        using Tensor denominator = _square.sqrt().Scale(rootScale).Shift(_rule.Epsilon);
        Parameters.AddQuotient(gradients, denominator, -learningRate * (1 - momentum) / (1 - product));
        Parameters.AddQuotient(_mean, denominator, -learningRate * next / (1 - (product * next)));
    }

    private double Momentum(long step) => _rule.Beta1 * (1 - (0.5 * Math.Pow(0.96, step * MomentumDecay)));
}
