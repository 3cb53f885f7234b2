using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Dates;
using MLFlux.MLNet;

namespace MLFlux;

/// <summary>Turns dates into vectors of their parts. Immutable, and safe for any thread.</summary>
/// <seealso cref="DateCatalog.DateParts"/>
public sealed class DatePartsTransformer : ColumnTransformer, ISavedTransformer<DatePartsTransformer>
{
    internal const string LoaderSignature = "MLFluxDateParts";
    internal const string ExpectedType = "DateTime or DateTimeOffset";

    private static readonly ModelFormat s_format =
        new(nameof(DatePartsTransformer), "FXDATEPT", LoaderSignature, typeof(DatePartsTransformer));

    internal DatePartsTransformer(IHostEnvironment environment, string outputColumnName, string inputColumnName)
        : base(environment, outputColumnName, inputColumnName)
    {
    }

    static ModelFormat ISavedTransformer<DatePartsTransformer>.Format => s_format;

    private protected override ModelFormat SavedAs => s_format;

    static DatePartsTransformer ISavedTransformer<DatePartsTransformer>.Read(IHostEnvironment environment, BinaryReader reader)
        => new(environment, reader.ReadString(), reader.ReadString());

    internal override void WriteBody(BinaryWriter writer)
    {
        writer.Write(OutputColumnName);
        writer.Write(InputColumnName);
    }

    internal static bool Takes(DataViewType type) => type is DateTimeDataViewType or DateTimeOffsetDataViewType;

    private protected override ColumnMapping Bind(DataViewSchema.Column input)
    {
        if (!Takes(input.Type))
            throw SchemaErrors.WrongType(input.Name, ExpectedType, input.Type.ToString()!);

        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddSlotNames(DatePart.Names);
        return new ColumnMapping(DatePart.Type, annotations.ToAnnotations(), row => CreateGetter(row, row.Schema[input.Index]));
    }

    private static ValueGetter<VBuffer<float>> CreateGetter(DataViewRow row, DataViewSchema.Column input)
    {
        Func<DateTime> read = input.Type is DateTimeDataViewType
            ? Reader(row.GetGetter<DateTime>(input), date => date)
            : Reader(row.GetGetter<DateTimeOffset>(input), date => date.DateTime);
        return (ref VBuffer<float> vector) =>
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref vector, DatePart.Count);
            DatePart.Fill(read(), editor.Values);
            vector = editor.Commit();
        };
    }

    private static Func<DateTime> Reader<T>(ValueGetter<T> getter, Func<T, DateTime> convert)
        where T : struct
    {
        T value = default;
        return () =>
        {
            getter(ref value);
            return convert(value);
        };
    }
}
