using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Tokens;

namespace MLFlux;

/// <summary>Turns text into vectors of the keys of its tokens. Immutable, and safe for any thread.</summary>
/// <seealso cref="TokenCatalog.TokensToVector"/>
public sealed class TokensToVectorTransformer : ColumnTransformer, ISavedTransformer<TokensToVectorTransformer>
{
    internal const string LoaderSignature = "MLFluxTokens";
    internal const string ExpectedType = "text";

    private static readonly ModelFormat s_format =
        new(nameof(TokensToVectorTransformer), "FXTOKENS", LoaderSignature, typeof(TokensToVectorTransformer));

    private readonly TextTokenizer _tokenizer;
    private readonly TokenFit _fit;

    internal TokensToVectorTransformer(
        IHostEnvironment environment, string outputColumnName, string inputColumnName, TextTokenizer tokenizer, TokenFit fit)
        : base(environment, outputColumnName, inputColumnName) => (_tokenizer, _fit) = (tokenizer, fit);

    /// <summary>
    /// The tokens, that of key 1 first. Of words, the first is <c>[UNK]</c>, which stands for all that are not there; those of byte pairs
    /// and tiktoken are written in characters for bytes, and base64.
    /// </summary>
    public IReadOnlyList<string> Vocabulary => _tokenizer.Tokens;

    /// <summary>How many tokens a vector has.</summary>
    public int Length => _fit.Length;

    static ModelFormat ISavedTransformer<TokensToVectorTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    /// <summary>ONNX has operators for blanks, and for patterns of Latin letters.</summary>
    internal override RowOnnx Onnx => new RefusedOnnx(
        $"TokensToVector('{OutputColumnName}', '{InputColumnName}') has no form in ONNX, whose operators do not take texts apart as it "
        + $"does. Convert what follows from its keys on: network.ExportToOnnx(path), whose input '{OutputColumnName}' takes them as int64, "
        + "or ml.Model.ConvertToOnnx of the network alone with rows that hold the keys themselves: ml.Data.Cache(tokens.Transform(rows)).");

    static TokensToVectorTransformer ISavedTransformer<TokensToVectorTransformer>.Read(IHostEnvironment environment, BinaryReader reader) =>
        new(environment, reader.ReadString(), reader.ReadString(), TextTokenizer.Read(reader), TokenFit.Read(reader));

    internal override void WriteBody(BinaryWriter writer)
    {
        writer.Write(OutputColumnName);
        writer.Write(InputColumnName);
        _tokenizer.Write(writer);
        _fit.Write(writer);
    }

    private protected override ColumnMapping Bind(DataViewSchema.Column input)
    {
        if (input.Type is not TextDataViewType)
            throw SchemaErrors.WrongType(input.Name, ExpectedType, input.Type.ToString()!);

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddKeyTexts(_tokenizer.Texts);
        PaddingAnnotation.AddTo(annotations);
        return new ColumnMapping(
            new VectorDataViewType(new KeyDataViewType(typeof(uint), _tokenizer.Tokens.Count), _fit.Length),
            annotations.ToAnnotations(),
            row => CreateGetter(row, row.Schema[input.Index]));
    }

    private ValueGetter<VBuffer<uint>> CreateGetter(DataViewRow row, DataViewSchema.Column input)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(input);
        ReadOnlyMemory<char> text = default;
        List<uint> keys = [];
        return (ref VBuffer<uint> vector) =>
        {
            getter(ref text);
            keys.Clear();
            _tokenizer.Encode(text, keys);
            VBufferEditor<uint> editor = VBufferEditor.Create(ref vector, _fit.Length);
            _fit.Apply(keys, editor.Values);
            vector = editor.Commit();
        };
    }
}
