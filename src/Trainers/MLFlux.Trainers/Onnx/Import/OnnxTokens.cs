namespace MLFlux;

/// <summary>
/// How a network over texts, such as BERT, takes a vector of keys as <c>ml.Transforms.Text.TokensToVector</c> makes it of a text: a key
/// of k is the token k − 1 of the vocabulary, and what fills the vector up at its end is padding.
/// </summary>
/// <remarks>
/// A token for the start is put before the text and one for its end behind it, so that the network sees two tokens more than the vector
/// has. Immutable, and safe for any thread.
/// </remarks>
public sealed record OnnxTokens
{
    /// <summary>The file's input that takes tokens. Default: <c>input_ids</c>.</summary>
    public string Ids { get; init; } = "input_ids";

    /// <summary>The file's input that takes 1 for a token and 0 for padding; none where the file has no such input. Default:
    /// <c>attention_mask</c>.</summary>
    public string Mask { get; init; } = "attention_mask";

    /// <summary>The file's input that takes 0 for the one text; none where the file has no such input. Default:
    /// <c>token_type_ids</c>.</summary>
    public string Segments { get; init; } = "token_type_ids";

    /// <summary>The number of the token for a text's start, at least 0. Default: 101, BERT's <c>[CLS]</c>.</summary>
    public int Start { get; init; } = 101;

    /// <summary>The number of the token for a text's end, at least 0. Default: 102, BERT's <c>[SEP]</c>.</summary>
    public int End { get; init; } = 102;

    /// <summary>The number of the token that fills up, at least 0. Default: 0, BERT's <c>[PAD]</c>.</summary>
    public int Padding { get; init; }

    /// <summary>How the tokens' vectors become one. Default: <see cref="TokenPooling.Mean"/>.</summary>
    public TokenPooling Pooling { get; init; } = TokenPooling.Mean;
}
