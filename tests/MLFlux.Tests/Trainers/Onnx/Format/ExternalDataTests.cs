using MLFlux.Onnx;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Onnx;

/// <summary>Weights in files beside the model: read where they are said to be, and nowhere outside of its folder.</summary>
[TestClass]
public sealed class ExternalDataTests : IDisposable
{
    private const long BeyondTwoGigabytes = 2_500_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void Are_read_by_offset_and_length()
    {
        Directory.CreateDirectory(_folder.File("parts"));
        File.WriteAllBytes(_folder.File("parts/w.bin"), [9, 9, 9, 9, 0, 0, 192, 63, 0, 0, 0, 64]);

        ModelProto model = Read(
            Tensor(2, ("location", "parts/w.bin"), ("offset", "4"), ("length", "8")),
            Tensor(1, ("location", "parts/../parts/w.bin"), ("offset", "0")));

        CollectionAssert.AreEqual(new byte[] { 0, 0, 192, 63, 0, 0, 0, 64 }, model.Graph.Constants[0].Content.ToArray());
        CollectionAssert.AreEqual(new byte[] { 9, 9, 9, 9 }, model.Graph.Constants[1].Content.ToArray());
    }

    [TestMethod]
    public void May_lie_beyond_2_gigabytes()
    {
        using (FileStream file = File.Create(_folder.File("big.bin")))
        {
            file.SetLength(BeyondTwoGigabytes); // No disk is taken for what was not written.
            file.Position = BeyondTwoGigabytes;
            file.Write([1, 2, 3, 4]);
        }

        ModelProto model = Read(Tensor(1, ("location", "big.bin"), ("offset", $"{BeyondTwoGigabytes}")));

        CollectionAssert.AreEqual(new byte[] { 1, 2, 3, 4 }, model.Graph.Constants[0].Content.ToArray());
    }

    [TestMethod]
    public void Tied_weights_share_their_bytes_and_overlapping_ones_are_refused()
    {
        _folder.Write("w.bin", new byte[40]);
        byte[] whole = Tensor(10, ("location", "w.bin"));

        ModelProto model = Read([.. Enumerable.Repeat(whole, 1000)]);
        Assert.IsTrue(model.Graph.Constants[0].Content.Equals(model.Graph.Constants[999].Content));

        Refused("overlaps", whole, Tensor(9, ("location", "w.bin"), ("offset", "4")));
    }

    [TestMethod]
    public void Outside_of_the_folder_are_refused()
    {
        string secret = _folder.Write("secret.bin", new byte[4]);
        Directory.CreateDirectory(_folder.File("model"));
        Directory.CreateDirectory(_folder.File("model-too"));
        File.WriteAllBytes(_folder.File("model-too/w.bin"), new byte[4]);
        foreach (string location in new[] { "../secret.bin", secret, "a/../../secret.bin", "../model-too/w.bin", "", ".", "..", "a\0b" })
            Refused("the model's folder", "model/x.onnx", Tensor(1, ("location", location)));
    }

    [TestMethod]
    public void Behind_a_link_are_refused()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("Links ask for rights on Windows.");
        string secret = _folder.Write("secret.bin", new byte[4]);
        Directory.CreateDirectory(_folder.File("model"));
        File.CreateSymbolicLink(_folder.File("model/w.bin"), secret);
        Directory.CreateSymbolicLink(_folder.File("model/up"), _folder.File(""));

        Refused("is a link", "model/x.onnx", Tensor(1, ("location", "w.bin")));
        Refused("is a link", "model/x.onnx", Tensor(1, ("location", "up/secret.bin")));
    }

    [TestMethod]
    public void That_are_not_there_or_too_short_are_refused_before_anything_is_allocated()
    {
        _folder.Write("w.bin", new byte[40]);
        Refused("There is no file", Tensor(1, ("location", "none.bin")));
        Refused("is a folder", Tensor(1, ("location", "folder")));
        Refused("which has 40", Tensor(11, ("location", "w.bin")));
        Refused("which has 40", Tensor(500_000_000, ("location", "w.bin")));
        Refused("which has 40", Tensor(1, ("location", "w.bin"), ("offset", "9223372036854775807")));
        Refused("more than", Tensor(1L << 40, ("location", "w.bin")));
        Refused("but 8 bytes", Tensor(1, ("location", "w.bin"), ("length", "8")));
        Refused("'-4'", Tensor(1, ("location", "w.bin"), ("offset", "-4")));
    }

    [TestMethod]
    public void Of_a_stream_are_refused_with_the_advice_to_give_a_path()
    {
        byte[] file = Proto.ModelOf(Tensor(1, ("location", "w.bin")));
        string message = Assert.ThrowsExactly<InvalidDataException>(() => ModelReader.Read(new MemoryStream(file), "stream")).Message;
        StringAssert.Contains(message, "read the model by its path");
    }

    private void Refused(string expected, params byte[][] tensors) => Refused(expected, "x.onnx", tensors);

    private void Refused(string expected, string name, params byte[][] tensors)
    {
        Directory.CreateDirectory(_folder.File("folder"));
        string path = _folder.File(name);
        File.WriteAllBytes(path, Model(tensors));
        long before = GC.GetAllocatedBytesForCurrentThread();
        string message = Assert.ThrowsExactly<InvalidDataException>(() => ModelReader.Read(path)).Message;
        Assert.IsLessThan(10_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
        StringAssert.Contains(message, expected);
        StringAssert.Contains(message, $"'{path}'");
        StringAssert.Contains(message, "tensor 'w'");
    }

    private ModelProto Read(params byte[][] tensors) => ModelReader.Read(_folder.Write("x.onnx", Model(tensors)));

    private static byte[] Model(byte[][] tensors) => Proto.Model(Proto.Message([.. tensors.Select(tensor => (5, (object)tensor))]));

    private static byte[] Tensor(long size, params (string Key, string Value)[] place) => Proto.Message(
        [(1, size), (2, 1), (8, "w"), .. place.Select(entry => (13, (object)Proto.Message((1, entry.Key), (2, entry.Value)))), (14, 1)]);
}
