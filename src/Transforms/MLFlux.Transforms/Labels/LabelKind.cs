using Microsoft.ML.Data;

namespace MLFlux.Labels;

/// <summary>A type of label: the column type that holds it, and how a value is written to a model file.</summary>
/// <param name="columnType">The column type. Its name marks the kind in the file.</param>
internal abstract class LabelKind(PrimitiveDataViewType columnType)
{
    /// <summary>Text, compared by its characters.</summary>
    public static LabelKind<ReadOnlyMemory<char>> Text { get; } = new(
        TextDataViewType.Instance, (writer, label) => writer.Write(label.ToString()), reader => reader.ReadString().AsMemory(),
        new TextComparer());

    /// <summary>Every kind there is.</summary>
    public static IReadOnlyList<LabelKind> All { get; } =
    [
        new LabelKind<byte>(NumberDataViewType.Byte, (writer, label) => writer.Write(label), reader => reader.ReadByte()),
        new LabelKind<sbyte>(NumberDataViewType.SByte, (writer, label) => writer.Write(label), reader => reader.ReadSByte()),
        new LabelKind<short>(NumberDataViewType.Int16, (writer, label) => writer.Write(label), reader => reader.ReadInt16()),
        new LabelKind<ushort>(NumberDataViewType.UInt16, (writer, label) => writer.Write(label), reader => reader.ReadUInt16()),
        new LabelKind<int>(NumberDataViewType.Int32, (writer, label) => writer.Write(label), reader => reader.ReadInt32()),
        new LabelKind<uint>(NumberDataViewType.UInt32, (writer, label) => writer.Write(label), reader => reader.ReadUInt32()),
        new LabelKind<long>(NumberDataViewType.Int64, (writer, label) => writer.Write(label), reader => reader.ReadInt64()),
        new LabelKind<ulong>(NumberDataViewType.UInt64, (writer, label) => writer.Write(label), reader => reader.ReadUInt64()),
        new LabelKind<float>(NumberDataViewType.Single, (writer, label) => writer.Write(label), reader => reader.ReadSingle()),
        new LabelKind<double>(NumberDataViewType.Double, (writer, label) => writer.Write(label), reader => reader.ReadDouble()),
        new LabelKind<bool>(BooleanDataViewType.Instance, (writer, label) => writer.Write(label), reader => reader.ReadBoolean()),
        Text,
    ];

    public PrimitiveDataViewType ColumnType { get; } = columnType;

    /// <summary>The kind's name: in model files and in messages.</summary>
    public string Name => ColumnType.ToString()!;

    /// <summary>Reads labels of this kind.</summary>
    public abstract LabelList ReadLabels(BinaryReader reader);
}
