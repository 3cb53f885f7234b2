using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace MLFlux.Rows;

/// <summary>
/// A row of mostly zeros in few bytes: the values that it begins with, one after another while few of them are zeros, then values with
/// their places, then the places of ones alone. A row of numbers and one-hot slots so takes four bytes for a number and two for a slot.
/// </summary>
/// <param name="width">How many values a row has.</param>
internal sealed class PackedRow(int width)
{
    /// <summary>How many bytes a place, or a count, takes.</summary>
    private readonly int _place = width <= ushort.MaxValue ? sizeof(ushort) : sizeof(int);

    private readonly record struct Parts(int Leading, int LeadingEntries, int Others, int Ones);

    /// <summary>How many bytes a row takes.</summary>
    public int Size(in VBuffer<float> row) => Size(PartsOf(row));

    /// <summary>Writes a row, of <see cref="Size(in VBuffer{float})"/>.</summary>
    public void Write(in VBuffer<float> row, Span<byte> packed)
    {
        Parts parts = PartsOf(row);
        ReadOnlySpan<float> values = row.GetValues();
        ReadOnlySpan<int> indices = row.GetIndices();
        bool isDense = row.IsDense;
        SetPlace(packed, 0, parts.Leading);
        SetPlace(packed, _place, parts.Others);
        Span<byte> leading = packed.Slice(2 * _place, sizeof(float) * parts.Leading);
        leading.Clear();
        for (int i = 0; i < parts.LeadingEntries; i++)
            MemoryMarshal.Write(leading[(sizeof(float) * (isDense ? i : indices[i]))..], values[i]);

        int other = (2 * _place) + leading.Length, one = other + (parts.Others * (_place + sizeof(float)));
        for (int i = parts.LeadingEntries; i < values.Length; i++)
        {
            int index = isDense ? i : indices[i];
            if (values[i] == 1)
            {
                SetPlace(packed, one, index);
                one += _place;
            }
            else if (Counts(values[i]))
            {
                SetPlace(packed, other, index);
                MemoryMarshal.Write(packed[(other + _place)..], values[i]);
                other += _place + sizeof(float);
            }
        }
    }

    /// <summary>Writes all values of a packed row, zeros included.</summary>
    public void CopyTo(ReadOnlySpan<byte> packed, Span<float> destination)
    {
        int leading = Place(packed, 0), others = Place(packed, _place), at = 2 * _place;
        packed.Slice(at, sizeof(float) * leading).CopyTo(MemoryMarshal.AsBytes(destination[..leading]));
        destination[leading..].Clear();
        at += sizeof(float) * leading;
        for (int i = 0; i < others; i++, at += _place + sizeof(float))
            destination[Place(packed, at)] = MemoryMarshal.Read<float>(packed[(at + _place)..]);
        for (; at < packed.Length; at += _place)
            destination[Place(packed, at)] = 1;
    }

    /// <summary>Unpacks a row into the values that count.</summary>
    public void Read(ReadOnlySpan<byte> packed, ref VBuffer<float> row)
    {
        int leading = Place(packed, 0), others = Place(packed, _place), at = 2 * _place;
        ReadOnlySpan<byte> first = packed.Slice(at, sizeof(float) * leading);
        int other = at + first.Length, one = other + (others * (_place + sizeof(float))), firstOne = one;
        int count = others + ((packed.Length - one) / _place);
        for (int i = 0; i < leading; i++)
            count += Counts(MemoryMarshal.Read<float>(first[(sizeof(float) * i)..])) ? 1 : 0;

        VBufferEditor<float> editor = VBufferEditor.Create(ref row, width, count);
        if (count == width)
        {
            CopyTo(packed, editor.Values);
            row = editor.Commit();
            return;
        }

        int next = 0;
        for (int i = 0; i < leading; i++)
        {
            float value = MemoryMarshal.Read<float>(first[(sizeof(float) * i)..]);
            if (Counts(value))
                (editor.Indices[next], editor.Values[next++]) = (i, value);
        }

        while (other < firstOne || one < packed.Length)
        {
            int place = other < firstOne ? Place(packed, other) : int.MaxValue, placeOfOne = one < packed.Length ? Place(packed, one)
                : int.MaxValue;
            bool isOne = placeOfOne < place;
            editor.Indices[next] = isOne ? placeOfOne : place;
            editor.Values[next++] = isOne ? 1 : MemoryMarshal.Read<float>(packed[(other + _place)..]);
            if (isOne)
                one += _place;
            else
                other += _place + sizeof(float);
        }

        row = editor.Commit();
    }

    /// <summary>Whether a value is another one than zero; -0 is.</summary>
    private static bool Counts(float value) => BitConverter.SingleToUInt32Bits(value) != 0;

    private int Size(Parts parts) =>
        (2 * _place) + (sizeof(float) * parts.Leading) + (parts.Others * (_place + sizeof(float))) + (parts.Ones * _place);

    /// <summary>The parts that take the fewest bytes.</summary>
    private Parts PartsOf(in VBuffer<float> row)
    {
        ReadOnlySpan<float> values = row.GetValues();
        ReadOnlySpan<int> indices = row.GetIndices();
        bool isDense = row.IsDense;
        int saved = 0, most = 0, leading = 0, entries = 0;
        for (int i = 0; i < values.Length; i++)
        {
            int length = (isDense ? i : indices[i]) + 1;
            saved += values[i] == 1 ? _place : Counts(values[i]) ? _place + sizeof(float) : 0;
            if (saved - (sizeof(float) * length) > most)
                (most, leading, entries) = (saved - (sizeof(float) * length), length, i + 1);
        }

        int ones = 0, others = 0;
        foreach (float value in values[entries..])
        {
            if (value == 1)
                ones++;
            else if (Counts(value))
                others++;
        }

        return new Parts(leading, entries, others, ones);
    }

    private int Place(ReadOnlySpan<byte> packed, int at) =>
        _place == sizeof(ushort) ? MemoryMarshal.Read<ushort>(packed[at..]) : MemoryMarshal.Read<int>(packed[at..]);

    private void SetPlace(Span<byte> packed, int at, int place)
    {
        if (_place == sizeof(ushort))
            MemoryMarshal.Write(packed[at..], (ushort)place);
        else
            MemoryMarshal.Write(packed[at..], place);
    }
}
