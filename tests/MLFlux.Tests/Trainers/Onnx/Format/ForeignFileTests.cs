using MLFlux.Onnx;
using MLFlux.Tests.Construction;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Onnx;

/// <summary>Files of others, damaged ones and hostile ones: read, or refused in a sentence with the file's name.</summary>
[TestClass]
public sealed class ForeignFileTests
{
    /// <summary>Little of what a file claims may be allocated before it is there.</summary>
    private const long MostAllocated = 2_000_000;

    private static readonly byte[] s_file = LayerExports.OfRow(
        LayerCases.All.ToList().FindIndex(row => row.Printed.StartsWith("Chain(\n    Conv((3, 3), 2, Relu)", StringComparison.Ordinal)));

    [TestMethod]
    public void A_file_cut_anywhere_is_refused()
    {
        for (int length = 0; length < s_file.Length; length++)
        {
            byte[] cut = s_file[..length];
            Assert.IsNotNull(Fault(cut), $"{length} bytes were read.");
            Assert.IsNotNull(Fault(cut, stream => new Forward(stream)), $"{length} bytes were read.");
        }
    }

    [TestMethod]
    public void A_changed_byte_is_refused_or_read_with_bounded_memory()
    {
        int refused = 0;
        for (int place = 0; place < s_file.Length; place++)
        {
            foreach (byte change in (byte[])[0x01, 0x02, 0x04, 0x08, 0x80, 0xFF])
            {
                byte[] changed = [.. s_file];
                changed[place] ^= change;
                refused += Fault(changed) is null ? 0 : 1;
                Fault(changed, stream => new Forward(stream));
            }
        }

        Assert.IsGreaterThan(s_file.Length, refused);
    }

    [TestMethod]
    public void A_stream_that_only_goes_forward_reads_the_same()
    {
        ModelProto read = ModelReader.Read(new Forward(new MemoryStream(s_file)), "forward");
        using var again = new MemoryStream();
        ModelWriter.Write(read, again);
        CollectionAssert.AreEqual(s_file, again.ToArray());
    }

    [TestMethod]
    public void Operator_sets_7_to_21_are_read_and_others_named()
    {
        byte[] graph = Proto.Message((2, "network"));
        for (int version = 7; version <= 21; version++)
            Assert.AreEqual(version, ModelReader.Read(new MemoryStream(Proto.Model(graph, version)), "m").OperatorSets.Single().Version);
        foreach (long version in (long[])[6, 22, 0, -1, long.MaxValue])
            StringAssert.Contains(Fault(Proto.Model(graph, version)), $"operator set {version}; MLFlux reads 7 to 21");

        byte[] withOthers = Proto.Message(
            (7, graph), (8, Proto.Message((1, ""), (2, 9))), (8, Proto.Message((1, "ai.onnx.ml"), (2, 3))));
        Assert.HasCount(2, ModelReader.Read(new MemoryStream(withOthers), "m").OperatorSets);
        StringAssert.Contains(Fault(Proto.Message((7, graph))), "which operator set");
        StringAssert.Contains(Fault(Proto.Message((8, Proto.Message((2, 9))))), "no graph");
        StringAssert.Contains(Fault(Proto.Message((7, graph), (7, graph), (8, Proto.Message((2, 9))))), "two graphs");
        StringAssert.Contains(Fault([]), "no graph");
    }

    [TestMethod]
    public void Unknown_fields_are_skipped_and_counted()
    {
        byte[] node = Proto.Message((1, "x"), (99, "new"), (2, "y"), (4, "Relu"), (98, 1.5), (97, 1.5f));
        byte[] graph = Proto.Message((96, long.MinValue), (1, node), (1000, Proto.Message((1, "deep"))));
        byte[] attribute = Proto.Message((1, "sparse_value"), (20, 11), (22, "…"));
        byte[] sparse = Proto.Message((1, Proto.Message((2, "y"), (4, "Constant"), (5, attribute))));

        ModelProto read = ModelReader.Read(new MemoryStream(Proto.Model(graph)), "m");

        Assert.AreEqual(5, read.SkippedFields);
        Assert.AreEqual("Relu", read.Graph.Nodes.Single().Operation);
        read = ModelReader.Read(new MemoryStream(Proto.Model(sparse)), "m");
        Assert.AreEqual(2, read.SkippedFields); // The field, and the attribute without it.
        Assert.IsEmpty(read.Graph.Nodes.Single().Attributes);
    }

