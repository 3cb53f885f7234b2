using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.AdaBelief"/>.</summary>
internal sealed record AdaBeliefOptimizer(double LearningRate, AdamRule Rule) : Optimizer(LearningRate)
{
    private static readonly AdamRule s_absent = AdamRule.Default with { Epsilon = Optimizers.AdaBeliefEpsilon };

    public static AdaBeliefOptimizer Read(CallText call) =>
        new(call.Number("learningRate", 0, Optimizers.AdamLearningRate), AdamRule.Read(call, s_absent));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new AdaBeliefUpdater(parameters, gradients, Rule);

    internal override IEnumerable<string> Faults() => Rule.Faults("AdaBelief", LearningRate);

    public override string ToString() => Rule.Print("AdaBelief", LearningRate, s_absent);
}
