using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Construction;
using MLFlux.MLNet;
using MLFlux.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Estimators;

/// <summary>
/// Makes of texts with a label for each word the rows to learn from: a word each, by a pretrained network that stays as it is.
/// </summary>
/// <param name="environment">The context.</param>
/// <param name="vectors">The network: the keys of a text's tokens give a vector for each token.</param>
/// <param name="reader">Reads the texts.</param>
internal sealed class WordVectors(IHostEnvironment environment, GraphLayer vectors, LabelledTexts reader) : IDisposable
{
    private const int TextsAtOnce = 16;

    private BuiltNetwork? _body;

    /// <summary>The words that have a label.</summary>
    /// <exception cref="InvalidOperationException">A row has not as many labels as words.</exception>
    public IDataView Of(IDataView texts)
    {
        var words = new List<LabelledWord>();
        int length = ((VectorDataViewType)texts.Schema.Find(reader.Tokens).Type).Size;
        foreach (LabelledText[] block in reader.Of(texts).Chunk(TextsAtOnce))
            Add(words, block, length);
        return LabelledWord.View(
            environment, words, texts.Schema.Find(reader.Label), vectors.OutputShape(new Shape(length))[1]);
    }

    public void Dispose() => _body?.Dispose();

    private void Add(List<LabelledWord> words, LabelledText[] block, int length)
    {
        using NativeWork.Lease work = NativeWork.Begin();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        _body ??= Build(length);
        float[] keys = [.. block.SelectMany(text => text.Keys).Select(key => (float)key)];
        Tensor given = _body.Module.call(tensor(keys).view(block.Length, length).to(_body.Device)).cpu().contiguous();
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(given.bytes);
        int width = (int)given.size(2), row = (int)given.size(1) * width;
        for (int i = 0; i < block.Length; i++)
        {
            foreach ((int vector, uint label) in block[i].Words)
            {
                words.Add(new LabelledWord
                {
                    Features = values.Slice((i * row) + (vector * width), width).ToArray(), Label = label - 1,
                });
            }
        }
    }

    private BuiltNetwork Build(int length)
    {
        ComputeDevice device = ComputeDevices.Of(environment.Register(nameof(WordVectors)));
        BuiltNetwork built = NetworkBuilder.Build(vectors, new Shape(length), seed: 1, device.Find());
        built.Module.eval();
        return built;
    }
}
