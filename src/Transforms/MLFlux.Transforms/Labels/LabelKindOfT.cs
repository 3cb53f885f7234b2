using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Labels;

/// <summary>A type of label as columns hold it: text is <see cref="ReadOnlyMemory{T}"/> of characters there.</summary>
internal sealed class LabelKind<TLabel>(
    PrimitiveDataViewType columnType, Action<BinaryWriter, TLabel> write, Func<BinaryReader, TLabel> read,
    IEqualityComparer<TLabel>? comparer = null)
    : LabelKind(columnType)
    where TLabel : notnull
{
    public IEqualityComparer<TLabel> Comparer { get; } = comparer ?? EqualityComparer<TLabel>.Default;

    public override LabelList ReadLabels(BinaryReader reader)
    {
        var labels = new TLabel[reader.ReadCount(bytesEach: 1)];
        for (int i = 0; i < labels.Length; i++)
            labels[i] = read(reader);
        return new LabelList<TLabel>(this, labels);
    }

    public void WriteLabels(BinaryWriter writer, ReadOnlySpan<TLabel> labels)
    {
        writer.Write(labels.Length);
        foreach (var label in labels)
            write(writer, label);
    }
}
