using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.MLNet;
using MLFlux.Tests.Estimators;

namespace MLFlux.Tests.Transforms.Interop;

/// <summary>What is in the model file, and what becomes of it when it is damaged.</summary>
[TestClass]
public sealed class SavedTransformerTests
{
    /// <summary>The size of the header that ML.NET puts before each entry.</summary>
    private const int HeaderSize = 256;

    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly IDataView s_data = s_ml.Data.LoadFromEnumerable([new Row { Image = [1, 2, 3, 4], Label = 1 }]);

    public static IEnumerable<object[]> Transformers =>
    [
        ["ImageToVectorTransformer", s_ml.Transforms.ImageToVector("Out", "Image", 0.5f, [0.5f], [2]).Fit(s_data)],
        ["OneHotTransformer", s_ml.Transforms.OneHot("Out", "Label", [0, 1, 2]).Fit(s_data)],
        ["OneColdTransformer", s_ml.Transforms.OneCold("Out", "Score", ["a", "b", "c"]).Fit(s_data)],
        ["TokensToVectorTransformer", s_ml.Transforms.Text.TokensToVector("Out", "Text").Fit(s_data)],
        ["RobustNormalizingTransformer", s_ml.Transforms.NormalizeRobust("Out", "Score").Fit(s_data)],
        ["RobustNormalizingTransformer", s_ml.Transforms.NormalizeRobust("Out", "Score", clip: false).Fit(s_data)],
        ["FeatureWeighingTransformer", s_ml.Transforms.WeighFeatures("Out", "Score", "Amount").Fit(s_data)],
    ];

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void A_body_cut_anywhere_or_too_long_is_a_clear_error(string name, ITransformer transformer)
    {
        byte[] body = Body(transformer);

        for (int length = 0; length < body.Length; length++)
            AssertDamaged(transformer, body[..length], name);
        AssertDamaged(transformer, [.. body, 0], name);
    }

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void A_body_with_any_byte_altered_is_a_clear_error(string name, ITransformer transformer)
    {
        byte[] body = Body(transformer);

        for (int i = 0; i < body.Length; i++)
        {
            for (int bit = 0; bit < 8; bit++)
            {
                byte[] altered = [.. body];
                altered[i] ^= (byte)(1 << bit);
                AssertDamaged(transformer, altered, name);
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void A_body_of_the_first_version_which_had_no_digest_still_loads(string name, ITransformer transformer)
    {
        Assert.IsNotNull(name);

        ITransformer loaded = Load(WithBody(transformer, FirstBody(transformer), version: 0x00010001));

        ViewComparison.AssertSameValues(transformer.Transform(s_data), loaded.Transform(s_data));
    }

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void A_newer_version_is_refused_with_what_to_install(string name, ITransformer transformer)
    {
        using var body = new MemoryStream();
        using var writer = new BinaryWriter(body);
        writer.Write("9.8.7");
        writer.Write("and what nobody knows yet");

        string message = Assert.Throws<Exception>(() => Load(WithBody(transformer, body.ToArray(), version: 0x00010003))).ToString();

        StringAssert.Contains(message, $"The model file's {name} was written by MLFlux 9.8.7");
        StringAssert.Contains(message, "Install MLFlux 9.8.7 or later.");
        Assert.DoesNotContain("damaged", message);
    }

    [TestMethod]
    public void A_count_beyond_the_file_takes_no_memory()
    {
        var transformer = s_ml.Transforms.OneHot("Out", "Label", [0, 1, 2]).Fit(s_data);
        byte[] body = FirstBody(transformer);
        // Out, Label, Int32, then the count.
        int count = 4 + 6 + 6;
        Assert.AreEqual(3, BitConverter.ToInt32(body, count));
        BitConverter.TryWriteBytes(body.AsSpan(count), int.MaxValue);

        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertDamaged(transformer, body, "2,147,483,647 items", version: 0x00010001);

        Assert.IsLessThan(100_000_000L, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [TestMethod]
    [DynamicData(nameof(Transformers))]
    public void A_saved_view_loads_too(string name, ITransformer transformer)
    {
        Assert.IsNotNull(name);
        var view = (IDataTransform)transformer.Transform(s_data);
        using var stream = new MemoryStream();
        using (var writer = RepositoryWriter.CreateNew(stream, s_ml))
        {
            ModelSaveContext.SaveModel(writer, view, "View");
            writer.Commit();
        }

        stream.Position = 0;
        using var reader = RepositoryReader.Open(stream, s_ml);
        ModelLoadContext.LoadModel<IDataTransform, SignatureLoadDataTransform>(new MLContext(), out var loaded, reader, "View", s_data);

        ViewComparison.AssertSameValues(view, loaded);
    }

    [TestMethod]
    public void A_view_is_applied_to_other_data_and_splits_its_cursors()
    {
        var rows = s_ml.Data.LoadFromEnumerable(Enumerable.Range(0, 500).Select(i => new Row { Image = [1, 2, 3, 4], Label = i % 3 }));
        var view = s_ml.Transforms.OneHot("Out", "Label", [0, 1, 2]).Fit(s_data).Transform(s_data);

        var applied = ApplyTransformUtils.ApplyAllTransformsToData(s_ml, view, rows, s_data);
        var cursors = applied.GetRowCursorSet(applied.Schema, 2);

        int count = 0;
        Parallel.ForEach(cursors, cursor =>
        {
            using (cursor)
            {
                var getter = cursor.GetGetter<VBuffer<float>>(applied.Schema["Out"]);
                VBuffer<float> vector = default;
                while (cursor.MoveNext())
                {
                    getter(ref vector);
                    Interlocked.Increment(ref count);
                }
            }
        });
        Assert.AreEqual(500, count);
    }

    private static void AssertDamaged(ITransformer transformer, byte[] body, string expected, uint version = 0x00010002)
    {
        var fault = Assert.Throws<Exception>(() => Load(WithBody(transformer, body, version)));
        var cause = Assert.IsInstanceOfType<FormatException>(MarkedCause(fault), fault.ToString());
        StringAssert.Contains(cause.Message, expected);
    }

    /// <summary>The first error of ours: ML.NET wraps it in those of its reflection.</summary>
    private static Exception MarkedCause(Exception fault)
    {
        Exception cause = fault;
        while (cause is not FormatException && cause.InnerException is not null)
            cause = cause.InnerException;
        return cause;
    }

    private static ITransformer Load(byte[] entry)
    {
        using var stream = new MemoryStream(entry);
        ModelLoadContext.LoadModel<ITransformer, SignatureLoadModel>(s_ml, out ITransformer loaded, stream);
        return loaded;
    }

    private static byte[] Entry(ITransformer transformer)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        ModelSaveContext.Save(writer, transformer.Save);
        return stream.ToArray();
    }

    private static byte[] Body(ITransformer transformer)
    {
        byte[] entry = Entry(transformer);
        return entry.AsSpan(HeaderSize, (int)ModelSize(entry)).ToArray();
    }

    /// <summary>The body as the first version wrote it.</summary>
    private static byte[] FirstBody(ITransformer transformer)
    {
        using var body = new MemoryStream();
        using var writer = new BinaryWriter(body);
        ((RowTransformer)transformer).WriteBody(writer);
        return body.ToArray();
    }

    private static long ModelSize(byte[] entry)
    {
        ModelHeader.MarshalFromBytes(out var header, entry);
        return header.CbModel;
    }

    /// <summary>A whole entry as ML.NET frames it, with another body.</summary>
    private static byte[] WithBody(ITransformer transformer, byte[] body, uint version = 0x00010002)
    {
        byte[] entry = Entry(transformer);
        ModelHeader.MarshalFromBytes(out var header, entry);
        long shift = body.Length - header.CbModel;
        byte[] tail = entry[(int)(HeaderSize + header.CbModel)..];
        header.CbModel = body.Length;
        header.ModelVerWritten = header.ModelVerReadable = version;
        header.FpAssemblyName += shift;
        header.FpTail += shift;
        header.FpLim += shift;
        ModelHeader.MarshalToBytes(ref header, entry);
        return [.. entry[..HeaderSize], .. body, .. tail];
    }

    private sealed class Row
    {
        [VectorType(2, 2)]
        public byte[] Image { get; set; } = [];

        public int Label { get; set; }

        [VectorType(3)]
        public float[] Score { get; set; } = [1, 2, 3];

        public string Text { get; set; } = "a b b";

        public float Amount { get; set; } = 2;
    }
}
