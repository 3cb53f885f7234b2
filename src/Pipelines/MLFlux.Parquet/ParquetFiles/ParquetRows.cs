using MLFlux.Tables;
using Parquet;
using Parquet.Schema;

namespace MLFlux.ParquetFiles;

/// <summary>Goes over the rows of a Parquet file, a group of rows in memory at a time.</summary>
internal sealed class ParquetRows : ITypedReader
{
    private const long BytesOfValue = 32;

    private readonly ParquetSource _source;
    private readonly ParquetReader _reader;
    private readonly FieldValues?[] _values;
    private readonly FieldValues[] _active;
    private int _group = -1;
    private long _rows, _row;

    public ParquetRows(ParquetSource source, ParquetReader reader, IReadOnlyList<(int Place, DataField Field)> fields)
    {
        (_source, _reader) = (source, reader);
        _values = new FieldValues?[source.Fields.Count];
        foreach ((int place, DataField field) in fields)
            _values[place] = FieldValues.Of(field);
        _active = [.. _values.OfType<FieldValues>()];
    }

    public object? this[int field] => _values[field]![(int)_row];

    public bool Read()
    {
        _row++;
        while (_row >= _rows)
        {
            if (++_group >= _reader.RowGroupCount)
                return false;
            ReadGroup();
            _row = 0;
        }

        return true;
    }

    public void Dispose() => _source.Guard(() => _reader.DisposeAsync().AsTask().Wait());

    private void ReadGroup()
    {
        ParquetRowGroupReader? opened = null;
        _source.Guard(() => opened = _reader.OpenRowGroupReader(_group));
        using ParquetRowGroupReader group = opened!;
        _source.Guard(() => _rows = group.RowCount);
        long most = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2;
        if (_rows < 0 || _rows > Array.MaxLength || _rows * BytesOfValue * Math.Max(1, _active.Length) > most)
            throw new InvalidDataException(
                $"'{_source.Name}' says that it has {_rows:#,0} rows in one group, which do not fit in memory. Bring the file again, or "
                + "write it in smaller groups of rows.");
        _source.Guard(() =>
        {
            foreach (FieldValues values in _active)
                values.Read(group, (int)_rows);
        });
    }
}
