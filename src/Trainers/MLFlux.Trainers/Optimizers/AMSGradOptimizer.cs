using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.AMSGrad"/>.</summary>
internal sealed record AMSGradOptimizer(double LearningRate, AdamRule Rule) : Optimizer(LearningRate)
{
    public static AMSGradOptimizer Read(CallText call) =>
        new(call.Number("learningRate", 0, Optimizers.AdamLearningRate), AdamRule.Read(call, isDecoupled: false));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new AMSGradUpdater(parameters, gradients, Rule);

    internal override IEnumerable<string> Faults() => Rule.Faults("AMSGrad", LearningRate);

    public override string ToString() => Rule.Print("AMSGrad", LearningRate);
}
