using MLFlux.Onnx;
using MLFlux.Tests.Graphs;

namespace MLFlux.Tests.Texts;

/// <summary>A network over texts with the inputs and outputs of BERT, and a few weights, so that a fit takes no time.</summary>
internal static class SmallBackbone
{
    private const int Width = 6;

    private static readonly string[] s_words =
        ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "cat", "dog", "sat", "ran", "the", "car", "road", "one", "two", "three"];

    /// <summary>Makes one.</summary>
    /// <param name="length">How many tokens a text has.</param>
    /// <param name="pooling">How its tokens become one vector.</param>
    public static TextBackbone Make(int length = 4, TokenPooling pooling = TokenPooling.Mean) => new(
        new GraphFile
        {
            Inputs = [new ValueInfoProto("input_ids", OnnxType.Int64, [new Dimension(null, "rows"), new Dimension(null, "tokens")])],
            Outputs = ["last_hidden_state"],
        }
        .Weights("embedding", s_words.Length, Width).Weights("kernel", Width, Width)
        .Node("Gather", ["embedding", "input_ids"], ["embedded"])
        .Node("MatMul", ["embedded", "kernel"], ["last_hidden_state"])
        .Import(new OnnxOptions
        {
            Title = "small.onnx", Source = "made for a test", Tokens = new OnnxTokens { Start = 2, End = 3, Pooling = pooling },
        }),
        new TokensToVectorOptions { Length = length, WordPieces = s_words });
}
