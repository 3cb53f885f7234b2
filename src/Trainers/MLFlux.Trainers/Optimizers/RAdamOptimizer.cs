using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.RAdam"/>.</summary>
internal sealed record RAdamOptimizer(double LearningRate, AdamRule Rule) : Optimizer(LearningRate)
{
    public static RAdamOptimizer Read(CallText call) =>
        new(call.Number("learningRate", 0, Optimizers.AdamLearningRate), AdamRule.Read(call, isDecoupled: false));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new RAdamUpdater(parameters, gradients, Rule);

    internal override IEnumerable<string> Faults() => Rule.Faults("RAdam", LearningRate);

    public override string ToString() => Rule.Print("RAdam", LearningRate);
}
