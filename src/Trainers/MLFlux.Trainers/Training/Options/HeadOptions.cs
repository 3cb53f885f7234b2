using MLFlux.Construction;

namespace MLFlux;

/// <summary>How one head of <c>Outputs</c> is trained, where it is not as all others are.</summary>
/// <remarks>Immutable, and safe for any thread.</remarks>
/// <param name="Name">The head: the column that it learns.</param>
public sealed record HeadOptions(string Name)
{
    /// <summary>
    /// What training makes small of this head. Default, null: that of what the head predicts, <c>CrossEntropy()</c> for classes,
    /// <c>BinaryCrossEntropy()</c> for yes and no, <c>MeanSquaredError()</c> for numbers, which are standardised first.
    /// </summary>
    public Loss? Loss { get; init; }

    /// <summary>What the head's loss is multiplied by before the losses of all heads are added up; above 0. Default: 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>A sentence for each value out of range.</summary>
    internal IEnumerable<string> Faults()
    {
        if (string.IsNullOrWhiteSpace(Name))
            yield return $"A head of {nameof(NeuralNetworkOptions.Heads)} has no name; it is called as the column that it learns.";
        if (!(Weight > 0 && double.IsFinite(Weight)))
        {
            yield return $"{nameof(Weight)} of head '{Name}' is {CodeText.Number(Weight)}; it has to be a finite number above 0. Leave a "
                + "head that is not to be learned out of Outputs.";
        }
    }

    /// <summary>The options of a head as C#; null where the loss has no such form.</summary>
    internal string? ToCode()
    {
        if (Loss is CustomLoss)
            return null;
        string[] set =
        [
            .. Loss is null ? [] : new[] { $"{nameof(Loss)} = {nameof(Losses)}.{Loss}" },
            .. Weight == 1 ? [] : new[] { $"{nameof(Weight)} = {CodeText.Number(Weight)}" },
        ];
        return $"new {nameof(HeadOptions)}({CodeText.Text(Name)})" + (set.Length == 0 ? "" : $" {{ {string.Join(", ", set)} }}");
    }
}
