using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Tables;

/// <summary>Goes over the rows of a source whose values have types; what does not fit a column is missing, or its default.</summary>
internal sealed class TypedCursor(
    DataViewSchema schema, TableColumn[] columns, bool[] isActive, ITypedReader reader, HashSet<long> skipped) : DataViewRowCursor
{
    private long _position = -1;
    private long _row;

    public override DataViewSchema Schema => schema;

    public override long Position => _position;

    public override long Batch => 0;

    public override bool IsColumnActive(DataViewSchema.Column column) => ActiveColumns.IsActive(isActive, column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ActiveColumns.Check(isActive, column);
        TableColumn field = columns[column.Index];
        Func<object?> read = field.Index == TypedView.Absent ? () => null : () => reader[field.Index];
        return GetterOf(field, read) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, and no {typeof(TValue).Name}.");
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    public override bool MoveNext()
    {
        do
        {
            if (!reader.Read())
            {
                _position = -1;
                return false;
            }
        }
        while (skipped.Contains(++_row));
        _position++;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            reader.Dispose();
        base.Dispose(disposing);
    }

    private static Delegate GetterOf(TableColumn column, Func<object?> read)
    {
        return column.Kind switch
        {
            TableColumnKind.Number => (ValueGetter<float>)((ref float value) => value = (float)Number()),
            TableColumnKind.Double => (ValueGetter<double>)((ref double value) => value = Number()),
            TableColumnKind.Int64 => (ValueGetter<long>)((ref long value) => TypedValue.TryWhole(read(), out value)),
            TableColumnKind.Boolean => (ValueGetter<bool>)((ref bool value) => TypedValue.TryTruth(read(), out value)),
            TableColumnKind.Date => (ValueGetter<DateTime>)((ref DateTime value) => TypedValue.TryDate(read(), column, out value)),
            TableColumnKind.Text => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) =>
                value = TypedValue.Text(read(), column).AsMemory()),
        };

        double Number()
        {
            TypedValue.TryNumber(read(), column, out double number);
            return number;
        }
    }
}
