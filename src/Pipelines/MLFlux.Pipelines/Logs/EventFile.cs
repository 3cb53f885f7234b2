using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using Google.Protobuf;

namespace MLFlux.Logs;

/// <summary>
/// A file of TensorBoard's events: TFRecords (length, its checksum, content, its checksum; little-endian), each an
/// <c>Event</c> message of protocol buffers, the first of which tells the version.
/// </summary>
/// <remarks>
/// Format: tensorflow/core/lib/io/record_writer.h, tensorflow/core/util/event.proto, tensorflow/core/framework/summary.proto.
/// </remarks>
internal sealed class EventFile
{
    private const string Version = "brain.Event:2";
    private readonly LogFile _file;

    private EventFile(string path) => _file = new LogFile(path);

    /// <summary>Begins a file in a folder, which is made.</summary>
    public static EventFile Create(string folder)
    {
        Directory.CreateDirectory(folder);
        long seconds = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        string name = string.Create(CultureInfo.InvariantCulture,
            $"events.out.tfevents.{seconds}.{Environment.MachineName}.{Environment.ProcessId}");
        var file = new EventFile(Path.Combine(folder, name));
        file.Append(Message(output =>
        {
            WriteTime(output);
            output.WriteTag(3, WireFormat.WireType.LengthDelimited);
            output.WriteString(Version);
        }));
        return file;
    }

    /// <summary>Appends the scalars of one step as one event.</summary>
    public void Append(long step, IReadOnlyList<(string Tag, float Value)> scalars) => Append(Message(output =>
    {
        WriteTime(output);
        output.WriteTag(2, WireFormat.WireType.Varint);
        output.WriteInt64(step);
        output.WriteTag(5, WireFormat.WireType.LengthDelimited);
        output.WriteBytes(ByteString.CopyFrom(Summary(scalars)));
    }));

    private static byte[] Summary(IReadOnlyList<(string Tag, float Value)> scalars) => Message(output =>
    {
        foreach ((string tag, float scalar) in scalars)
        {
            output.WriteTag(1, WireFormat.WireType.LengthDelimited);
            output.WriteBytes(ByteString.CopyFrom(Message(value =>
            {
                value.WriteTag(1, WireFormat.WireType.LengthDelimited);
                value.WriteString(tag);
                value.WriteTag(2, WireFormat.WireType.Fixed32);
                value.WriteFloat(scalar);
            })));
        }
    });

    private static void WriteTime(CodedOutputStream output)
    {
        output.WriteTag(1, WireFormat.WireType.Fixed64);
        output.WriteDouble(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() / 1000.0);
    }

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using var buffer = new MemoryStream();
        using (var output = new CodedOutputStream(buffer, leaveOpen: true))
            write(output);
        return buffer.ToArray();
    }

    /// <summary>Appends a record, whole or not at all, so that those before it and after it can be read.</summary>
    private void Append(byte[] content)
    {
        var record = new byte[content.Length + 16];
        BinaryPrimitives.WriteInt64LittleEndian(record, content.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), MaskedChecksum(record.AsSpan(0, 8)));
        content.CopyTo(record, 12);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12 + content.Length), MaskedChecksum(content));
        _file.Append(record);
    }

    /// <summary>CRC-32C, turned and moved, as records within records would otherwise have checksums of checksums.</summary>
    private static uint MaskedChecksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
            crc = BitOperations.Crc32C(crc, value);
        return BitOperations.RotateRight(~crc, 15) + 0xA282EAD8;
    }
}
