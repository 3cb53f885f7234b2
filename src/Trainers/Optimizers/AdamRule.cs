using MLFlux.Construction;

namespace MLFlux;

/// <summary>What Adam and AdamW have in common; see <see cref="Optimizers.Adam"/>.</summary>
/// <param name="Beta1">The decay of the mean of gradients.</param>
/// <param name="Beta2">The decay of the mean of squared gradients.</param>
/// <param name="Epsilon">What keeps the denominator away from zero.</param>
/// <param name="WeightDecay">λ.</param>
/// <param name="IsDecoupled">Whether λ shrinks the weights themselves rather than being added to the gradient.</param>
internal sealed record AdamRule(double Beta1, double Beta2, double Epsilon, double WeightDecay, bool IsDecoupled)
{
    private double DefaultWeightDecay => IsDecoupled ? Optimizers.AdamWDecay : 0;

    public static AdamRule Read(CallText call, bool isDecoupled) => new(
        call.Number("beta1", 1, Optimizers.Beta1),
        call.Number("beta2", 2, Optimizers.Beta2),
        call.Number("epsilon", 3, Optimizers.Epsilon),
        call.Number("weightDecay", 4, isDecoupled ? Optimizers.AdamWDecay : 0),
        isDecoupled);

    public IEnumerable<string> Faults(string optimizer, double learningRate) =>
    [
        .. Fault.Unless(optimizer, "learningRate", learningRate, learningRate > 0, "greater than 0"),
        .. Fault.Unless(optimizer, "beta1", Beta1, Beta1 is >= 0 and < 1, "from 0 to less than 1"),
        .. Fault.Unless(optimizer, "beta2", Beta2, Beta2 is >= 0 and < 1, "from 0 to less than 1"),
        .. Fault.Unless(optimizer, "epsilon", Epsilon, Epsilon > 0, "greater than 0"),
        .. Fault.Unless(optimizer, "weightDecay", WeightDecay, WeightDecay >= 0, "at least 0"),
    ];

    public string Print(string optimizer, double learningRate)
    {
        CallWriter call = new CallWriter(optimizer).Add("learningRate", learningRate);
        if (Beta1 != Optimizers.Beta1)
            call.Add("beta1", Beta1);
        if (Beta2 != Optimizers.Beta2)
            call.Add("beta2", Beta2);
        if (Epsilon != Optimizers.Epsilon)
            call.Add("epsilon", Epsilon);
        if (WeightDecay != DefaultWeightDecay)
            call.Add("weightDecay", WeightDecay);
        return call.ToString();
    }
}
