using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Normalizing;

namespace MLFlux;

/// <summary>Scales numbers by median and interquartile range, within (−3, 3). Immutable, and safe for any thread.</summary>
/// <seealso cref="RobustNormalizingCatalog"/>
public sealed class RobustNormalizingTransformer : RowTransformer, ISavedTransformer<RobustNormalizingTransformer>
{
    internal const string LoaderSignature = "MLFluxRobustScale";
    internal const string ExpectedType = "Single, Double or Int64, or a vector of known size of Single or Double";

    private static readonly ModelFormat s_format =
        new(nameof(RobustNormalizingTransformer), "FXROBUST", LoaderSignature, typeof(RobustNormalizingTransformer));

    private readonly RobustColumn[] _columns;
    private readonly RobustTail _tail;

    internal RobustNormalizingTransformer(IHostEnvironment environment, RobustColumn[] columns, RobustTail tail)
        : base(environment)
    {
        _columns = [.. columns.Select(column => column with { Scales = [.. column.Scales.Select(scale => scale with { Tail = tail })] })];
        _tail = tail;
    }

    static ModelFormat ISavedTransformer<RobustNormalizingTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    static RobustNormalizingTransformer ISavedTransformer<RobustNormalizingTransformer>.Read(
        IHostEnvironment environment, BinaryReader reader)
    {
        var columns = new RobustColumn[reader.ReadCount(bytesEach: 2 + sizeof(int))];
        for (int i = 0; i < columns.Length; i++)
            columns[i] = RobustColumn.Read(reader);

        // Files before there was a choice end here: all of them are bounded.
        bool isBounded = reader.BaseStream.Position == reader.BaseStream.Length;
        RobustTail tail = isBounded ? RobustTail.Bounded : (RobustTail)reader.ReadByte();
        // Files before whole numbers had a start end here.
        for (int i = 0; !isBounded && reader.BaseStream.Position < reader.BaseStream.Length && i < columns.Length; i++)
            columns[i] = columns[i] with { Start = reader.ReadBoolean() ? reader.ReadInt64() : null };
        return Enum.IsDefined(tail) ? new RobustNormalizingTransformer(environment, columns, tail)
            : throw new InvalidDataException($"{(byte)tail} says nothing of numbers far from the median.");
    }

    internal override RowOnnx Onnx => new RobustOnnx(_columns);

    internal override void WriteBody(BinaryWriter writer)
    {
        writer.Write(_columns.Length);
        foreach (RobustColumn column in _columns)
            column.Write(writer);
        bool hasStart = _columns.Any(column => column.Start is not null);
        if (_tail != RobustTail.Bounded || hasStart)
            writer.Write((byte)_tail);
        foreach (RobustColumn column in hasStart ? _columns : [])
        {
            writer.Write(column.Start is not null);
            if (column.Start is long start)
                writer.Write(start);
        }
    }

    internal static bool Takes(DataViewType itemType) => itemType == NumberDataViewType.Single || itemType == NumberDataViewType.Double;

    /// <summary>Whether it takes single numbers of a type.</summary>
    internal static bool TakesScalar(DataViewType type) => Takes(type) || type == NumberDataViewType.Int64;

    /// <exception cref="ArgumentOutOfRangeException">The column's type is wrong.</exception>
    internal static void Check(DataViewSchema.Column input)
    {
        bool isKnown = input.Type is VectorDataViewType { IsKnownSize: true } vector ? Takes(vector.ItemType) : TakesScalar(input.Type);
        if (!isKnown)
            throw SchemaErrors.WrongType(input.Name, ExpectedType, input.Type.ToString()!);
    }

    internal override IReadOnlyList<BoundColumn> Bind(DataViewSchema inputSchema) =>
        [.. _columns.Select(column => Bind(column, inputSchema))];

    private static BoundColumn Bind(RobustColumn column, DataViewSchema schema)
    {
        DataViewSchema.Column input = schema.Find(column.Input);
        Check(input);
        int slots = RobustScaleFit.Slots(input);
        if ((column.Start is not null) != (input.Type == NumberDataViewType.Int64))
            throw SchemaErrors.WrongType(
                input.Name, column.Start is null ? "Single or Double, as when it was fitted" : "Int64, as when it was fitted",
                input.Type.ToString()!);
        if (slots != column.Scales.Length)
            throw SchemaErrors.WrongType(input.Name, $"{column.Scales.Length} number(s), as when it was fitted", input.Type.ToString()!);

        var annotations = new DataViewSchema.Annotations.Builder();
        if (input.SlotNames() is { } names)
            annotations.AddSlotNames(names);
        annotations.AddIsNormalized();
        DataViewType type = input.Type is VectorDataViewType vector
            ? new VectorDataViewType(NumberDataViewType.Single, vector.Dimensions)
            : NumberDataViewType.Single;
        return new BoundColumn(column.Output, input.Index, new ColumnMapping(
            type, annotations.ToAnnotations(), row => RobustGetters.Scaled(row, row.Schema[input.Index], column.Scales, column.Start)));
    }
}
