using System.Numerics.Tensors;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Tokens;

namespace MLFlux.Estimators;

/// <summary>
/// Gives each word of a text its label, of the scores that a network gives for the text's tokens: a vector of as many keys as there are
/// words between blanks. Immutable, and safe for any thread.
/// </summary>
internal sealed class WordLabelsTransformer : RowTransformer, ISavedTransformer<WordLabelsTransformer>
{
    internal const string LoaderSignature = "MLFluxWordLabels";

    private static readonly ModelFormat s_format =
        new(nameof(WordLabelsTransformer), "FXWORDLB", LoaderSignature, typeof(WordLabelsTransformer));

    private readonly string _output, _text, _scores;
    private readonly TextTokenizer _tokenizer;
    private readonly int _length;
    private readonly string[] _labels;

    /// <param name="environment">The context.</param>
    /// <param name="output">The column that is added.</param>
    /// <param name="text">The column of texts.</param>
    /// <param name="scores">The column of scores: for each token, those for start and end included, one for each label.</param>
    /// <param name="tokenizer">Takes texts apart.</param>
    /// <param name="length">How many tokens a text has at the most.</param>
    /// <param name="labels">The labels, that of key 1 first.</param>
    public WordLabelsTransformer(
        IHostEnvironment environment, string output, string text, string scores, TextTokenizer tokenizer, int length, string[] labels)
        : base(environment)
    {
        _output = output;
        _text = text;
        _scores = scores;
        _tokenizer = tokenizer;
        _length = length;
        _labels = labels;
    }

    static ModelFormat ISavedTransformer<WordLabelsTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    internal override RowOnnx Onnx => new RefusedOnnx(
        $"The labels of words in '{_output}' have no form in ONNX, whose operators do not take texts apart. Export the network "
        + "before them, whose scores of tokens they are made of: network.ExportToOnnx(path).");

    static WordLabelsTransformer ISavedTransformer<WordLabelsTransformer>.Read(IHostEnvironment environment, BinaryReader reader)
    {
        string output = reader.ReadString(), text = reader.ReadString(), scores = reader.ReadString();
        var tokenizer = TextTokenizer.Read(reader);
        int length = reader.ReadInt32();
        string[] labels = TextList.Read(reader);
        return length is >= 1 and <= TokensToVectorOptions.MostLength && labels.Length > 0
            ? new WordLabelsTransformer(environment, output, text, scores, tokenizer, length, labels)
            : throw new InvalidDataException($"it has texts of {length:N0} tokens, and {labels.Length:N0} labels.");
    }

    internal override void WriteBody(BinaryWriter writer)
    {
        writer.Write(_output);
        writer.Write(_text);
        writer.Write(_scores);
        _tokenizer.Write(writer);
        writer.Write(_length);
        TextList.Write(writer, _labels);
    }

    internal override IReadOnlyList<BoundColumn> Bind(DataViewSchema inputSchema)
    {
        DataViewSchema.Column text = inputSchema.Find(_text), scores = inputSchema.Find(_scores);
        if (text.Type is not TextDataViewType)
            throw SchemaErrors.WrongType(text.Name, TokensToVectorTransformer.ExpectedType, text.Type.ToString()!);
        long expected = (_length + 2L) * _labels.Length;
        if (scores.Type is not VectorDataViewType { ItemType: NumberDataViewType item } vector || item != NumberDataViewType.Single
            || vector.Size != expected)
            throw SchemaErrors.WrongType(scores.Name, $"Vector<Single, {expected}>", scores.Type.ToString()!);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddKeyTexts([.. _labels.Select(label => label.AsMemory())]);
        return
        [
            new BoundColumn(_output, [text.Index, scores.Index], new ColumnMapping(
                new VectorDataViewType(new KeyDataViewType(typeof(uint), _labels.Length)), annotations.ToAnnotations(),
                row => CreateGetter(row, row.Schema[text.Index], row.Schema[scores.Index]))),
        ];
    }

    private ValueGetter<VBuffer<uint>> CreateGetter(DataViewRow row, DataViewSchema.Column text, DataViewSchema.Column scores)
    {
        ValueGetter<ReadOnlyMemory<char>> readText = row.GetGetter<ReadOnlyMemory<char>>(text);
        ValueGetter<VBuffer<float>> readScores = row.GetGetter<VBuffer<float>>(scores);
        var places = new WordPlaces(_tokenizer, _length);
        ReadOnlyMemory<char> words = default;
        VBuffer<float> given = default;
        return (ref VBuffer<uint> keys) =>
        {
            readText(ref words);
            readScores(ref given);
            int?[] firsts = places.Of(words);
            float[] all = [.. given.DenseValues()];
            VBufferEditor<uint> editor = VBufferEditor.Create(ref keys, firsts.Length);
            for (int i = 0; i < firsts.Length; i++)
                editor.Values[i] = firsts[i] is int place ? Best(all.AsSpan((place + 1) * _labels.Length, _labels.Length)) : 0;
            keys = editor.Commit();
        };
    }

    /// <summary>The key of the highest score; 0, a missing one, where a score is not a number.</summary>
    private static uint Best(ReadOnlySpan<float> scores)
    {
        int best = TensorPrimitives.IndexOfMax(scores);
        return float.IsNaN(scores[best]) ? 0 : (uint)best + 1;
    }
}
