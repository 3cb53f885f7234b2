using Parquet;
using Parquet.Schema;

namespace MLFlux.ParquetFiles;

/// <summary>The values of one column in one group of rows.</summary>
internal abstract class FieldValues(DataField field)
{
    private static readonly Dictionary<Type, Func<DataField, FieldValues>> s_types = new()
    {
        [typeof(ReadOnlyMemory<char>)] = field => new TextValues(field),
        [typeof(string)] = field => new TextValues(field),
        [typeof(bool)] = field => new FieldValuesOf<bool>(field),
        [typeof(sbyte)] = field => new FieldValuesOf<sbyte>(field),
        [typeof(byte)] = field => new FieldValuesOf<byte>(field),
        [typeof(short)] = field => new FieldValuesOf<short>(field),
        [typeof(ushort)] = field => new FieldValuesOf<ushort>(field),
        [typeof(int)] = field => new FieldValuesOf<int>(field),
        [typeof(uint)] = field => new FieldValuesOf<uint>(field),
        [typeof(long)] = field => new FieldValuesOf<long>(field),
        [typeof(ulong)] = field => new FieldValuesOf<ulong>(field),
        [typeof(float)] = field => new FieldValuesOf<float>(field),
        [typeof(double)] = field => new FieldValuesOf<double>(field),
        [typeof(decimal)] = field => new FieldValuesOf<decimal>(field),
        [typeof(DateTime)] = field => new FieldValuesOf<DateTime>(field),
        [typeof(DateOnly)] = field => new FieldValuesOf<DateOnly>(field),
        [typeof(TimeOnly)] = field => new FieldValuesOf<TimeOnly>(field),
        [typeof(TimeSpan)] = field => new FieldValuesOf<TimeSpan>(field),
        [typeof(Guid)] = field => new FieldValuesOf<Guid>(field),
    };

    protected DataField Field { get; } = field;

    /// <summary>The value of a row of the group; null for a missing one.</summary>
    public abstract object? this[int row] { get; }

    public static bool CanRead(Type type) => s_types.ContainsKey(type);

    public static FieldValues Of(DataField field) => s_types[field.ClrType](field);

    /// <summary>Reads the column of a group of so many rows.</summary>
    public void Read(ParquetRowGroupReader group, int rows)
    {
        long values = group.GetMetadata(Field)?.MetaData?.NumValues ?? rows;
        if (values != rows)
            throw new InvalidDataException($"column '{Field.Name}' has {values} values in a group of {rows} rows");
        ReadValues(group, rows);
    }

    protected abstract void ReadValues(ParquetRowGroupReader group, int rows);

    /// <summary>Values that are references.</summary>
    private sealed class TextValues(DataField field) : FieldValues(field)
    {
        private string?[] _values = [];

        public override object? this[int row] => _values[row];

        protected override void ReadValues(ParquetRowGroupReader group, int rows)
        {
            _values = new string?[rows];
            group.ReadAsync(Field, _values.AsMemory()!).AsTask().GetAwaiter().GetResult();
        }
    }
}
