using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.NAdam"/>.</summary>
internal sealed record NAdamOptimizer(double LearningRate, AdamRule Rule) : Optimizer(LearningRate)
{
    public static NAdamOptimizer Read(CallText call) =>
        new(call.Number("learningRate", 0, Optimizers.AdamLearningRate), AdamRule.Read(call, isDecoupled: false));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new NAdamUpdater(parameters, gradients, Rule);

    internal override IEnumerable<string> Faults() => Rule.Faults("NAdam", LearningRate);

    public override string ToString() => Rule.Print("NAdam", LearningRate);
}
