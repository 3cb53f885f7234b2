using Microsoft.ML;

namespace MLFlux.Tokens;

/// <summary>Learns vocabularies from the rows of a column.</summary>
internal static class VocabularyLearner
{
    private const int RowsBetweenChecks = 1_000;

    public static TextTokenizer Learn(IDataView data, DataViewSchema.Column column, TokensToVectorOptions options, Action checkAlive)
    {
        Dictionary<string, long> counts = Count(data, column, options, checkAlive);
        TextTokenizer tokenizer = options.Unit switch
        {
            TokenUnit.Words => new WordTokenizer(MostFrequent(counts, options), options.IgnoreCase),
            TokenUnit.BytePairs => BytePairLearner.Learn(counts, options, checkAlive),
        };
        int learned = tokenizer.Tokens.Count - (options.Unit == TokenUnit.Words ? 1 : ByteCharacters.Count);
        return learned > 0
            ? tokenizer
            : throw new InvalidOperationException(
                $"Column '{column.Name}' has nothing to learn a vocabulary from: "
                + (counts.Count == 0 ? "no row has text." : $"nothing is there {options.LeastCount} times. Make LeastCount smaller."));
    }

    /// <summary>How often each word is there; for byte pairs, each piece of text that they lie within.</summary>
    private static Dictionary<string, long> Count(
        IDataView data, DataViewSchema.Column column, TokensToVectorOptions options, Action checkAlive)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        Dictionary<string, long>.AlternateLookup<ReadOnlySpan<char>> lookup = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<ReadOnlyMemory<char>> getter = cursor.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> text = default;
        for (long row = 0; cursor.MoveNext(); row++)
        {
            if (row % RowsBetweenChecks == 0)
                checkAlive();
            getter(ref text);
            if (options.Unit == TokenUnit.Words)
            {
                foreach (ReadOnlySpan<char> word in new WordSplitter(text.Span, options.IgnoreCase))
                    lookup[word] = lookup.TryGetValue(word, out long count) ? count + 1 : 1;
            }
            else
            {
                foreach (string piece in BytePairLearner.Pieces(BytePairTokenizer.Normalized(text.Span, options.IgnoreCase)))
                    counts[piece] = counts.GetValueOrDefault(piece) + 1;
            }
        }

        return counts;
    }

    /// <summary>The unknown word, then the others; of equally frequent ones, that first which comes first by its characters.</summary>
    private static string[] MostFrequent(Dictionary<string, long> counts, TokensToVectorOptions options) =>
    [
        WordTokenizer.Unknown,
        .. counts.Where(word => word.Value >= options.LeastCount && word.Key != WordTokenizer.Unknown)
            .OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal)
            .Take(options.MaxTokens - 1).Select(word => word.Key),
    ];
}
