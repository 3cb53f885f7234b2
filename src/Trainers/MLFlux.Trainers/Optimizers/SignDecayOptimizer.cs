using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.SignDecay"/>.</summary>
internal sealed record SignDecayOptimizer(double Decay, double LearningRate) : Optimizer(LearningRate)
{
    public static SignDecayOptimizer Read(CallText call) => new(
        call.Number("decay", 0, Optimizers.SignDecayDefault),
        call.Number("learningRate", 1, Optimizers.DecayLearningRate));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new SignDecayUpdater(parameters, gradients, Decay);

    internal override IEnumerable<string> Faults() =>
    [
        .. Fault.Unless("SignDecay", "decay", Decay, Decay >= 0, "at least 0"),
        .. Fault.Unless("SignDecay", "learningRate", LearningRate, LearningRate > 0, "greater than 0"),
    ];

    public override string ToString() => new CallWriter("SignDecay").Add("decay", Decay)
        .AddUnless("learningRate", LearningRate, Optimizers.DecayLearningRate)
        .ToString();
}
