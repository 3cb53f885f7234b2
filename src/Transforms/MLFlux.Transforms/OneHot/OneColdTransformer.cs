using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Labels;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Turns vectors into the labels of their largest values. Immutable, and safe for any thread.</summary>
/// <seealso cref="OneHotCatalog.OneCold{TLabel}"/>
public sealed class OneColdTransformer : ColumnTransformer, ISavedTransformer<OneColdTransformer>
{
    internal const string LoaderSignature = "MLFluxOneCold";

    private static readonly ModelFormat s_format = new(nameof(OneColdTransformer), "FXONECLD", LoaderSignature, typeof(OneColdTransformer));

    internal OneColdTransformer(IHostEnvironment environment, string outputColumnName, string inputColumnName, LabelList? labels)
        : base(environment, outputColumnName, inputColumnName)
        => Labels = labels;

    /// <summary>The stated labels; null to take the slot names.</summary>
    internal LabelList? Labels { get; }

    internal DataViewType LabelType => (Labels?.Kind ?? LabelKind.Text).ColumnType;

    internal string ExpectedType => Labels is null
        ? "Vector<Single> with SlotNames, since no labels are stated"
        : $"Vector<Single, {Labels.Count}>, one slot for each stated label";

    static ModelFormat ISavedTransformer<OneColdTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    static OneColdTransformer ISavedTransformer<OneColdTransformer>.Read(IHostEnvironment environment, BinaryReader reader)
        => new(environment, reader.ReadString(), reader.ReadString(), reader.ReadBoolean() ? LabelList.Read(reader) : null);

    internal override void WriteBody(BinaryWriter writer)
    {
        writer.Write(OutputColumnName);
        writer.Write(InputColumnName);
        writer.Write(Labels is not null);
        Labels?.Write(writer);
    }

    private protected override ColumnMapping Bind(DataViewSchema.Column input)
    {
        if (input.Type is not VectorDataViewType { IsKnownSize: true } type || !type.ItemType.Equals(NumberDataViewType.Single)
            || (Labels is not null && Labels.Count != type.Size))
        {
            throw SchemaErrors.WrongType(input.Name, ExpectedType, input.Type.ToString()!);
        }

        ReadOnlyMemory<char>[]? slotNames = Labels is null ? SlotNames(input) : null;
        return new ColumnMapping(LabelType, DataViewSchema.Annotations.Empty, row =>
        {
            var getIndex = CreateIndexGetter(row.GetGetter<VBuffer<float>>(row.Schema[input.Index]), type.Size);
            return slotNames is null ? Labels!.CreateLabelGetter(getIndex) : CreateNameGetter(getIndex, slotNames);
        });
    }

    private ReadOnlyMemory<char>[] SlotNames(DataViewSchema.Column input)
        => input.SlotNames() ?? throw SchemaErrors.WrongType(input.Name, ExpectedType, $"{input.Type} without SlotNames");

    private static ValueGetter<ReadOnlyMemory<char>> CreateNameGetter(ValueGetter<int> getIndex, ReadOnlyMemory<char>[] names)
        => (ref ReadOnlyMemory<char> name) =>
        {
            int index = 0;
            getIndex(ref index);
            name = names[index];
        };

    private ValueGetter<int> CreateIndexGetter(ValueGetter<VBuffer<float>> getScores, int size)
    {
        VBuffer<float> scores = default;
        float[]? dense = null;
        return (ref int index) =>
        {
            getScores(ref scores);
            if (scores.Length != size)
                throw new InvalidOperationException(
                    $"Column '{InputColumnName}' holds a vector of {scores.Length:N0} values; its type says {size:N0}.");

            ReadOnlySpan<float> values = scores.GetValues();
            if (!scores.IsDense)
            {
                scores.CopyTo(dense ??= new float[size]);
                values = dense;
            }

            index = OneCold.IndexOfLargest(values);
            if (index < 0)
                throw new InvalidOperationException($"Column '{InputColumnName}' holds a vector of NaN only, which has no largest value.");
        };
    }
}
