using MLFlux.Construction;

namespace MLFlux;

/// <summary>The losses of MLFlux, by the names they are written with.</summary>
/// <remarks>What they return is immutable and safe for any thread.</remarks>
public static class Losses
{
    /// <summary>2⁻²³, float32's precision at 1, which keeps logarithms of probabilities finite; Flux adds the same.</summary>
    internal const double Epsilon = 1.1920928955078125e-7;

    private const double HuberDelta = 1, DiceSmooth = 1, TverskyBeta = 0.7, FocalGamma = 2, ContrastiveMargin = 1, RankSigma = 1,
        QuasiBound = 10;

    private static readonly TextRegistry<Loss> Registry = new("a loss", new Dictionary<string, Func<CallText, Loss>>
    {
        ["BinaryCrossEntropy"] = call => BinaryCrossEntropy(call.Number("labelSmoothing", 0, 0)),
        ["BinaryCrossEntropyOfProbabilities"] = _ => BinaryCrossEntropyOfProbabilities(),
        ["BinaryFocal"] = call => BinaryFocal(call.Number("gamma", 0, FocalGamma)),
        ["ConnectionistTemporalClassification"] = _ => ConnectionistTemporalClassification(),
        ["CrossEntropy"] = call => CrossEntropy(call.Number("labelSmoothing", 0, 0)),
        ["CrossEntropyOfProbabilities"] = _ => CrossEntropyOfProbabilities(),
        ["Dice"] = call => Dice(call.Number("smooth", 0, DiceSmooth)),
        ["Focal"] = call => Focal(call.Number("gamma", 0, FocalGamma)),
        ["Hinge"] = _ => Hinge(),
        ["Huber"] = call => Huber(call.Number("delta", 0, HuberDelta)),
        ["KullbackLeiblerDivergence"] = _ => KullbackLeiblerDivergence(),
        ["LambdaRank"] = call => LambdaRank(call.Number("sigma", 0, RankSigma)),
        ["ListwiseSoftmax"] = _ => ListwiseSoftmax(),
        ["MeanAbsoluteError"] = _ => MeanAbsoluteError(),
        ["MeanSquaredError"] = _ => MeanSquaredError(),
        ["MeanSquaredLogarithmicError"] = _ => MeanSquaredLogarithmicError(),
        ["Poisson"] = _ => Poisson(),
        ["Quantile"] = call => Quantile(call.Numbers()),
        ["RobustQuasiLikelihood"] = call => RobustQuasiLikelihood(call.Number("bound", 0, QuasiBound)),
        ["SiameseContrastive"] = call => SiameseContrastive(call.Number("margin", 0, ContrastiveMargin)),
        ["SquaredHinge"] = _ => SquaredHinge(),
        ["Tversky"] = call => Tversky(call.Number("beta", 0, TverskyBeta)),
    });

    /// <summary>
    /// For classes: −Σₖ tₖ ln softmax(x)ₖ, the mean over rows. Takes raw scores, and computes softmax and logarithm in one,
    /// without overflow (Flux's <c>logitcrossentropy</c>). The target is the index of the class, or a probability for each.
    /// </summary>
    /// <param name="labelSmoothing">
    /// α, from 0 (none) to less than 1: each of the K classes of a target t is taken as (1 − α) t + α / K, which keeps a
    /// network from growing ever surer. Source: Szegedy et al., "Rethinking the Inception Architecture", 2016.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">α is outside its range.</exception>
    public static Loss CrossEntropy(double labelSmoothing = 0) => new CrossEntropyLoss(labelSmoothing);

    /// <summary>
    /// For yes and no: −t ln σ(x) − (1 − t) ln(1 − σ(x)), the mean over rows. Takes raw scores, and computes sigmoid and
    /// logarithm in one, without overflow (Flux's <c>logitbinarycrossentropy</c>). The target is 0 or 1, or between.
    /// </summary>
    /// <param name="labelSmoothing">α, from 0 (none) to less than 1: a target t is taken as (1 − α) t + α / 2.</param>
    /// <exception cref="ArgumentOutOfRangeException">α is outside its range.</exception>
    public static Loss BinaryCrossEntropy(double labelSmoothing = 0) => new BinaryCrossEntropyLoss(labelSmoothing);

