using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.OAdam"/>.</summary>
internal sealed record OAdamOptimizer(double LearningRate, AdamRule Rule) : Optimizer(LearningRate)
{
    private static readonly AdamRule s_absent =
        AdamRule.Default with { Beta1 = Optimizers.OAdamBeta1, Beta2 = Optimizers.OAdamBeta2 };

    public static OAdamOptimizer Read(CallText call) =>
        new(call.Number("learningRate", 0, Optimizers.AdamLearningRate), AdamRule.Read(call, s_absent));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new OAdamUpdater(parameters, gradients, Rule);

    internal override IEnumerable<string> Faults() => Rule.Faults("OAdam", LearningRate);

    public override string ToString() => Rule.Print("OAdam", LearningRate, s_absent);
}
