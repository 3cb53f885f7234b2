using System.Collections.Immutable;
using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Optimizers.Chain"/>.</summary>
internal sealed record ChainOptimizer : Optimizer
{
    private const string Prefix = $"{nameof(Optimizers)}.";

    private readonly ImmutableArray<Optimizer> _rules;

    public ChainOptimizer(params ReadOnlySpan<Optimizer> rules)
        : base(LastOf(rules).LearningRate)
    {
        // A chain within a chain is replaced by its parts, so that chains never nest.
        var flat = ImmutableArray.CreateBuilder<Optimizer>();
        foreach (Optimizer rule in rules)
        {
            ArgumentNullException.ThrowIfNull(rule, nameof(rules));
            flat.AddRange(rule is ChainOptimizer chain ? chain.Rules : [rule]);
        }

        _rules = flat.ToImmutable();
    }

    /// <summary>The optimizers in their order; the learning rate of the last is that of the chain.</summary>
    public ImmutableArray<Optimizer> Rules => _rules.SetItem(_rules.Length - 1, _rules[^1] with { LearningRate = LearningRate });

    internal override string Kind => $"Chain({string.Join(", ", _rules.Select(rule => rule.Kind))})";

    public static ChainOptimizer Read(CallText call) => new([.. call.Texts().Select(ReadRule)]);

    public bool Equals(ChainOptimizer? other) => other is not null && Rules.SequenceEqual(other.Rules);

    public override int GetHashCode() => Rules.Aggregate(0, HashCode.Combine);

    internal override Updater CreateUpdater(Tensor parameters, Tensor gradients) => new ChainUpdater(parameters, gradients, Rules);

    internal override IEnumerable<string> Faults() => Rules.SelectMany(rule => rule.Faults());

    public override string ToString() =>
        $"Chain({string.Join(", ", Rules.Select(rule => rule is CustomOptimizer ? rule.ToString() : Prefix + rule))})";

    private static Optimizer LastOf(ReadOnlySpan<Optimizer> rules)
    {
        if (rules.IsEmpty)
            throw new ArgumentException("A chain needs at least one optimizer.", nameof(rules));
        ArgumentNullException.ThrowIfNull(rules[^1], nameof(rules));
        return rules[^1];
    }

    private static Optimizer ReadRule(string text)
    {
        string rule = text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : text;

        // A printed chain never nests. A file with a nested chain could nest without end, and is refused.
        return rule.StartsWith("Chain(", StringComparison.Ordinal)
            ? throw new InvalidDataException("Chain: a chain within a chain is written as one.")
            : Optimizers.Parse(rule);
    }
}
