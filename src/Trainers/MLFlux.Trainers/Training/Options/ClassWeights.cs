using System.Collections.Immutable;
using System.Globalization;
using MLFlux.Construction;
using MLFlux.Labels;
using MLFlux.Rows;
using MLFlux.Training;

namespace MLFlux;

/// <summary>
/// How much the rows of each class count in the loss, on top of the weights of the rows themselves; in training and in
/// validation alike. For classes of very different size, or mistakes of very different cost.
/// </summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
public sealed class ClassWeights
{
    private readonly ImmutableArray<(string Label, double Weight)> _weights;
    private readonly bool _isBalanced;

    private ClassWeights(ImmutableArray<(string, double)> weights, bool isBalanced)
    {
        _weights = weights;
        _isBalanced = isBalanced;
    }

    /// <summary>
    /// All classes count the same in sum: the rows of class k weigh n / (K nₖ), where n is the number of training rows, nₖ that
    /// of class k, and K the number of classes that have rows. The mean weight of a row is 1.
    /// </summary>
    public static ClassWeights Balanced { get; } = new([], isBalanced: true);

    /// <summary>Weights by hand: <c>ClassWeights.Of(("dog", 2), ("cat", 0.5))</c>, <c>ClassWeights.Of((true, 10))</c>.</summary>
    /// <param name="weights">
    /// Labels as they stand in the data before <c>MapValueToKey</c> (for keys without values, the key's number from 1), each with
    /// a finite weight above 0. Classes that are not named weigh 1.
    /// </param>
    public static ClassWeights Of(params ReadOnlySpan<(object Label, double Weight)> weights)
    {
        var texts = ImmutableArray.CreateBuilder<(string, double)>(weights.Length);
        foreach ((object label, double weight) in weights)
            texts.Add((LabelText.Of(label), weight));
        return new ClassWeights(texts.MoveToImmutable(), isBalanced: false);
    }

    /// <summary>For a reader: <c>Balanced</c>, or <c>Of((dog, 2), (cat, 0.5))</c>.</summary>
    public override string ToString() => _isBalanced
        ? nameof(Balanced)
        : string.Create(CultureInfo.InvariantCulture, $"{nameof(Of)}({string.Join(", ", _weights.Select(Describe))})");

    /// <summary>As it is written in code: <c>ClassWeights.Of(("dog", 2), ("cat", 0.5))</c>. Labels are compared as texts.</summary>
    internal string ToCode() => _isBalanced
        ? $"{nameof(ClassWeights)}.{nameof(Balanced)}"
        : $"{nameof(ClassWeights)}.{nameof(Of)}("
            + string.Join(", ", _weights.Select(w => $"({CodeText.Text(w.Label)}, {CodeText.Number(w.Weight)})")) + ")";

    /// <summary>What is wrong with the weights whatever the data, each fault a sentence.</summary>
    internal IEnumerable<string> Faults()
    {
        const string Option = nameof(NeuralNetworkOptions.ClassWeights);
        if (_weights.IsEmpty && !_isBalanced)
            yield return $"{Option} names no class; leave it null for classes of equal weight.";

        foreach ((string label, double weight) in _weights.Where(w => !(w.Weight > 0 && double.IsFinite(w.Weight))))
            yield return string.Create(CultureInfo.InvariantCulture,
                $"{Option} gives '{label}' {weight}; it has to be finite and above 0.");

        foreach (IGrouping<string, (string Label, double)> twice in _weights.GroupBy(w => w.Label).Where(g => g.Count() > 1))
            yield return $"{Option} names '{twice.Key}' {twice.Count()} times; once is enough.";
    }

    /// <summary>Refuses labels that the data does not have.</summary>
    /// <param name="classes">The labels of the data, in the order of the classes.</param>
    /// <param name="labelColumn">The column they are from, for the message.</param>
    /// <exception cref="InvalidOperationException">A label is not among them.</exception>
    internal void Check(IReadOnlyList<string> classes, string labelColumn)
    {
        string[] strangers = [.. _weights.Select(w => w.Label).Except(classes).Select(label => $"'{label}'")];
        if (strangers.Length > 0)
        {
            throw new InvalidOperationException(
                $"{nameof(NeuralNetworkOptions.ClassWeights)} names {string.Join(", ", strangers)}, which label column '{labelColumn}' "
                + "does "
                + $"not have; its labels are {ClassList.Describe(classes)}.");
        }
    }

    /// <summary>The weight of each class.</summary>
    /// <param name="classes">The labels, in the order of the classes.</param>
    /// <param name="targets">The rows that are trained on, which decide what is balanced.</param>
    internal float[] Of(IReadOnlyList<string> classes, TargetStore targets)
    {
        var weights = new float[classes.Count];
        if (_isBalanced)
        {
            var counts = new int[classes.Count];
            for (int row = 0; row < targets.Count; row++)
                counts[targets.Group(row)]++;
            double share = (double)targets.Count / counts.Count(count => count > 0);
            for (int i = 0; i < weights.Length; i++)
                weights[i] = counts[i] > 0 ? (float)(share / counts[i]) : 1;
            return weights;
        }

        Dictionary<string, double> byLabel = _weights.ToDictionary(w => w.Label, w => w.Weight);
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)byLabel.GetValueOrDefault(classes[i], 1);
        return weights;
    }

    private static string Describe((string Label, double Weight) weight) =>
        string.Create(CultureInfo.InvariantCulture, $"({weight.Label}, {weight.Weight})");
}
