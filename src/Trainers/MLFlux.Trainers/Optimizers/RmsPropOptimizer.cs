using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.RmsProp"/>.</summary>
internal sealed record RmsPropOptimizer(double LearningRate, double Decay, double Epsilon, double WeightDecay, bool IsCentered)
    : Optimizer(LearningRate)
{
    public static RmsPropOptimizer Read(CallText call) => new(
        call.Number("learningRate", 0, Optimizers.AdamLearningRate),
        call.Number("decay", 1, Optimizers.RmsPropDecay),
        call.Number("epsilon", 2, Optimizers.Epsilon),
        call.Number("weightDecay", 3, 0),
        call.Flag("centered", 4, false));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new RmsPropUpdater(parameters, gradients, this);

    internal override IEnumerable<string> Faults() =>
    [
        .. Fault.Unless("RmsProp", "learningRate", LearningRate, LearningRate > 0, "greater than 0"),
        .. Fault.Unless("RmsProp", "decay", Decay, Decay is >= 0 and < 1, "from 0 to less than 1"),
        .. Fault.Unless("RmsProp", "epsilon", Epsilon, Epsilon > 0, "greater than 0"),
        .. Fault.Unless("RmsProp", "weightDecay", WeightDecay, WeightDecay >= 0, "at least 0"),
    ];

    public override string ToString() => new CallWriter("RmsProp").Add("learningRate", LearningRate)
        .AddUnless("decay", Decay, Optimizers.RmsPropDecay)
        .AddUnless("epsilon", Epsilon, Optimizers.Epsilon)
        .AddUnless("weightDecay", WeightDecay, 0)
        .AddUnless("centered", IsCentered, false)
        .ToString();
}
