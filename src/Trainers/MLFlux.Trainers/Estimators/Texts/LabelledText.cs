namespace MLFlux.Estimators;

/// <summary>A text with a label for each of its words.</summary>
/// <param name="Keys">The keys of its tokens.</param>
/// <param name="Places">The place of each word's first token, from 0; null for a word of none.</param>
/// <param name="Labels">The key of each word's label; 0 for a missing one.</param>
internal sealed record LabelledText(uint[] Keys, int?[] Places, uint[] Labels)
{
    /// <summary>
    /// The words to learn from: where the vector of a word's first token stands, behind that of the token for the text's start, and the
    /// key of its label.
    /// </summary>
    public IEnumerable<(int Vector, uint Label)> Words => Places.Zip(Labels)
        .Where(word => word is { First: not null, Second: > 0 }).Select(word => (word.First!.Value + 1, word.Second));
}
