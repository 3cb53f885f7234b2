using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;

namespace MLFlux.Estimators;

/// <summary>Reads texts with a label for each word.</summary>
/// <param name="environment">The context.</param>
/// <param name="places">Where words begin among the tokens.</param>
internal sealed class LabelledTexts(IHostEnvironment environment, WordPlaces places)
{
    /// <summary>The column of texts.</summary>
    public required string Text { get; init; }

    /// <summary>The column of their tokens' keys.</summary>
    public required string Tokens { get; init; }

    /// <summary>The column of labels, a vector of keys.</summary>
    public required string Label { get; init; }

    /// <summary>The texts, as they are asked for.</summary>
    /// <exception cref="InvalidOperationException">A row has not as many labels as words.</exception>
    public IEnumerable<LabelledText> Of(IDataView texts)
    {
        DataViewSchema.Column label = texts.Schema.Find(Label), tokens = texts.Schema.Find(Tokens), text = texts.Schema.Find(Text);
        using DataViewRowCursor cursor = texts.GetRowCursor([label, tokens, text]);
        ValueGetter<VBuffer<uint>> readLabels = cursor.GetGetter<VBuffer<uint>>(label), readKeys = cursor.GetGetter<VBuffer<uint>>(tokens);
        ValueGetter<ReadOnlyMemory<char>> readText = cursor.GetGetter<ReadOnlyMemory<char>>(text);
        VBuffer<uint> labels = default, keys = default;
        ReadOnlyMemory<char> sentence = default;
        while (cursor.MoveNext())
        {
            environment.ThrowIfCancelled();
            readText(ref sentence);
            readLabels(ref labels);
            readKeys(ref keys);
            int?[] firsts = places.Of(sentence);
            if (firsts.Length != labels.Length)
            {
                throw new InvalidOperationException(
                    $"Row {cursor.Position + 1:N0} has {labels.Length:N0} labels in column '{Label}' for the {firsts.Length:N0} words of "
                    + $"column '{Text}': expected one for each word between blanks.");
            }

            yield return new LabelledText([.. keys.DenseValues()], firsts, [.. labels.DenseValues()]);
        }
    }
}
