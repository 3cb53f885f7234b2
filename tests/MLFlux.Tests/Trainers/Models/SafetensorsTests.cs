using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using MLFlux.Models;

namespace MLFlux.Tests.Models;

/// <summary>Weights are written as the format's specification says, and nothing else is read.</summary>
[TestClass]
public sealed class SafetensorsTests
{
    private static readonly NetworkWeight[] s_weights =
    [
        new("0.weight", new Shape(2, 3), new float[] { 1, -2, 3.5f, float.Epsilon, float.MaxValue, -0f }),
        new("0.bias", new Shape(2), new float[] { 7, 8 }),
    ];

    [TestMethod]
    public void The_file_is_length_header_and_values()
    {
        byte[] file = Written();
        int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(file));
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, length));
        Assert.AreEqual(0, (8 + length) % 8, "The values are aligned.");
        Assert.AreEqual((byte)'{', file[8]);

        int described = 0;
        foreach (JsonProperty tensor in header.RootElement.EnumerateObject().Where(property => property.Name != "__metadata__"))
        {
            NetworkWeight weight = s_weights.Single(w => w.Name == tensor.Name);
            int[] offsets = [.. tensor.Value.GetProperty("data_offsets").EnumerateArray().Select(offset => offset.GetInt32())];
            Assert.AreEqual("F32", tensor.Value.GetProperty("dtype").GetString());
            CollectionAssert.AreEqual(weight.Shape.ToArray(), tensor.Value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())
                .ToArray());
            ReadOnlySpan<float> values = MemoryMarshal.Cast<byte, float>(file.AsSpan(8 + length)[offsets[0]..offsets[1]]);
            Assert.IsTrue(values.SequenceEqual(weight.Values.Span), tensor.Name);
            Assert.AreEqual(described, offsets[0], "The format allows no holes.");
            described = offsets[1];
        }

        Assert.AreEqual(file.Length, 8 + length + described);
    }

    [TestMethod]
    public void What_was_written_is_read_to_the_bit()
    {
        IReadOnlyList<NetworkWeight> read = Read(Written());

        Assert.HasCount(2, read);
        for (int i = 0; i < read.Count; i++)
        {
            Assert.AreEqual(s_weights[i].ToString(), read[i].ToString());
            Assert.IsTrue(MemoryMarshal.AsBytes(read[i].Values.Span).SequenceEqual(MemoryMarshal.AsBytes(s_weights[i].Values.Span)));
        }
    }

    [TestMethod]
    public void A_file_of_another_writer_is_read()
    {
        // Tensors in another order than their values, blanks, and no metadata.
        byte[] values = new byte[12];
        BinaryPrimitives.WriteSingleLittleEndian(values, 1);
        BinaryPrimitives.WriteSingleLittleEndian(values.AsSpan(4), 2);
        BinaryPrimitives.WriteSingleLittleEndian(values.AsSpan(8), 3);
        IReadOnlyList<NetworkWeight> read = Read(File(
            """{ "b": {"data_offsets": [8, 12], "shape": [1], "dtype": "F32"}, "a": {"dtype":"F32","shape":[2,1],"data_offsets":[0,8]} }  """, values));

        CollectionAssert.AreEqual(new float[] { 3 }, read.Single(weight => weight.Name == "b").Values.ToArray());
        CollectionAssert.AreEqual(new float[] { 1, 2 }, read.Single(weight => weight.Name == "a").Values.ToArray());
    }

    [TestMethod]
    public void A_file_cut_off_anywhere_is_refused()
    {
        byte[] whole = Written();
        for (int length = 0; length < whole.Length; length++)
            Assert.ThrowsExactly<InvalidDataException>(() => Read(whole[..length]), $"{length} bytes");
    }

    [TestMethod]
    [DataRow("[]")]
    [DataRow("null")]
    [DataRow("{")]
    [DataRow("""{"a":1}""")]
    [DataRow("""{"a":{}}""")]
    [DataRow("""{"a":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}""")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,8]}}""")]
    [DataRow("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""")]
    [DataRow("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""")]
    [DataRow("""{"a":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,4]}}""")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1000000000000],"data_offsets":[0,4]}}""")]
    [DataRow("""{"a":{"dtype":"F32","shape":[536870912],"data_offsets":[0,2147483648]}}""")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-4,0]}}""")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[6,10]}}""")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[9223372036854775804,9223372036854775808]}}""")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[-9223372036854775808,-9223372036854775804]}}""")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""")]
    [DataRow("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""")]
    [DataRow("""{"a":{"dtype":7,"shape":[1],"data_offsets":[0,4]}}""")]
    public void A_header_that_is_none_is_refused(string header) =>
        Assert.ThrowsExactly<InvalidDataException>(() => Read(File(header, new byte[8])));

    [TestMethod]
    [DataRow(ulong.MaxValue)]
    [DataRow(1UL << 63)]
    [DataRow(100_000_001UL)]
    [DataRow(1_000_000UL)]
    public void An_absurd_length_of_the_header_is_refused(ulong length)
    {
        byte[] file = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);

        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => Read(file)).Message, $"{length} bytes");
    }

    private static byte[] Written()
    {
        using var stream = new MemoryStream();
        Safetensors.Write(stream, s_weights);
        return stream.ToArray();
    }

    private static byte[] File(string header, byte[] values)
    {
        byte[] text = Encoding.UTF8.GetBytes(header), length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. values];
    }

    private static IReadOnlyList<NetworkWeight> Read(byte[] file) => Safetensors.Read(new MemoryStream(file), file.Length);
}