    /// <summary>
    /// For classes: −Σₖ tₖ ln(pₖ + ε), ε = 2⁻²³, the mean over rows. Takes the probabilities that a softmax gives (Flux's
    /// <c>crossentropy</c>); <see cref="CrossEntropy"/>, from scores, is the safer one.
    /// </summary>
    public static Loss CrossEntropyOfProbabilities() => new CrossEntropyOfProbabilitiesLoss();

    /// <summary>
    /// For yes and no: −t ln(p + ε) − (1 − t) ln(1 − p + ε), ε = 2⁻²³, the mean over rows. Takes the probability that a
    /// sigmoid gives (Flux's <c>binarycrossentropy</c>); <see cref="BinaryCrossEntropy"/>, from scores, is the safer one.
    /// </summary>
    public static Loss BinaryCrossEntropyOfProbabilities() => new BinaryCrossEntropyOfProbabilitiesLoss();

    /// <summary>
    /// From a distribution to another: Σₖ tₖ ln(tₖ / (pₖ + ε)), ε = 2⁻²³, the mean over rows. Takes probabilities. 0 where
    /// they are the same.
    /// </summary>
    public static Loss KullbackLeiblerDivergence() => new KullbackLeiblerDivergenceLoss();

    /// <summary>
    /// For classes of very different size: −Σₖ tₖ (1 − pₖ)^γ ln pₖ, the mean over rows, where rows that are already right
    /// count little. Takes probabilities, to which ε = 2⁻²³ is added. Source: Lin et al., "Focal Loss for Dense Object
    /// Detection", 2017.
    /// </summary>
    /// <param name="gamma">γ, at least 0; with 0 it is <see cref="CrossEntropyOfProbabilities"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">γ is negative or not finite.</exception>
    public static Loss Focal(double gamma = FocalGamma) => new FocalLoss(gamma);

    /// <summary>
    /// <see cref="Focal"/> for yes and no: −(1 − q)^γ ln q, the mean over rows, where q = t p + (1 − t)(1 − p) is the
    /// probability given to what is right.
    /// </summary>
    /// <param name="gamma">γ, at least 0; with 0 it is <see cref="BinaryCrossEntropyOfProbabilities"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">γ is negative or not finite.</exception>
    public static Loss BinaryFocal(double gamma = FocalGamma) => new BinaryFocalLoss(gamma);

    /// <summary>
    /// For masks: 1 − (2 Σ p t + s) / (Σ p² + Σ t² + s), over all values of a batch at once. Takes probabilities. Source:
    /// Milletari et al., "V-Net", 2016.
    /// </summary>
    /// <param name="smooth">s, greater than 0, which keeps an empty mask from dividing by zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">s is not greater than 0, or not finite.</exception>
    public static Loss Dice(double smooth = DiceSmooth) => new DiceLoss(smooth);

    /// <summary>
    /// For masks of which little is set: 1 − (Σ p t + 1) / (Σ p t + β Σ p (1 − t) + (1 − β) Σ (1 − p) t + 1), over all
    /// values of a batch at once. Takes probabilities. Source: Salehi et al., "Tversky loss function for image segmentation
    /// using 3D fully convolutional deep networks", 2017; β weighs what Flux's code weighs with it, the false positives.
    /// </summary>
    /// <param name="beta">β, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">β is outside its range.</exception>
    public static Loss Tversky(double beta = TverskyBeta) => new TverskyLoss(beta);

    /// <summary>
    /// For yes and no: max(0, 1 − x t), the mean over all values, where t is 1 for yes and −1 for no; a trainer makes these
    /// of its labels, and a <see cref="LiveNetwork"/> of targets of 1 and 0. Takes raw scores.
    /// </summary>
    public static Loss Hinge() => new HingeLoss();

