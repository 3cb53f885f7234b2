using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.AdaGrad"/>.</summary>
internal sealed record AdaGradOptimizer(double LearningRate, double Epsilon, double WeightDecay)
    : Optimizer(LearningRate)
{
    public static AdaGradOptimizer Read(CallText call) => new(
        call.Number("learningRate", 0, Optimizers.SgdLearningRate),
        call.Number("epsilon", 1, Optimizers.Epsilon),
        call.Number("weightDecay", 2, 0));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new AdaGradUpdater(parameters, gradients, this);

    internal override IEnumerable<string> Faults() =>
    [
        .. Fault.Unless("AdaGrad", "learningRate", LearningRate, LearningRate > 0, "greater than 0"),
        .. Fault.Unless("AdaGrad", "epsilon", Epsilon, Epsilon > 0, "greater than 0"),
        .. Fault.Unless("AdaGrad", "weightDecay", WeightDecay, WeightDecay >= 0, "at least 0"),
    ];

    public override string ToString() => new CallWriter("AdaGrad").Add("learningRate", LearningRate)
        .AddUnless("epsilon", Epsilon, Optimizers.Epsilon)
        .AddUnless("weightDecay", WeightDecay, 0)
        .ToString();
}
