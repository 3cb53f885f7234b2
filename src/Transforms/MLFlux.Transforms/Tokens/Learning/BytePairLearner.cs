using Microsoft.ML.Tokenizers;

namespace MLFlux.Tokens;

/// <summary>
/// Learns byte pairs: the pair that is there most often becomes a token, again and again; of equally frequent ones, that first which
/// comes first by its characters.
/// </summary>
internal sealed class BytePairLearner
{
    private const int MergesBetweenChecks = 100;

    private readonly List<string> _tokens = [.. ByteCharacters.All];
    private readonly Dictionary<string, int> _numbers = [];
    private readonly List<(List<int> Tokens, long Count)> _pieces = [];
    private readonly Dictionary<(int Left, int Right), long> _counts = [];
    private readonly Dictionary<(int Left, int Right), HashSet<int>> _places = [];
    private readonly PriorityQueue<(int Left, int Right), (long Count, string Left, string Right)> _queue =
        new(Comparer<(long Count, string Left, string Right)>.Create((x, y) =>
            x.Count != y.Count ? y.Count.CompareTo(x.Count)
            : string.CompareOrdinal(x.Left, y.Left) is var left and not 0 ? left : string.CompareOrdinal(x.Right, y.Right)));

    private BytePairLearner(Dictionary<string, long> pieces)
    {
        for (int i = 0; i < _tokens.Count; i++)
            _numbers.Add(_tokens[i], i);
        foreach ((string piece, long count) in pieces.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            _pieces.Add(([.. ByteCharacters.Of(piece).Select(character => _numbers[character.ToString()])], count));
        for (int i = 0; i < _pieces.Count; i++)
            Add(i, sign: 1);
        foreach ((int, int) pair in _counts.Keys)
            Enqueue(pair);
    }

    /// <summary>The pieces of a text that no pair reaches beyond.</summary>
    public static IEnumerable<string> Pieces(string text) =>
        RobertaPreTokenizer.Instance.PreTokenize(text).Select(piece => text.Substring(piece.Offset, piece.Length));

    public static BytePairTokenizer Learn(Dictionary<string, long> pieces, TokensToVectorOptions options, Action checkAlive)
    {
        var learner = new BytePairLearner(pieces);
        var merges = new List<string>();
        while (learner._tokens.Count < options.MaxTokens && learner.TryTake(options.LeastCount, out (int Left, int Right) pair))
        {
            if (merges.Count % MergesBetweenChecks == 0)
                checkAlive();
            merges.Add($"{learner._tokens[pair.Left]} {learner._tokens[pair.Right]}");
            learner.Merge(pair);
        }

        return new BytePairTokenizer(learner._tokens, merges, options.IgnoreCase);
    }

    /// <summary>Takes the most frequent pair. Counts in the queue may be those of earlier: such a pair is put back with its own.</summary>
    private bool TryTake(long least, out (int Left, int Right) pair)
    {
        while (_queue.TryDequeue(out pair, out (long Count, string, string) known))
        {
            long count = _counts.GetValueOrDefault(pair);
            if (count < least)
                continue;
            if (count == known.Count)
                return true;
            Enqueue(pair);
        }

        return false;
    }

    private void Merge((int Left, int Right) pair)
    {
        string merged = _tokens[pair.Left] + _tokens[pair.Right];
        if (!_numbers.TryGetValue(merged, out int token)) // Two ways may lead to one token.
        {
            token = _tokens.Count;
            _tokens.Add(merged);
            _numbers.Add(merged, token);
        }

        var changed = new HashSet<(int, int)>();
        foreach (int place in _places[pair].ToArray())
        {
            Add(place, sign: -1);
            List<int> tokens = _pieces[place].Tokens;
            for (int i = 0; i + 1 < tokens.Count; i++)
            {
                if (tokens[i] != pair.Left || tokens[i + 1] != pair.Right)
                    continue;
                tokens[i] = token;
                tokens.RemoveAt(i + 1);
            }

            Add(place, sign: 1);
            for (int i = 0; i + 1 < tokens.Count; i++)
            {
                if (tokens[i] == token || tokens[i + 1] == token)
                    changed.Add((tokens[i], tokens[i + 1]));
            }
        }

        foreach ((int, int) next in changed)
            Enqueue(next);
    }

    /// <summary>Counts the pairs of a piece in, or out.</summary>
    private void Add(int place, int sign)
    {
        (List<int> tokens, long count) = _pieces[place];
        for (int i = 0; i + 1 < tokens.Count; i++)
        {
            var pair = (tokens[i], tokens[i + 1]);
            _counts[pair] = _counts.GetValueOrDefault(pair) + (sign * count);
            if (!_places.TryGetValue(pair, out HashSet<int>? places))
                _places[pair] = places = [];
            _ = sign > 0 ? places.Add(place) : places.Remove(place);
        }
    }

    private void Enqueue((int Left, int Right) pair) =>
        _queue.Enqueue(pair, (_counts[pair], _tokens[pair.Left], _tokens[pair.Right]));
}