    [TestMethod]
    public void An_attribute_may_leave_out_its_kind_or_its_zero()
    {
        byte[] node = Proto.Message(
            (4, "Foo"), (5, Proto.Message((1, "i"), (20, 2))), (5, Proto.Message((1, "f"), (2, 2f))), (5, Proto.Message((1, "s"), (20, 3))),
            (5, Proto.Message((1, "is"), (20, 7), (8, Proto.Packed(1, 2)), (8, 3))));

        ModelProto model = ModelReader.Read(new MemoryStream(Proto.Model(Proto.Message((1, node)))), "m");

        IReadOnlyList<OnnxAttribute> read = model.Graph.Nodes.Single().Attributes;

        Assert.AreEqual(0L, read[0].Value);
        Assert.AreEqual(2f, read[1].Value);
        Assert.AreEqual("", read[2].Value);
        CollectionAssert.AreEqual(new long[] { 1, 2, 3 }, (long[])read[3].Value);
    }

    [TestMethod]
    public void Claims_of_sizes_that_are_not_there_allocate_nothing()
    {
        byte[] deep = [];
        for (int level = 0; level < 200; level++)
            deep = Proto.Message((1, Proto.Message((4, "If"), (5, Proto.Message((1, "then_branch"), (20, 5), (6, deep))))));
        StringAssert.Contains(Fault(Proto.Model(deep)), "within one another");

        byte[] long64 = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], twoGigabytes = [0xF0, 0xFF, 0xFF, 0xFF, 0x07];
        foreach (byte[] claim in (byte[][])[long64, twoGigabytes, [.. long64[..8], 0xFF, 0x01], [0x80, 0x80, 0x80, 0x80, 0x08]])
        {
            foreach (byte tag in (byte[])[0x12, 0x3A, 0x42, 0x72, 0x7A]) // A text, the graph, an operator set, metadata, an unknown field.
            {
                Assert.IsNotNull(Fault([tag, .. claim, 1, 2]));
                Assert.IsNotNull(Fault([tag, .. claim, 1, 2], stream => new Forward(stream)));
            }
        }

        StringAssert.Contains(Fault([0x12, 2, 0xC3, 0x28]), "UTF-8");
        StringAssert.Contains(Fault([0x0B]), "StartGroup");
        StringAssert.Contains(Fault([0x0A, 0]), "LengthDelimited");
        StringAssert.Contains(Fault([0x00]), "no field");
    }

    [TestMethod]
    public void Positions_beyond_2_gigabytes_are_counted()
    {
        const long Gap = 2_200_000_000;
        byte[] before = Proto.Message((1, 8)), sets = Proto.Message((8, Proto.Message((2, 15))));
        byte[] node = Proto.Message((1, Proto.Message((4, "Relu"), (2, "y"))));
        byte[] unknown = [0xF2, 0x3F, .. Proto.Packed(Gap)]; // Field 1022, of bytes.
        byte[] head = [.. before, 0x3A, .. Proto.Packed(unknown.Length + Gap + node.Length), .. unknown];
        foreach (bool goesForward in (bool[])[false, true])
        {
            using Stream stream = new GapStream(head, Gap, [.. node, .. sets]);
            long allocated = GC.GetAllocatedBytesForCurrentThread();

            ModelProto read = ModelReader.Read(goesForward ? new Forward(stream) : stream, "big.onnx");

            Assert.AreEqual("Relu", read.Graph.Nodes.Single().Operation);
            Assert.AreEqual(1, read.SkippedFields);
            Assert.IsLessThan(MostAllocated, GC.GetAllocatedBytesForCurrentThread() - allocated);
        }
    }

    [TestMethod]
    public void A_file_that_is_none_or_missing_is_named()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("notes.onnx", [.. "This is a text."u8]);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => ModelReader.Read(path)).Message, $"'{path}'");
        string none = folder.File("none.onnx");
        StringAssert.Contains(Assert.ThrowsExactly<FileNotFoundException>(() => ModelReader.Read(none)).Message, "an ONNX file");
    }

    /// <summary>The message of the refusal; null where the file is read.</summary>
    private static string? Fault(byte[] file, Func<Stream, Stream>? over = null)
    {
        var memory = new MemoryStream(file);
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        string? message = null;
        try
        {
            ModelReader.Read(over is null ? memory : over(memory), "fault.onnx");
        }
        catch (InvalidDataException fault)
        {
            message = fault.Message;
            StringAssert.Contains(message, "'fault.onnx'");
        }

        Assert.IsLessThan(MostAllocated, GC.GetAllocatedBytesForCurrentThread() - allocated, message);
        return message;
    }
}
