using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.AdamW"/>.</summary>
internal sealed record AdamWOptimizer(double LearningRate, AdamRule Rule) : Optimizer(LearningRate)
{
    public static AdamWOptimizer Read(CallText call) =>
        new(call.Number("learningRate", 0, Optimizers.AdamLearningRate), AdamRule.Read(call, isDecoupled: true));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new AdamUpdater(parameters, gradients, Rule);

    internal override IEnumerable<string> Faults() => Rule.Faults("AdamW", LearningRate);

    public override string ToString() => Rule.Print("AdamW", LearningRate);
}
