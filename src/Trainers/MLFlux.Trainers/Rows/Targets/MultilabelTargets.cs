using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLFlux.Rows;

/// <summary>Which of several labels each row has; the network gives a number for each label, above 0 for yes.</summary>
internal sealed class MultilabelTargets(int width) : TargetStore
{
    private readonly List<bool> _values = [];
    private int[]? _counts;

    public override int Count => _values.Count / width;

    public override long Bytes => sizeof(bool) * (long)_values.Capacity;

    /// <summary>How many labels there are.</summary>
    public override int Width => width;

    /// <summary>How many rows have each label.</summary>
    public IReadOnlyList<int> Counts => _counts ??= CountRows();

    /// <summary>Adds a row, by whether it has each label.</summary>
    public void Add(ReadOnlySpan<bool> values)
    {
        _values.AddRange(values);
        _counts = null;
    }

    /// <summary>Whether a row has each label.</summary>
    public ReadOnlySpan<bool> Row(int row) => CollectionsMarshal.AsSpan(_values).Slice(row * width, width);

    public override byte[] ToBytes() => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_values)).ToArray();

    public override void Add(ReadOnlySpan<byte> bytes) => Add(MemoryMarshal.Cast<byte, bool>(bytes));

    public override void Clear()
    {
        _values.Clear();
        _counts = null;
    }

    public override Tensor CreateBatch(int rows) => NewBatch([rows, width], ScalarType.Float32);

    public override void Gather(ReadOnlySpan<int> rows, Span<byte> destination)
    {
        Span<float> targets = MemoryMarshal.Cast<byte, float>(destination);
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<bool> row = Row(rows[i]);
            for (int label = 0; label < width; label++)
                targets[(i * width) + label] = row[label] ? 1 : 0;
        }
    }

    /// <summary>A row is right where all its labels are.</summary>
    public override int? CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<int> rows)
    {
        int correct = 0;
        for (int i = 0; i < rows.Length; i++)
            correct += IsCorrect(outputs.Slice(i * width, width), Row(rows[i])) ? 1 : 0;
        return correct;
    }

    /// <summary>
    /// The rarest label of the row, from 1; 0 where it has none. Rows held out by it have about their share of every label, of the rare
    /// ones above all.
    /// </summary>
    public override int Group(int row)
    {
        ReadOnlySpan<bool> values = Row(row);
        int rarest = -1;
        for (int label = 0; label < width; label++)
        {
            if (values[label] && (rarest < 0 || Counts[label] < Counts[rarest]))
                rarest = label;
        }

        return rarest + 1;
    }

    public override IEnumerable<int> Answers(int row) => Enumerable.Range(row * width, width).Select(place => _values[place] ? 1 : 0);

    private int[] CountRows()
    {
        var counts = new int[width];
        for (int i = 0; i < _values.Count; i++)
            counts[i % width] += _values[i] ? 1 : 0;
        return counts;
    }

    private static bool IsCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<bool> labels)
    {
        for (int label = 0; label < labels.Length; label++)
        {
            if (outputs[label] > 0 != labels[label])
                return false;
        }

        return true;
    }
}
