using Microsoft.ML;

namespace MLFlux.Views;

/// <summary>A column of values of a type.</summary>
internal sealed class SentColumn<T>(DataViewSchema.Column column, ValueCodec<T> codec) : SentColumn
{
    private readonly T[] _value = new T[1];
    private ValueGetter<T>? _get;

    public override void Bind(DataViewRow row) => _get = row.GetGetter<T>(column);

    public override void Write(BinaryWriter writer)
    {
        _get!(ref _value[0]);
        codec.Write(writer, _value);
    }

    public override void Read(BinaryReader reader) => codec.Read(reader, _value);

    /// <summary>Gives the value that was read last.</summary>
    public void Get(ref T value) => codec.Copy(_value[0], ref value);
}
