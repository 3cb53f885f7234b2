namespace MLFlux;

/// <summary>The numbers of one step of Adam that are the same for every weight.</summary>
internal readonly struct AdamScale(AdamRule rule, double learningRate, long step)
{
    public AdamRule Rule { get; } = rule;

    /// <summary>η / (1 − β₁ᵗ).</summary>
    public double StepSize { get; } = learningRate / (1 - Math.Pow(rule.Beta1, step));

    /// <summary>1 / √(1 − β₂ᵗ), which makes √v̂ of √v.</summary>
    public double RootScale { get; } = 1 / Math.Sqrt(1 - Math.Pow(rule.Beta2, step));

    /// <summary>1 − η λ where the decay is decoupled, otherwise 1.</summary>
    public double Shrink { get; } = rule.IsDecoupled ? 1 - (learningRate * rule.WeightDecay) : 1;

    /// <summary>λ where the decay is added to the gradient, otherwise 0.</summary>
    public double AddedDecay { get; } = rule.IsDecoupled ? 0 : rule.WeightDecay;
}
