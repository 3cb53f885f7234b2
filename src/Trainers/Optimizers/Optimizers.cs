using MLFlux.Networks;

namespace MLFlux;

/// <summary>The optimizers of MLFlux, by the names they are written with.</summary>
/// <remarks>
/// What they return is immutable and safe for any thread. A value outside its range is reported by the trainer that is
/// given the optimizer, together with whatever else is wrong with its options.
/// </remarks>
public static class Optimizers
{
    internal const double SgdLearningRate = 0.1;
    internal const double AdamLearningRate = 0.001;
    internal const double Beta1 = 0.9;
    internal const double Beta2 = 0.999;
    internal const double Epsilon = 1e-8;
    internal const double AdamWDecay = 0.01;

    private static readonly TextRegistry<Optimizer> Registry = new("an optimizer", new Dictionary<string, Func<CallText, Optimizer>>
    {
        ["Adam"] = AdamOptimizer.Read,
        ["AdamW"] = AdamWOptimizer.Read,
        ["Sgd"] = SgdOptimizer.Read,
    });

    /// <summary>
    /// Gradient descent: p ← p − η g. With momentum μ, a velocity v ← μ v + g takes the place of g; with Nesterov's
    /// momentum, g + μ v does. Flux calls these Descent, Momentum and Nesterov.
    /// </summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="momentum">μ, from 0 (none) to less than 1.</param>
    /// <param name="weightDecay">λ, at least 0: λ p is added to g.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's; it then has to be greater than 0.</param>
    public static Optimizer Sgd(
        double learningRate = SgdLearningRate, double momentum = 0, double weightDecay = 0, bool nesterov = false) =>
        new SgdOptimizer(learningRate, momentum, weightDecay, nesterov);

    /// <summary>
    /// Adam: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², p ← p − η m̂ / (√v̂ + ε), where m̂ = m / (1 − β₁ᵗ) and
    /// v̂ = v / (1 − β₂ᵗ) at step t. Source: Kingma and Ba, "Adam: A Method for Stochastic Optimization", 2015.
    /// </summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="weightDecay">λ, at least 0: λ p is added to g.</param>
    public static Optimizer Adam(
        double learningRate = AdamLearningRate, double beta1 = Beta1, double beta2 = Beta2, double epsilon = Epsilon,
        double weightDecay = 0) =>
        new AdamOptimizer(learningRate, new AdamRule(beta1, beta2, epsilon, weightDecay, IsDecoupled: false));

    /// <summary>
    /// Adam with decoupled weight decay: p ← (1 − η λ) p before the step of <see cref="Adam"/>, whose g is left alone.
    /// Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization", 2019.
    /// </summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="weightDecay">λ, at least 0; 0.01 by default, as in PyTorch.</param>
    public static Optimizer AdamW(
        double learningRate = AdamLearningRate, double beta1 = Beta1, double beta2 = Beta2, double epsilon = Epsilon,
        double weightDecay = AdamWDecay) =>
        new AdamWOptimizer(learningRate, new AdamRule(beta1, beta2, epsilon, weightDecay, IsDecoupled: true));

    /// <summary>Reads what <see cref="Optimizer.ToString"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The text names no optimizer, or a value outside its range.</exception>
    internal static Optimizer Parse(string text)
    {
        Optimizer optimizer = Registry.Parse(text);
        return optimizer.Faults().FirstOrDefault() is string fault ? throw new InvalidDataException(fault) : optimizer;
    }
}
