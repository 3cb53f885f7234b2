using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Tests.Texts;

/// <summary>What models of named entities say of words.</summary>
internal static class WordPredictions
{
    /// <summary>The label of each word of each row, as text; an empty one is missing.</summary>
    public static string[][] Of(ITransformer model, IDataView data)
    {
        IDataView scored = model.Transform(data);
        VBuffer<ReadOnlyMemory<char>> names = default;
        scored.Schema["PredictedLabel"].GetKeyValues(ref names);
        string[] texts = ["", .. names.DenseValues().Select(name => name.ToString())];
        return [.. scored.GetColumn<VBuffer<uint>>("PredictedLabel")
            .Select(row => row.DenseValues().Select(key => texts[key]).ToArray())];
    }
}
