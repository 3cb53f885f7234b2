using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.Adam"/>.</summary>
internal sealed record AdamOptimizer(double LearningRate, AdamRule Rule) : Optimizer(LearningRate)
{
    public static AdamOptimizer Read(CallText call) =>
        new(call.Number("learningRate", 0, Optimizers.AdamLearningRate), AdamRule.Read(call, isDecoupled: false));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new AdamUpdater(parameters, gradients, Rule);

    internal override IEnumerable<string> Faults() => Rule.Faults("Adam", LearningRate);

    public override string ToString() => Rule.Print("Adam", LearningRate);
}
