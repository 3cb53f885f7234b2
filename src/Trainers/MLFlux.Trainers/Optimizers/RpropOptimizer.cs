using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.Rprop"/>.</summary>
internal sealed record RpropOptimizer(double LearningRate, double Shrink, double Grow, double Smallest, double Largest)
    : Optimizer(LearningRate)
{
    public static RpropOptimizer Read(CallText call) => new(
        call.Number("learningRate", 0, Optimizers.AdamLearningRate),
        call.Number("shrink", 1, Optimizers.RpropShrink),
        call.Number("grow", 2, Optimizers.RpropGrow),
        call.Number("smallest", 3, Optimizers.RpropSmallest),
        call.Number("largest", 4, Optimizers.RpropLargest));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new RpropUpdater(parameters, gradients, this);

    internal override IEnumerable<string> Faults() =>
    [
        .. Fault.Unless("Rprop", "learningRate", LearningRate, LearningRate > 0, "greater than 0"),
        .. Fault.Unless("Rprop", "shrink", Shrink, Shrink is > 0 and < 1, "between 0 and 1"),
        .. Fault.Unless("Rprop", "grow", Grow, Grow > 1, "greater than 1"),
        .. Fault.Unless("Rprop", "smallest", Smallest, Smallest > 0, "greater than 0"),
        .. Fault.Unless("Rprop", "largest", Largest, Largest >= Smallest, "at least the smallest"),
    ];

    public override string ToString() => new CallWriter("Rprop").Add("learningRate", LearningRate)
        .AddUnless("shrink", Shrink, Optimizers.RpropShrink)
        .AddUnless("grow", Grow, Optimizers.RpropGrow)
        .AddUnless("smallest", Smallest, Optimizers.RpropSmallest)
        .AddUnless("largest", Largest, Optimizers.RpropLargest)
        .ToString();
}
