using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Tokens;

namespace MLFlux.Estimators;

/// <summary>Turns two texts into the keys of their tokens, side by side in one vector. Immutable, and safe for any thread.</summary>
internal sealed class TextPairTransformer : RowTransformer, ISavedTransformer<TextPairTransformer>
{
    internal const string LoaderSignature = "MLFluxTextPair";

    private static readonly ModelFormat s_format =
        new(nameof(TextPairTransformer), "FXTXPAIR", LoaderSignature, typeof(TextPairTransformer));

    private readonly string _output;
    private readonly string[] _inputs;
    private readonly TextTokenizer _tokenizer;
    private readonly TokenFit _fit;

    public TextPairTransformer(
        IHostEnvironment environment, string output, string first, string second, TextTokenizer tokenizer, TokenFit fit)
        : base(environment) => (_output, _inputs, _tokenizer, _fit) = (output, [first, second], tokenizer, fit);

    static ModelFormat ISavedTransformer<TextPairTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    internal override RowOnnx Onnx => new RefusedOnnx(
        $"The tokens '{_output}' of '{_inputs[0]}' and '{_inputs[1]}' have no form in ONNX, whose operators do not take texts apart as "
        + $"MLFlux does. Export what follows from the keys on: network.ExportToOnnx(path), whose input '{_output}' takes the keys.");

    static TextPairTransformer ISavedTransformer<TextPairTransformer>.Read(IHostEnvironment environment, BinaryReader reader) => new(
        environment, reader.ReadString(), reader.ReadString(), reader.ReadString(), TextTokenizer.Read(reader), TokenFit.Read(reader));

    internal override void WriteBody(BinaryWriter writer)
    {
        writer.Write(_output);
        writer.Write(_inputs[0]);
        writer.Write(_inputs[1]);
        _tokenizer.Write(writer);
        _fit.Write(writer);
    }

    internal override IReadOnlyList<BoundColumn> Bind(DataViewSchema inputSchema)
    {
        DataViewSchema.Column[] inputs = [.. _inputs.Select(inputSchema.Find)];
        if (inputs.FirstOrDefault(input => input.Type is not TextDataViewType) is { Name: not null } wrong)
            throw SchemaErrors.WrongType(wrong.Name, TokensToVectorTransformer.ExpectedType, wrong.Type.ToString()!);
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddKeyTexts(_tokenizer.Texts);
        return
        [
            new BoundColumn(_output, [.. inputs.Select(input => input.Index)], new ColumnMapping(
                new VectorDataViewType(new KeyDataViewType(typeof(uint), _tokenizer.Tokens.Count), 2 * _fit.Length),
                annotations.ToAnnotations(), CreateGetter)),
        ];
    }

    private ValueGetter<VBuffer<uint>> CreateGetter(DataViewRow row)
    {
        ValueGetter<ReadOnlyMemory<char>>[] getters =
            [.. _inputs.Select(name => row.GetGetter<ReadOnlyMemory<char>>(row.Schema[name]))];
        ReadOnlyMemory<char> text = default;
        List<uint> keys = [];
        return (ref VBuffer<uint> vector) =>
        {
            VBufferEditor<uint> editor = VBufferEditor.Create(ref vector, 2 * _fit.Length);
            for (int i = 0; i < getters.Length; i++)
            {
                getters[i](ref text);
                keys.Clear();
                _tokenizer.Encode(text, keys);
                _fit.Apply(keys, editor.Values.Slice(i * _fit.Length, _fit.Length));
            }

            vector = editor.Commit();
        };
    }
}
