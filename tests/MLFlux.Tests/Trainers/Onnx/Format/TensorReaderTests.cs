using System.Runtime.InteropServices;
using MLFlux.Onnx;

namespace MLFlux.Tests.Onnx;

/// <summary>Tensors in each of ONNX's ways to lay their elements; the bytes are laid by Protobuf's own writer.</summary>
[TestClass]
public sealed class TensorReaderTests
{
    private static readonly byte[] s_two = Proto.Packed(2);

    [TestMethod]
    public void Floats_come_as_bytes_one_by_one_or_packed()
    {
        byte[] raw = [.. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-0f)];
        foreach (byte[] tensor in (byte[][])
            [
                Proto.Message((1, 2), (2, 1), (8, "w"), (9, raw)),
                Proto.Message((1, s_two), (2, 1), (8, "w"), (4, 1.5f), (4, -0f)),
                Proto.Message((4, raw), (8, "w"), (2, 1), (1, s_two)),
                Proto.Message((4, 1.5f), (4, raw[4..]), (8, "w"), (2, 1), (1, 2)),
                Proto.Message((4, Array.Empty<byte>()), (4, raw[..4]), (4, raw[4..]), (8, "w"), (2, 1), (1, 2)),
            ])
        {
            TensorProto read = Read(tensor);
            Assert.AreEqual("w", read.Name);
            CollectionAssert.AreEqual(raw, read.Content.ToArray());
        }
    }

    [TestMethod]
    public void Doubles_and_whole_numbers_have_fields_of_their_own()
    {
        CollectionAssert.AreEqual(
            new[] { 0.1, double.MaxValue }, Values<double>(Proto.Message((1, 2), (2, 11), (10, 0.1), (10, double.MaxValue))));
        CollectionAssert.AreEqual(
            new[] { -1L, long.MinValue }, Values<long>(Proto.Message((1, 2), (2, 7), (7, Proto.Packed(-1, long.MinValue)))));
        CollectionAssert.AreEqual(new ulong[] { ulong.MaxValue, 1 }, Values<ulong>(Proto.Message((1, 2), (2, 13), (11, -1L), (11, 1))));
        CollectionAssert.AreEqual(
            new uint[] { uint.MaxValue, 0 }, Values<uint>(Proto.Message((1, 2), (2, 12), (11, Proto.Packed(uint.MaxValue, 0)))));
    }

    [TestMethod]
    public void Small_types_stand_in_the_field_of_32_bits()
    {
        CollectionAssert.AreEqual(new[] { -5, int.MaxValue }, Values<int>(Small(6, -5, int.MaxValue)));
        CollectionAssert.AreEqual(new short[] { -5, 5 }, Values<short>(Small(5, -5, 5)));
        CollectionAssert.AreEqual(new sbyte[] { -128, 127 }, Values<sbyte>(Small(3, -128, 127)));
        CollectionAssert.AreEqual(new byte[] { 255, 0 }, Values<byte>(Small(2, 255, 0)));
        CollectionAssert.AreEqual(new ushort[] { 65535, 0 }, Values<ushort>(Small(4, 65535, 0)));
        CollectionAssert.AreEqual(new byte[] { 1, 0 }, Values<byte>(Small(9, 1, 0)));
        CollectionAssert.AreEqual(new[] { (Half)1.5f, Half.NegativeInfinity }, Values<Half>(Small(10, 0x3E00, 0xFC00)));
        CollectionAssert.AreEqual(new ushort[] { 0x3FC0, 0xFF80 }, Values<ushort>(Small(16, 0x3FC0, 0xFF80)));

        byte[] Small(int type, params long[] numbers) => Proto.Message((1, 2), (2, type), (5, Proto.Packed(numbers)));
    }

    [TestMethod]
    public void Texts_and_single_numbers_and_nothing()
    {
        CollectionAssert.AreEqual(new[] { "Ä", "" }, Read(Proto.Message((1, 2), (2, 8), (6, "Ä"), (6, ""))).Texts.ToArray());
        CollectionAssert.AreEqual(new[] { 2f }, Values<float>(Proto.Message((2, 1), (4, 2f))));
        Assert.AreEqual(0, Read(Proto.Message((1, 3), (1, 0), (2, 1))).Content.Length);
    }

    [TestMethod]
    public void What_does_not_fit_is_refused_with_the_tensors_name()
    {
        foreach ((string expected, byte[] tensor) in new (string, byte[])[]
        {
            ("2 elements, where its shape 3 asks for 3", Proto.Message((1, 3), (2, 1), (8, "w"), (9, new byte[8]))),
            ("1.75 elements", Proto.Message((1, 2), (2, 1), (8, "w"), (9, new byte[7]))),
            ("0 elements, where its shape 1099511627776 asks", Proto.Message((1, 1L << 40), (2, 2), (8, "w"))),
            ("more elements than can be counted", Proto.Message((1, long.MaxValue), (1, long.MaxValue), (2, 2), (8, "w"))),
            ("a dimension of -1", Proto.Message((1, -1), (2, 1), (8, "w"))),
            ("type number 14", Proto.Message((1, 1), (2, 14), (8, "w"), (9, new byte[8]))),
            ("type number 0", Proto.Message((1, 1), (8, "w"), (9, new byte[8]))),
            ("2 elements, where its shape of a single number asks for 1", Proto.Message((2, 1), (8, "w"), (9, new byte[8]))),
            ("an element 256, which is none of type UInt8", Proto.Message((1, 1), (2, 2), (8, "w"), (5, 256))),
            ("its elements are of type Double", Proto.Message((1, 1), (2, 1), (8, "w"), (10, 1.0))),
            ("its elements are whole numbers", Proto.Message((1, 1), (2, 1), (8, "w"), (7, 1))),
            ("1 elements", Proto.Message((1, 2), (2, 8), (8, "w"), (6, "one"))),
        })
        {
            string message = Assert.ThrowsExactly<InvalidDataException>(() => Read(tensor)).Message;
            StringAssert.Contains(message, expected);
            StringAssert.Contains(message, "'made.onnx'");
            StringAssert.Contains(message, "tensor 'w'");
        }
    }

    private static T[] Values<T>(byte[] tensor)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(Read(tensor).Content.Span).ToArray();

    private static TensorProto Read(byte[] tensor) =>
        ModelReader.Read(new MemoryStream(Proto.ModelOf(tensor)), "made.onnx").Graph.Constants.Single();
}
