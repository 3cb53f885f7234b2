using Parquet;
using Parquet.Schema;

namespace MLFlux.ParquetFiles;

/// <summary>The values of a column of a type, with gaps where the file allows them.</summary>
internal sealed class FieldValuesOf<T>(DataField field) : FieldValues(field)
    where T : struct
{
    private T?[] _gapped = [];
    private T[] _whole = [];

    public override object? this[int row] => Field.IsNullable ? _gapped[row] : _whole[row];

    protected override void ReadValues(ParquetRowGroupReader group, int rows)
    {
        if (Field.IsNullable)
        {
            _gapped = new T?[rows];
            group.ReadAsync(Field, _gapped.AsMemory()).AsTask().GetAwaiter().GetResult();
        }
        else
        {
            _whole = new T[rows];
            group.ReadAsync(Field, _whole.AsMemory()).AsTask().GetAwaiter().GetResult();
        }
    }
}
