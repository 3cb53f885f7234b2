using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.AdaMax"/>.</summary>
internal sealed record AdaMaxOptimizer(double LearningRate, AdamRule Rule) : Optimizer(LearningRate)
{
    public static AdaMaxOptimizer Read(CallText call) =>
        new(call.Number("learningRate", 0, Optimizers.AdamLearningRate), AdamRule.Read(call, isDecoupled: false));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new AdaMaxUpdater(parameters, gradients, Rule);

    internal override IEnumerable<string> Faults() => Rule.Faults("AdaMax", LearningRate);

    public override string ToString() => Rule.Print("AdaMax", LearningRate);
}
