using MLFlux.Construction;

namespace MLFlux;

/// <summary>The optimizers of MLFlux, by the names they are written with.</summary>
/// <remarks>
/// What they return is immutable and safe for any thread. A value outside its range is reported by the trainer that is
/// given the optimizer, together with whatever else is wrong with its options.
/// </remarks>
public static partial class Optimizers
{
    internal const double SgdLearningRate = 0.1;
    internal const double AdamLearningRate = 0.001;
    internal const double Beta1 = 0.9;
    internal const double Beta2 = 0.999;
    internal const double Epsilon = 1e-8;
    internal const double AdamWDecay = 0.01;
    internal const double RmsPropDecay = 0.9;
    internal const double RpropShrink = 0.5, RpropGrow = 1.2, RpropSmallest = 1e-6, RpropLargest = 50;
    internal const double AdaDeltaLearningRate = 1;
    internal const double AdaBeliefEpsilon = 1e-16;
    internal const double OAdamBeta1 = 0.5, OAdamBeta2 = 0.9;
    internal const double LionLearningRate = 1e-4, LionBeta2 = 0.99;
    internal const double SignDecayDefault = 1e-3, DecayLearningRate = 1;
    private const double WeightDecayDefault = 5e-4;
    private const double MomentumLearningRate = 0.01, NesterovLearningRate = 0.001, MomentumDefault = 0.9;

