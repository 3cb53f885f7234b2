using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>
/// What variants of Adam carry over: the means of gradients and of squared gradients, the number of steps, and one tensor of the
/// variant's own.
/// </summary>
internal abstract class AdamVariantUpdater : Updater
{
    private readonly Tensor _step;

    /// <param name="parameters">All weights.</param>
    /// <param name="gradients">Their gradients.</param>
    /// <param name="rule">The decays.</param>
    /// <param name="own">What a checkpoint calls the variant's own tensor.</param>
    protected AdamVariantUpdater(Tensor parameters, Tensor gradients, AdamRule rule, string own)
        : base(parameters, gradients)
    {
        Rule = rule;
        Mean = NewState(parameters);
        Square = NewState(parameters);
        Own = NewState(parameters);
        _step = NewCounter();
        State = new Dictionary<string, Tensor> { ["mean"] = Mean, ["square"] = Square, [own] = Own, ["step"] = _step };
    }

    public sealed override IReadOnlyDictionary<string, Tensor> State { get; }

    protected AdamRule Rule { get; }

    protected Tensor Mean { get; }

    protected Tensor Square { get; }

    protected Tensor Own { get; }

    public sealed override void Step(double learningRate)
    {
        var scale = new AdamScale(Rule, learningRate, Count(_step));
        using Tensor gradients = DecayedGradients(Rule.WeightDecay);
        Decay(Mean, Rule.Beta1).Add(gradients, 1 - Rule.Beta1);
        Decay(Square, Rule.Beta2).AddProduct(gradients, gradients, 1 - Rule.Beta2);
        Update(scale);
    }

    /// <summary>Moves the weights by the means, which have the step's gradients.</summary>
    protected abstract void Update(AdamScale scale);
}
