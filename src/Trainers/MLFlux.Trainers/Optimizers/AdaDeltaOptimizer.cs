using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.AdaDelta"/>.</summary>
internal sealed record AdaDeltaOptimizer(double LearningRate, double Decay, double Epsilon, double WeightDecay)
    : Optimizer(LearningRate)
{
    public static AdaDeltaOptimizer Read(CallText call) => new(
        call.Number("learningRate", 0, Optimizers.AdaDeltaLearningRate),
        call.Number("decay", 1, Optimizers.RmsPropDecay),
        call.Number("epsilon", 2, Optimizers.Epsilon),
        call.Number("weightDecay", 3, 0));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new AdaDeltaUpdater(parameters, gradients, this);

    internal override IEnumerable<string> Faults() =>
    [
        .. Fault.Unless("AdaDelta", "learningRate", LearningRate, LearningRate > 0, "greater than 0"),
        .. Fault.Unless("AdaDelta", "decay", Decay, Decay is >= 0 and < 1, "from 0 to less than 1"),
        .. Fault.Unless("AdaDelta", "epsilon", Epsilon, Epsilon > 0, "greater than 0"),
        .. Fault.Unless("AdaDelta", "weightDecay", WeightDecay, WeightDecay >= 0, "at least 0"),
    ];

    public override string ToString() => new CallWriter("AdaDelta").Add("learningRate", LearningRate)
        .AddUnless("decay", Decay, Optimizers.RmsPropDecay)
        .AddUnless("epsilon", Epsilon, Optimizers.Epsilon)
        .AddUnless("weightDecay", WeightDecay, 0)
        .ToString();
}
