using MLFlux.Construction;

namespace MLFlux;

/// <summary>What Adam and its relatives have in common; see <see cref="Optimizers.Adam"/>.</summary>
/// <param name="Beta1">The decay of the mean of gradients.</param>
/// <param name="Beta2">The decay of the mean of squared gradients.</param>
/// <param name="Epsilon">What keeps the denominator away from zero.</param>
/// <param name="WeightDecay">λ.</param>
/// <param name="IsDecoupled">Whether λ shrinks the weights themselves rather than being added to the gradient.</param>
internal sealed record AdamRule(double Beta1, double Beta2, double Epsilon, double WeightDecay, bool IsDecoupled)
{
    /// <summary>What Adam has where nothing else is said.</summary>
    public static AdamRule Default { get; } = new(Optimizers.Beta1, Optimizers.Beta2, Optimizers.Epsilon, 0, IsDecoupled: false);

    /// <summary>What AdamW has where nothing else is said.</summary>
    private static AdamRule DefaultDecoupled { get; } = Default with { WeightDecay = Optimizers.AdamWDecay, IsDecoupled = true };

    public static AdamRule Read(CallText call, bool isDecoupled) => Read(call, isDecoupled ? DefaultDecoupled : Default);

    /// <summary>Reads what <see cref="Print(string, double, AdamRule)"/> wrote with the same defaults.</summary>
    public static AdamRule Read(CallText call, AdamRule absent) => new(
        call.Number("beta1", 1, absent.Beta1),
        call.Number("beta2", 2, absent.Beta2),
        call.Number("epsilon", 3, absent.Epsilon),
        call.Number("weightDecay", 4, absent.WeightDecay),
        absent.IsDecoupled);

    public IEnumerable<string> Faults(string optimizer, double learningRate) =>
    [
        .. Fault.Unless(optimizer, "learningRate", learningRate, learningRate > 0, "greater than 0"),
        .. Fault.Unless(optimizer, "beta1", Beta1, Beta1 is >= 0 and < 1, "from 0 to less than 1"),
        .. Fault.Unless(optimizer, "beta2", Beta2, Beta2 is >= 0 and < 1, "from 0 to less than 1"),
        .. Fault.Unless(optimizer, "epsilon", Epsilon, Epsilon > 0, "greater than 0"),
        .. Fault.Unless(optimizer, "weightDecay", WeightDecay, WeightDecay >= 0, "at least 0"),
    ];

    public string Print(string optimizer, double learningRate) =>
        Print(optimizer, learningRate, IsDecoupled ? DefaultDecoupled : Default);

    /// <summary>The optimizer as it is written in code, without what is its default.</summary>
    public string Print(string optimizer, double learningRate, AdamRule absent) => new CallWriter(optimizer)
        .Add("learningRate", learningRate)
        .AddUnless("beta1", Beta1, absent.Beta1)
        .AddUnless("beta2", Beta2, absent.Beta2)
        .AddUnless("epsilon", Epsilon, absent.Epsilon)
        .AddUnless("weightDecay", WeightDecay, absent.WeightDecay)
        .ToString();
}
