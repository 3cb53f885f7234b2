using MLFlux.Networks;

namespace MLFlux;

/// <summary>The losses of MLFlux, by the names they are written with.</summary>
/// <remarks>What they return is immutable and safe for any thread.</remarks>
public static class Losses
{
    private const double HuberDelta = 1;

    private static readonly TextRegistry<Loss> Registry = new("a loss", new Dictionary<string, Func<CallText, Loss>>
    {
        ["BinaryCrossEntropy"] = _ => BinaryCrossEntropy(),
        ["CrossEntropy"] = _ => CrossEntropy(),
        ["Huber"] = call => Huber(call.Number("delta", 0, HuberDelta)),
        ["MeanAbsoluteError"] = _ => MeanAbsoluteError(),
        ["MeanSquaredError"] = _ => MeanSquaredError(),
    });

    /// <summary>
    /// For classes: −Σₖ tₖ ln softmax(x)ₖ, the mean over rows. Takes raw scores, and computes softmax and logarithm in one,
    /// without overflow (Flux's <c>logitcrossentropy</c>). The target is the index of the class, or a probability for each.
    /// </summary>
    public static Loss CrossEntropy() => new CrossEntropyLoss();

    /// <summary>
    /// For yes and no: −t ln σ(x) − (1 − t) ln(1 − σ(x)), the mean over rows. Takes raw scores, and computes sigmoid and
    /// logarithm in one, without overflow (Flux's <c>logitbinarycrossentropy</c>). The target is 0 or 1, or between.
    /// </summary>
    public static Loss BinaryCrossEntropy() => new BinaryCrossEntropyLoss();

    /// <summary>For numbers: (x − t)², the mean over all values.</summary>
    public static Loss MeanSquaredError() => new MeanSquaredErrorLoss();

    /// <summary>For numbers: |x − t|, the mean over all values. Outliers pull it less than the squared error.</summary>
    public static Loss MeanAbsoluteError() => new MeanAbsoluteErrorLoss();

    /// <summary>
    /// For numbers: ½ (x − t)² where |x − t| ≤ δ, δ (|x − t| − ½ δ) beyond, the mean over all values. Source: Huber, "Robust
    /// Estimation of a Location Parameter", 1964.
    /// </summary>
    /// <param name="delta">δ, greater than 0, in units of the label.</param>
    /// <exception cref="ArgumentOutOfRangeException">δ is not greater than 0, or not finite.</exception>
    public static Loss Huber(double delta = HuberDelta) => new HuberLoss(delta);

    /// <summary>Reads what <see cref="Loss.ToString"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The text names no loss, or a value outside its range.</exception>
    internal static Loss Parse(string text) => Registry.Parse(text);
}
