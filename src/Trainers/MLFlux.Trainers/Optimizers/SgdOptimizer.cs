using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.Sgd"/>.</summary>
internal sealed record SgdOptimizer(double LearningRate, double Momentum, double WeightDecay, bool IsNesterov)
    : Optimizer(LearningRate)
{
    public static SgdOptimizer Read(CallText call) => new(
        call.Number("learningRate", 0, Optimizers.SgdLearningRate),
        call.Number("momentum", 1, 0),
        call.Number("weightDecay", 2, 0),
        call.Flag("nesterov", 3, false));

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) =>
        new SgdUpdater(parameters, gradients, this);

    internal override IEnumerable<string> Faults() =>
    [
        .. Fault.Unless("Sgd", "learningRate", LearningRate, LearningRate > 0, "greater than 0"),
        .. Fault.Unless("Sgd", "momentum", Momentum, Momentum is >= 0 and < 1, "from 0 to less than 1"),
        .. Fault.Unless("Sgd", "weightDecay", WeightDecay, WeightDecay >= 0, "at least 0"),
        .. Fault.Unless("Sgd", "momentum", Momentum, !IsNesterov || Momentum != 0, "greater than 0 with nesterov: true"),
    ];

    public override string ToString() => new CallWriter("Sgd").Add("learningRate", LearningRate)
        .AddUnless("momentum", Momentum, 0)
        .AddUnless("weightDecay", WeightDecay, 0)
        .AddUnless("nesterov", IsNesterov, false)
        .ToString();
}