    /// <summary>The square of <see cref="Hinge"/>: max(0, 1 − x t)², the mean over all values.</summary>
    public static Loss SquaredHinge() => new SquaredHingeLoss();

    /// <summary>
    /// For counts: x − t ln x, the mean over all values. Takes the expected count, greater than 0: end the network with
    /// <c>Output(Softplus)</c>. A trainer gives it the label in its own unit.
    /// </summary>
    public static Loss Poisson() => new PoissonLoss();

    /// <summary>
    /// For numbers of very different size: (ln(x + ε) − ln(t + ε))², ε = 2⁻²³, the mean over all values. Takes numbers from 0
    /// on: end the network with <c>Output(Softplus)</c>. A trainer gives it the label in its own unit.
    /// </summary>
    public static Loss MeanSquaredLogarithmicError() => new MeanSquaredLogarithmicErrorLoss();

    /// <summary>
    /// For numbers of which few are by far the largest, of either sign: √(1 + x²) − t asinh(x), the mean over all values, less what
    /// it would be at x = t. Its least is at the mean of the targets, as the squared error's is, but a target weighs the less the
    /// larger the mean: its variance is taken to be √(1 + x²), far from 0 as that of counts is. End the network with
    /// <c>Output(Sinh)</c>: the loss has then no other low place than the least. What a target is further from x than b times the
    /// deviation is left out, so that a single one does not move everything. A trainer gives it the label less its median, and
    /// divided by the median of the distances from it, of the values that differ from it, over 0.6745: 1 for normal numbers of
    /// deviation 1. Sources: Wedderburn, "Quasi-likelihood functions, generalized linear models, and the Gauss–Newton method", 1974;
    /// Cantoni and Ronchetti, "Robust inference for generalized linear models", 2001; Santos Silva and Tenreyro, "The log of
    /// gravity", 2006.
    /// </summary>
    /// <param name="bound">b, greater than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">b is not greater than 0, or not finite.</exception>
    public static Loss RobustQuasiLikelihood(double bound = QuasiBound) => new RobustQuasiLikelihoodLoss(bound);

    /// <summary>
    /// For sequences of classes in a longer time, such as letters in speech: −ln of the probability of all ways through time
    /// that give the sequence once repetitions, then blanks, are taken out; the mean over rows. Takes raw scores, [rows, time,
    /// classes], of which the last class is the blank, as in Flux, and targets of class indexes, [rows, length], −1 behind the
    /// end of shorter ones. A label of ML.NET is one value: train with <see cref="LiveNetwork"/>, whose targets may then differ
    /// in length. Source: Graves et al., "Connectionist Temporal Classification", 2006.
    /// </summary>
    public static Loss ConnectionistTemporalClassification() => new ConnectionistTemporalClassificationLoss();

    /// <summary>
    /// For distances of pairs: (1 − t) x² + t max(0, m − x)², the mean over all values, where x, from 0 on, is how far a
    /// network puts the two parts of a pair from each other, and t is 0 for pairs that are alike and 1 for others. A trainer
    /// gives it a regression's label in its own unit. Source: Hadsell, Chopra and LeCun, "Dimensionality Reduction by Learning
    /// an Invariant Mapping", 2006.
    /// </summary>
    /// <param name="margin">m, greater than 0: how far apart pairs that are not alike have to be to cost nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">m is not greater than 0, or not finite.</exception>
    public static Loss SiameseContrastive(double margin = ContrastiveMargin) => new SiameseContrastiveLoss(margin);

