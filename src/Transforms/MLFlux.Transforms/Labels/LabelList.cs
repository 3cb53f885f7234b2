using Microsoft.ML;

namespace MLFlux.Labels;

/// <summary>A stated list of labels, each at its index. Immutable.</summary>
internal abstract class LabelList
{
    private protected LabelList(LabelKind kind, IEnumerable<string> names)
    {
        Kind = kind;
        Names = [.. names.Select(name => name.AsMemory())];
    }

    public LabelKind Kind { get; }

    /// <summary>The labels as text.</summary>
    public ReadOnlyMemory<char>[] Names { get; }

    public int Count => Names.Length;

    /// <summary>Makes a list of the labels that a user states.</summary>
    /// <exception cref="ArgumentException">There is no label, one is null or stated twice, or no column holds their type.</exception>
    public static LabelList Of<TLabel>(IReadOnlyList<TLabel> labels)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Any(label => label is null))
            throw new ArgumentException("A label is null.", nameof(labels));
        if (labels is IReadOnlyList<string> texts)
            return new LabelList<ReadOnlyMemory<char>>(LabelKind.Text, [.. texts.Select(text => text.AsMemory())]);

        var kind = LabelKind.All.OfType<LabelKind<TLabel>>().FirstOrDefault()
            ?? throw new ArgumentException($"Labels of type {typeof(TLabel)} are not supported; use a number type, bool or string.",
                nameof(labels));
        return new LabelList<TLabel>(kind, [.. labels]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static LabelList Read(BinaryReader reader)
    {
        string name = reader.ReadString();
        var kind = LabelKind.All.FirstOrDefault(kind => kind.Name == name)
            ?? throw new InvalidDataException($"labels of an unknown type '{name}'.");
        return kind.ReadLabels(reader);
    }

    public void Write(BinaryWriter writer)
    {
        writer.Write(Kind.Name);
        WriteLabels(writer);
    }

    /// <summary>Makes a getter of the index of a label column's value; −1 for a value that is not listed.</summary>
    public abstract ValueGetter<int> CreateIndexGetter(DataViewRow row, DataViewSchema.Column column);

    /// <summary>Makes a getter of the label at an index.</summary>
    public abstract Delegate CreateLabelGetter(ValueGetter<int> getIndex);

    /// <summary>The value of a label column as text.</summary>
    public abstract string Show(DataViewRow row, DataViewSchema.Column column);

    /// <summary>The labels, the first twenty of them, with commas between.</summary>
    public override string ToString()
        => string.Join(", ", Names.Take(20)) + (Count > 20 ? $", and {Count - 20} more" : "");

    private protected abstract void WriteLabels(BinaryWriter writer);

    private protected static string Show<T>(T label) => LabelText.Of(label);
}
