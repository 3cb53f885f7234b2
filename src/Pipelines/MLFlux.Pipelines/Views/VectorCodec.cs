using Microsoft.ML.Data;

namespace MLFlux.Views;

/// <summary>Vectors, sparse ones by the places of their values.</summary>
internal sealed class VectorCodec<T>(ValueCodec<T> item) : ValueCodec<VBuffer<T>>
{
    private static readonly PlainCodec<int> s_places = new();

    public override void Write(BinaryWriter writer, ReadOnlySpan<VBuffer<T>> values)
    {
        foreach (VBuffer<T> vector in values)
        {
            ReadOnlySpan<T> items = vector.GetValues();
            writer.Write7BitEncodedInt(vector.Length);
            writer.Write7BitEncodedInt(items.Length);
            item.Write(writer, items);
            if (!vector.IsDense)
                s_places.Write(writer, vector.GetIndices());
        }
    }

    public override void Read(BinaryReader reader, Span<VBuffer<T>> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            int length = reader.Read7BitEncodedInt(), count = reader.Read7BitEncodedInt();
            VBufferEditor<T> editor = VBufferEditor.Create(ref values[i], length, count);
            item.Read(reader, editor.Values);
            if (count < length)
                s_places.Read(reader, editor.Indices);
            values[i] = editor.Commit();
        }
    }

    public override void Copy(in VBuffer<T> from, ref VBuffer<T> to) => from.CopyTo(ref to);
}