    private static readonly TextRegistry<Optimizer> Registry = new("an optimizer", new Dictionary<string, Func<CallText, Optimizer>>
    {
        ["AMSGrad"] = AMSGradOptimizer.Read,
        ["AdaBelief"] = AdaBeliefOptimizer.Read,
        ["AdaDelta"] = AdaDeltaOptimizer.Read,
        ["AdaGrad"] = AdaGradOptimizer.Read,
        ["AdaMax"] = AdaMaxOptimizer.Read,
        ["Adam"] = AdamOptimizer.Read,
        ["AdamW"] = AdamWOptimizer.Read,
        ["Chain"] = ChainOptimizer.Read,
        ["Lion"] = LionOptimizer.Read,
        ["NAdam"] = NAdamOptimizer.Read,
        ["OAdam"] = OAdamOptimizer.Read,
        ["RAdam"] = RAdamOptimizer.Read,
        ["RmsProp"] = RmsPropOptimizer.Read,
        ["Rprop"] = RpropOptimizer.Read,
        ["Sgd"] = SgdOptimizer.Read,
        ["SignDecay"] = SignDecayOptimizer.Read,
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

    /// <summary>Gradient descent, p ← p − η g, by Flux's name for <see cref="Sgd"/> without momentum.</summary>
    /// <param name="learningRate">η, greater than 0.</param>
    public static Optimizer Descent(double learningRate = SgdLearningRate) => Sgd(learningRate);

    /// <summary><see cref="Sgd"/> with momentum, by Flux's name and with its defaults.</summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="momentum">μ, from 0 to less than 1.</param>
    public static Optimizer Momentum(double learningRate = MomentumLearningRate, double momentum = MomentumDefault) =>
        Sgd(learningRate, momentum);

    /// <summary><see cref="Sgd"/> with Nesterov's momentum, by Flux's name and with its defaults.</summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="momentum">μ, greater than 0 and less than 1.</param>
    public static Optimizer Nesterov(double learningRate = NesterovLearningRate, double momentum = MomentumDefault) =>
        Sgd(learningRate, momentum, nesterov: true);

    /// <summary>
    /// RMSProp: v ← ρ v + (1 − ρ) g², p ← p − η g / (√v + ε). Centred, v is less the square of the mean gradient. Often good for
    /// recurrent networks. Source: Hinton, "Neural Networks for Machine Learning", lecture 6, 2012; centred: Graves, 2013.
    /// </summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="decay">ρ, from 0 to less than 1. The default is Flux's and Keras's; PyTorch's is 0.99.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="weightDecay">λ, at least 0: λ p is added to g.</param>
    /// <param name="centered">Whether to divide by the deviation of the gradients rather than by their size.</param>
    public static Optimizer RmsProp(
        double learningRate = AdamLearningRate, double decay = RmsPropDecay, double epsilon = Epsilon, double weightDecay = 0,
        bool centered = false) =>
        new RmsPropOptimizer(learningRate, decay, epsilon, weightDecay, centered);

    /// <summary>
    /// Rprop: each weight has a step of its own, which grows while its gradient keeps its sign and shrinks when that turns;
    /// only the sign counts. For batches of all rows. Source: Riedmiller and Braun, 1993.
    /// </summary>
    /// <param name="learningRate">The first step of each weight, greater than 0. A schedule scales the steps in proportion.</param>
    /// <param name="shrink">The factor when the sign turns, between 0 and 1.</param>
    /// <param name="grow">The factor while it stays, greater than 1.</param>
    /// <param name="smallest">The smallest step, greater than 0.</param>
    /// <param name="largest">The largest step, at least the smallest.</param>
    public static Optimizer Rprop(
        double learningRate = AdamLearningRate, double shrink = RpropShrink, double grow = RpropGrow,
        double smallest = RpropSmallest, double largest = RpropLargest) =>
        new RpropOptimizer(learningRate, shrink, grow, smallest, largest);

    /// <summary>AdaGrad: s ← s + g², p ← p − η g / (√s + ε). Source: Duchi, Hazan and Singer, 2011.</summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="weightDecay">λ, at least 0: λ p is added to g.</param>
    public static Optimizer AdaGrad(
        double learningRate = SgdLearningRate, double epsilon = Epsilon, double weightDecay = 0) =>
        new AdaGradOptimizer(learningRate, epsilon, weightDecay);

    /// <summary>
    /// AdaDelta: v ← ρ v + (1 − ρ) g², d = g √(u + ε) / √(v + ε), u ← ρ u + (1 − ρ) d², p ← p − η d. Source: Zeiler, 2012.
    /// </summary>
    /// <param name="learningRate">η, greater than 0; 1 in the source.</param>
    /// <param name="decay">ρ, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, greater than 0. It decides the first steps. The default is Flux's; PyTorch's is 1e-6.</param>
    /// <param name="weightDecay">λ, at least 0: λ p is added to g.</param>
    public static Optimizer AdaDelta(
        double learningRate = AdaDeltaLearningRate, double decay = RmsPropDecay, double epsilon = Epsilon, double weightDecay = 0) =>
        new AdaDeltaOptimizer(learningRate, decay, epsilon, weightDecay);

    /// <summary>
    /// Lion: p ← p − η (sign(β₁ m + (1 − β₁) g) + λ p), then m ← β₂ m + (1 − β₂) g: each weight moves by η in every step,
    /// so that η is three to ten times smaller than Adam's. Source: Chen et al., "Symbolic Discovery of Optimization
    /// Algorithms", 2023.
    /// </summary>
    /// <param name="learningRate">η, greater than 0. The default is the source's; Flux's is 0.001.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1. The default is the source's; Flux's is 0.999.</param>
    /// <param name="weightDecay">λ, at least 0: the weights themselves shrink, as in <see cref="AdamW"/>.</param>
    public static Optimizer Lion(
        double learningRate = LionLearningRate, double beta1 = Beta1, double beta2 = LionBeta2, double weightDecay = 0) =>
        new LionOptimizer(learningRate, beta1, beta2, weightDecay);

    /// <summary>
    /// Optimizers one after another: what the first would take off the weights is the gradient of the second, and so on;
    /// the last one's step is made. <c>Chain(SignDecay(1e-4), Adam())</c> is Adam with an L1 penalty. Flux calls it
    /// OptimiserChain; clipping and accumulation, which Flux puts into a chain, are options of the trainer.
    /// </summary>
    /// <remarks>
    /// The learning rate of the chain is that of its last optimizer, which schedules change; the others keep theirs. Decays
    /// and <see cref="Sgd"/> pass on exact gradients; of others, the difference of weights before and after, rounded as these.
    /// </remarks>
    /// <param name="optimizers">The optimizers, at least one. A chain among them stands for its parts.</param>
    /// <exception cref="ArgumentException">There is no optimizer, or one is null.</exception>
    public static Optimizer Chain(params ReadOnlySpan<Optimizer> optimizers) => new ChainOptimizer(optimizers);

    /// <summary>
    /// L2 decay for a <see cref="Chain"/>: adds λ p to g, by Flux's name for <see cref="Sgd"/> with a rate of 1 and weight
    /// decay. Most optimizers have it as their own <c>weightDecay</c>.
    /// </summary>
    /// <param name="decay">λ, at least 0.</param>
    public static Optimizer WeightDecay(double decay = WeightDecayDefault) => Sgd(DecayLearningRate, weightDecay: decay);

    /// <summary>
    /// L1 decay for a <see cref="Chain"/>: adds λ sign(p) to g, which draws small weights to zero, as the lasso does. By
    /// itself, gradient descent with that penalty: p ← p − η (g + λ sign(p)).
    /// </summary>
    /// <param name="decay">λ, at least 0.</param>
    /// <param name="learningRate">η, greater than 0; 1 in a chain, so that the gradient keeps its size.</param>
    public static Optimizer SignDecay(double decay = SignDecayDefault, double learningRate = DecayLearningRate) =>
        new SignDecayOptimizer(decay, learningRate);

    /// <summary>Reads what <see cref="Optimizer.ToString"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The text names no optimizer, or a value outside its range.</exception>
    internal static Optimizer Parse(string text)
    {
        Optimizer optimizer = Registry.Parse(text);
        return optimizer.Faults().FirstOrDefault() is string fault ? throw new InvalidDataException(fault) : optimizer;
    }
}
