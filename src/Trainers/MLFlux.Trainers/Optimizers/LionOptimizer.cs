using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.Lion"/>.</summary>
internal sealed record LionOptimizer(double LearningRate, double Beta1, double Beta2, double WeightDecay) : Optimizer(LearningRate)
{
    public static LionOptimizer Read(CallText call) => new(
        call.Number("learningRate", 0, Optimizers.LionLearningRate),
        call.Number("beta1", 1, Optimizers.Beta1),
        call.Number("beta2", 2, Optimizers.LionBeta2),
        call.Number("weightDecay", 3, 0));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) => new LionUpdater(parameters, gradients, this);

    internal override IEnumerable<string> Faults() =>
    [
        .. Fault.Unless("Lion", "learningRate", LearningRate, LearningRate > 0, "greater than 0"),
        .. Fault.Unless("Lion", "beta1", Beta1, Beta1 is >= 0 and < 1, "from 0 to less than 1"),
        .. Fault.Unless("Lion", "beta2", Beta2, Beta2 is >= 0 and < 1, "from 0 to less than 1"),
        .. Fault.Unless("Lion", "weightDecay", WeightDecay, WeightDecay >= 0, "at least 0"),
    ];

    public override string ToString() => new CallWriter("Lion").Add("learningRate", LearningRate)
        .AddUnless("beta1", Beta1, Optimizers.Beta1)
        .AddUnless("beta2", Beta2, Optimizers.LionBeta2)
        .AddUnless("weightDecay", WeightDecay, 0)
        .ToString();
}