    /// <summary>
    /// For the order of rows in groups: Σ |ΔNDCGᵢⱼ| ln(1 + exp(−σ (xᵢ − xⱼ))) over the pairs of a group in which row i is worth more than
    /// row j, the mean over groups. ΔNDCG is what NDCG changes by where the two change places in the order of now:
    /// (gᵢ − gⱼ) (1 / log₂(1 + rankᵢ) − 1 / log₂(1 + rankⱼ)) over the best DCG of the group; it is not differentiated. The target is
    /// [rows, 2]: the gain of each row, at least 0, and the number of its group. Source: Burges, "From RankNet to LambdaRank to
    /// LambdaMART: An Overview", 2010; as a loss: Wang et al., "The LambdaLoss Framework for Ranking Metric Optimization", 2018.
    /// </summary>
    /// <param name="sigma">σ, greater than 0: how far apart scores have to be to count as apart.</param>
    /// <exception cref="ArgumentOutOfRangeException">σ is not greater than 0, or not finite.</exception>
    public static Loss LambdaRank(double sigma = RankSigma) => new LambdaRankLoss(sigma);

    /// <summary>
    /// For the order of rows in groups: −Σᵢ (gᵢ / Σⱼ gⱼ) ln softmax(x)ᵢ within each group, the mean over groups; 0 for a group in which
    /// no row is worth anything. The target is [rows, 2]: the gain of each row, at least 0, and the number of its group. Source: Cao et
    /// al., "Learning to Rank: From Pairwise Approach to Listwise Approach", 2007; Bruch et al., "An Analysis of the Softmax Cost
    /// Function for Learning to Rank", 2019.
    /// </summary>
    public static Loss ListwiseSoftmax() => new ListwiseSoftmaxLoss();

    /// <summary>For numbers: (x − t)², the mean over all values.</summary>
    public static Loss MeanSquaredError() => new MeanSquaredErrorLoss();

    /// <summary>For numbers: |x − t|, the mean over all values. Outliers pull it less than the squared error.</summary>
    public static Loss MeanAbsoluteError() => new MeanAbsoluteErrorLoss();

    /// <summary>
    /// For numbers: ½ (x − t)² where |x − t| ≤ δ, δ (|x − t| − ½ δ) beyond, the mean over all values. Source: Huber, "Robust
    /// Estimation of a Location Parameter", 1964.
    /// </summary>
    /// <param name="delta">
    /// δ, greater than 0, in the unit of the target. A regression's trainer standardises its label: there, δ is in standard
    /// deviations of the label.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">δ is not greater than 0, or not finite.</exception>
    public static Loss Huber(double delta = HuberDelta) => new HuberLoss(delta);

    /// <summary>
    /// For numbers with the range in which they lie: max(τ (t − xᵢ), (τ − 1)(t − xᵢ)), the mean over the quantiles τ and rows. The
    /// network gives a number for each quantile, below which a share τ of the labels lies. Source: Koenker and Bassett, "Regression
    /// Quantiles", 1978.
    /// </summary>
    /// <remarks>
    /// <c>ml.Regression.Trainers.NeuralNetwork</c> then adds, beside <c>Score</c>, the vector <c>Quantiles</c>, whose slots are called
    /// by the quantiles. <c>Score</c> is the quantile nearest to 0.5, or the mean of the two that are equally near. Quantiles are sorted
    /// in each row, so that they never cross, which never raises this loss (Chernozhukov et al., "Quantile and Probability Curves
    /// Without Crossing", 2010). Where the fit has validation rows, each quantile but the median is shifted so that, on these rows, as
    /// many labels are beyond it as it says (Romano et al., "Conformalized Quantile Regression", 2019, with a shift for each side):
    /// see <see cref="NeuralNetworkModel.QuantileShifts"/>. The target is one number a row.
    /// </remarks>
    /// <param name="levels">The quantiles, each between 0 and 1, in ascending order: 0.05, 0.5, 0.95 for a range of 90 %.</param>
    /// <exception cref="ArgumentException">There is none, or they are out of range, out of order, or given twice.</exception>
    public static Loss Quantile(params double[] levels) => new QuantileLoss(levels);

    /// <summary>Reads what <see cref="Loss.ToString"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The text names no loss, or a value outside its range.</exception>
    internal static Loss Parse(string text) => Registry.Parse(text);
}
