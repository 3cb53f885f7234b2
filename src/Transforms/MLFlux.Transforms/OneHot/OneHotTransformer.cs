using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Labels;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Turns labels into one-hot vectors by a stated list. Immutable, and safe for any thread.</summary>
/// <seealso cref="OneHotCatalog.OneHot"/>
public sealed class OneHotTransformer : ColumnTransformer, ISavedTransformer<OneHotTransformer>
{
    internal const string LoaderSignature = "MLFluxOneHot";

    private static readonly ModelFormat s_format = new(nameof(OneHotTransformer), "FXONEHOT", LoaderSignature, typeof(OneHotTransformer));

    private readonly UnknownLabel _unknown;

    internal OneHotTransformer(
        IHostEnvironment environment, string outputColumnName, string inputColumnName, LabelList labels, UnknownLabel unknown)
        : base(environment, outputColumnName, inputColumnName)
    {
        if (!Enum.IsDefined(unknown))
            throw new ArgumentOutOfRangeException(nameof(unknown), unknown, "Give UnknownLabel.Refuse or UnknownLabel.Zeros.");

        Labels = labels;
        _unknown = unknown;
    }

    internal LabelList Labels { get; }

    static ModelFormat ISavedTransformer<OneHotTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    internal static string ExpectedType(LabelKind kind) => $"{kind.Name}, the type of the stated labels";

    static OneHotTransformer ISavedTransformer<OneHotTransformer>.Read(IHostEnvironment environment, BinaryReader reader)
        => new(environment, reader.ReadString(), reader.ReadString(), LabelList.Read(reader), (UnknownLabel)reader.ReadByte());

    internal override void WriteBody(BinaryWriter writer)
    {
        writer.Write(OutputColumnName);
        writer.Write(InputColumnName);
        Labels.Write(writer);
        writer.Write((byte)_unknown);
    }

    private protected override ColumnMapping Bind(DataViewSchema.Column input)
    {
        if (!input.Type.Equals(Labels.Kind.ColumnType))
            throw SchemaErrors.WrongType(input.Name, ExpectedType(Labels.Kind), input.Type.ToString()!);

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddSlotNames(Labels.Names);
        annotations.AddIsNormalized();
        return new ColumnMapping(
            new VectorDataViewType(NumberDataViewType.Single, Labels.Count),
            annotations.ToAnnotations(),
            row => CreateGetter(row, row.Schema[input.Index]));
    }

    private ValueGetter<VBuffer<float>> CreateGetter(DataViewRow row, DataViewSchema.Column input)
    {
        var getIndex = Labels.CreateIndexGetter(row, input);
        int index = 0;
        return (ref VBuffer<float> vector) =>
        {
            getIndex(ref index);
            if (index < 0 && _unknown == UnknownLabel.Refuse)
                throw new InvalidOperationException(
                    $"Column '{InputColumnName}' holds {Labels.Show(row, input)}, which is not among the stated labels: {Labels}.");

            var editor = VBufferEditor.Create(ref vector, Labels.Count, index < 0 ? 0 : 1);
            if (index >= 0)
            {
                editor.Values[0] = 1;
                // A vector of one slot is dense: it has no indices.
                if (!editor.Indices.IsEmpty)
                    editor.Indices[0] = index;
            }

            vector = editor.Commit();
        };
    }
}
