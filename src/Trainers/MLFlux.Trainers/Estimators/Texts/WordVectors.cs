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
/// <param name="places">Where words begin among the tokens.</param>
internal sealed class WordVectors(IHostEnvironment environment, GraphLayer vectors, WordPlaces places) : IDisposable
{
    private const int TextsAtOnce = 16;

    private BuiltNetwork? _body;

    /// <summary>The column of texts.</summary>
    public required string Text { get; init; }

    /// <summary>The column of their tokens' keys.</summary>
    public required string Tokens { get; init; }

    /// <summary>The column of labels, a vector of keys.</summary>
    public required string Label { get; init; }

    /// <summary>The words that have a label.</summary>
    /// <exception cref="InvalidOperationException">A row has not as many labels as words.</exception>
    public IDataView Of(IDataView texts)
    {
        DataViewSchema.Column label = texts.Schema.Find(Label), tokens = texts.Schema.Find(Tokens), text = texts.Schema.Find(Text);
        var words = new List<LabelledWord>();
        int length = ((VectorDataViewType)tokens.Type).Size;
        using DataViewRowCursor cursor = texts.GetRowCursor([label, tokens, text]);
        ValueGetter<VBuffer<uint>> readLabels = cursor.GetGetter<VBuffer<uint>>(label), readKeys = cursor.GetGetter<VBuffer<uint>>(tokens);
        ValueGetter<ReadOnlyMemory<char>> readText = cursor.GetGetter<ReadOnlyMemory<char>>(text);
        VBuffer<uint> labels = default, keys = default;
        ReadOnlyMemory<char> sentence = default;
        var block = new List<(float[] Keys, int?[] Places, uint[] Labels)>();
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

            block.Add(([.. keys.DenseValues().Select(key => (float)key)], firsts, [.. labels.DenseValues()]));
            if (block.Count == TextsAtOnce)
                Add(words, block, length);
        }

        Add(words, block, length);
        return DataViewConstructionUtils.CreateFromList(environment, words, Definition(label, vectors.OutputShape(new Shape(length))[1]));
    }

    public void Dispose() => _body?.Dispose();

    private void Add(List<LabelledWord> words, List<(float[] Keys, int?[] Places, uint[] Labels)> block, int length)
    {
        if (block.Count == 0)
            return;
        using NativeWork.Lease work = NativeWork.Begin();
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        _body ??= Build(length);
        Tensor given = _body.Module.call(tensor(block.SelectMany(row => row.Keys).ToArray()).view(block.Count, length).to(_body.Device))
            .cpu().contiguous();
        ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(given.bytes);
        int width = (int)given.size(2), row = (int)given.size(1) * width;
        for (int i = 0; i < block.Count; i++)
        {
            for (int word = 0; word < block[i].Places.Length; word++)
            {
                if (block[i].Labels[word] == 0 || block[i].Places[word] is not int place)
                    continue;
                // The first vector is that of the token for the text's start.
                words.Add(new LabelledWord
                {
                    Features = values.Slice((i * row) + ((place + 1) * width), width).ToArray(), Label = block[i].Labels[word] - 1,
                });
            }
        }

        block.Clear();
    }

    private BuiltNetwork Build(int length)
    {
        ComputeDevice device = ComputeDevices.Of(environment.Register(nameof(WordVectors)));
        BuiltNetwork built = NetworkBuilder.Build(vectors, new Shape(length), seed: 1, device.Find());
        built.Module.eval();
        return built;
    }

    private static SchemaDefinition Definition(DataViewSchema.Column label, int width)
    {
        var keys = (KeyDataViewType)((VectorDataViewType)label.Type).ItemType;
        var definition = SchemaDefinition.Create(typeof(LabelledWord));
        definition[nameof(LabelledWord.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        definition[nameof(LabelledWord.Label)].ColumnType = new KeyDataViewType(typeof(uint), checked((int)keys.Count));
        if (label.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type
            is VectorDataViewType { ItemType: TextDataViewType })
        {
            VBuffer<ReadOnlyMemory<char>> names = default;
            label.GetKeyValues(ref names);
            definition[nameof(LabelledWord.Label)].AddAnnotation(
                AnnotationUtils.Kinds.KeyValues, names, new VectorDataViewType(TextDataViewType.Instance, names.Length));
        }

        return definition;
    }
}
