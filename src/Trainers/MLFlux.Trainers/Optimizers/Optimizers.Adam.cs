namespace MLFlux;

/// <content>Adam and its relatives.</content>
public static partial class Optimizers
{
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

    /// <summary>
    /// Rectified Adam: <see cref="Adam"/> whose step is scaled down while √v̂ rests on few gradients, and left out of the first
    /// few steps. Source: Liu et al., "On the Variance of the Adaptive Learning Rate and Beyond", 2020.
    /// </summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="weightDecay">λ, at least 0: λ p is added to g.</param>
    public static Optimizer RAdam(
        double learningRate = AdamLearningRate, double beta1 = Beta1, double beta2 = Beta2, double epsilon = Epsilon,
        double weightDecay = 0) =>
        new RAdamOptimizer(learningRate, new AdamRule(beta1, beta2, epsilon, weightDecay, IsDecoupled: false));

    /// <summary>
    /// Adam with Nesterov's momentum, which grows towards β₁ (ψ = 0.004). Source: Dozat, "Incorporating Nesterov Momentum into
    /// Adam", 2016; as in PyTorch. Flux's NAdam keeps its momentum constant.
    /// </summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="weightDecay">λ, at least 0: λ p is added to g.</param>
    public static Optimizer NAdam(
        double learningRate = AdamLearningRate, double beta1 = Beta1, double beta2 = Beta2, double epsilon = Epsilon,
        double weightDecay = 0) =>
        new NAdamOptimizer(learningRate, new AdamRule(beta1, beta2, epsilon, weightDecay, IsDecoupled: false));

    /// <summary>
    /// <see cref="Adam"/> that divides by the largest v there was. Source: Reddi et al., "On the Convergence of Adam and
    /// Beyond", 2018; with the corrections of Adam, as in PyTorch and Keras. Flux's has none.
    /// </summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="weightDecay">λ, at least 0: λ p is added to g.</param>
    public static Optimizer AMSGrad(
        double learningRate = AdamLearningRate, double beta1 = Beta1, double beta2 = Beta2, double epsilon = Epsilon,
        double weightDecay = 0) =>
        new AMSGradOptimizer(learningRate, new AdamRule(beta1, beta2, epsilon, weightDecay, IsDecoupled: false));

    /// <summary>
    /// AdaMax: m as in <see cref="Adam"/>, u ← max(β₂ u, |g| + ε), p ← p − η m̂ / u. Source: Kingma and Ba, 2015, section 7.
    /// </summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="weightDecay">λ, at least 0: λ p is added to g.</param>
    public static Optimizer AdaMax(
        double learningRate = AdamLearningRate, double beta1 = Beta1, double beta2 = Beta2, double epsilon = Epsilon,
        double weightDecay = 0) =>
        new AdaMaxOptimizer(learningRate, new AdamRule(beta1, beta2, epsilon, weightDecay, IsDecoupled: false));

    /// <summary>
    /// AdaBelief: <see cref="Adam"/> that divides by how far gradients are from what was expected of them: s ← β₂ s +
    /// (1 − β₂)(g − m)² + ε in the place of v. Source: Zhuang et al., "AdaBelief Optimizer", 2020.
    /// </summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, greater than 0; far smaller than Adam's, since it is added up.</param>
    /// <param name="weightDecay">λ, at least 0: λ p is added to g.</param>
    public static Optimizer AdaBelief(
        double learningRate = AdamLearningRate, double beta1 = Beta1, double beta2 = Beta2, double epsilon = AdaBeliefEpsilon,
        double weightDecay = 0) =>
        new AdaBeliefOptimizer(learningRate, new AdamRule(beta1, beta2, epsilon, weightDecay, IsDecoupled: false));

    /// <summary>
    /// Optimistic Adam: with d = η m̂ / (√v̂ + ε) as in <see cref="Adam"/>, p ← p − 2 dₜ + dₜ₋₁. For networks that train
    /// against each other. Source: Daskalakis et al., "Training GANs with Optimism", 2018.
    /// </summary>
    /// <param name="learningRate">η, greater than 0.</param>
    /// <param name="beta1">β₁, from 0 to less than 1.</param>
    /// <param name="beta2">β₂, from 0 to less than 1.</param>
    /// <param name="epsilon">ε, greater than 0.</param>
    /// <param name="weightDecay">λ, at least 0: λ p is added to g.</param>
    public static Optimizer OAdam(
        double learningRate = AdamLearningRate, double beta1 = OAdamBeta1, double beta2 = OAdamBeta2, double epsilon = Epsilon,
        double weightDecay = 0) =>
        new OAdamOptimizer(learningRate, new AdamRule(beta1, beta2, epsilon, weightDecay, IsDecoupled: false));
}
