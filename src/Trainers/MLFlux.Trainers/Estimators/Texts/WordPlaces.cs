using MLFlux.Tokens;

namespace MLFlux.Estimators;

/// <summary>Where the words of a text, which blanks part, begin among its tokens. For one thread.</summary>
/// <param name="tokenizer">Takes words apart.</param>
/// <param name="length">How many tokens a text has at the most.</param>
internal sealed class WordPlaces(TextTokenizer tokenizer, int length)
{
    private readonly List<uint> _keys = [];

    /// <summary>The place of each word's first token, from 0; null for a word of no token, or one that is cut off.</summary>
    public int?[] Of(ReadOnlyMemory<char> text)
    {
        var places = new List<int?>();
        int start = 0;
        foreach (ReadOnlyMemory<char> word in Words(text))
        {
            _keys.Clear();
            tokenizer.Encode(word, _keys);
            places.Add(_keys.Count > 0 && start < length ? start : null);
            start += _keys.Count;
        }

        return [.. places];
    }

    private static IEnumerable<ReadOnlyMemory<char>> Words(ReadOnlyMemory<char> text)
    {
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isBlank = i == text.Length || char.IsWhiteSpace(text.Span[i]);
            if (isBlank && start >= 0)
            {
                yield return text[start..i];
                start = -1;
            }
            else if (!isBlank && start < 0)
            {
                start = i;
            }
        }
    }
}
