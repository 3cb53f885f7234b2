using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Tokens;

namespace MLFlux;

/// <summary>Takes lists of choices apart. Immutable, and safe for any thread.</summary>
/// <seealso cref="ChoiceCatalog.SplitChoices"/>
public sealed class SplitChoicesTransformer : ColumnTransformer, ISavedTransformer<SplitChoicesTransformer>
{
    internal const string LoaderSignature = "MLFluxChoices";
    internal const string ExpectedType = "text";

    private static readonly ModelFormat s_format =
        new(nameof(SplitChoicesTransformer), "FXCHOICE", LoaderSignature, typeof(SplitChoicesTransformer));

    internal SplitChoicesTransformer(
        IHostEnvironment environment, string outputColumnName, string inputColumnName, char separator)
        : base(environment, outputColumnName, inputColumnName) => Separator = separator;

    /// <summary>What stands between choices.</summary>
    public char Separator { get; }

    static ModelFormat ISavedTransformer<SplitChoicesTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    internal override RowOnnx Onnx => new RefusedOnnx(
        $"SplitChoices('{OutputColumnName}', '{InputColumnName}') has no form in ONNX, whose operators do not take texts apart. Learn "
        + "each list as a word (ColumnUse.Category, or --text and the column's name), give each choice a column of its own, leave the "
        + "column out, or export the network alone: network.ExportToOnnx(path).");

    static SplitChoicesTransformer ISavedTransformer<SplitChoicesTransformer>.Read(IHostEnvironment environment, BinaryReader reader)
        => new(environment, reader.ReadString(), reader.ReadString(), (char)reader.ReadUInt16());

    internal override void WriteBody(BinaryWriter writer)
    {
        writer.Write(OutputColumnName);
        writer.Write(InputColumnName);
        writer.Write((ushort)Separator);
    }

    private protected override ColumnMapping Bind(DataViewSchema.Column input)
    {
        if (input.Type is not TextDataViewType)
            throw SchemaErrors.WrongType(input.Name, ExpectedType, input.Type.ToString()!);

        return new ColumnMapping(
            new VectorDataViewType(TextDataViewType.Instance), DataViewSchema.Annotations.Empty,
            row => CreateGetter(row, row.Schema[input.Index]));
    }

    private ValueGetter<VBuffer<ReadOnlyMemory<char>>> CreateGetter(DataViewRow row, DataViewSchema.Column input)
    {
        ValueGetter<ReadOnlyMemory<char>> getter = row.GetGetter<ReadOnlyMemory<char>>(input);
        ReadOnlyMemory<char> list = default;
        List<ReadOnlyMemory<char>> choices = [];
        return (ref VBuffer<ReadOnlyMemory<char>> vector) =>
        {
            getter(ref list);
            ChoiceSplitter.Split(list, Separator, choices);
            VBufferEditor<ReadOnlyMemory<char>> editor = VBufferEditor.Create(ref vector, choices.Count);
            CollectionsMarshal.AsSpan(choices).CopyTo(editor.Values);
            vector = editor.Commit();
        };
    }
}
