using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;
using SkiaSharp;

namespace MLFlux.Tests.Transforms.Images;

[TestClass]
public sealed class UnreadableImageTests
{
    private static readonly MLContext s_ml = new(seed: 1);
    private static readonly ImageToVectorOptions s_options = new() { Width = 8, Height = 8 };

    [TestMethod]
    [DataRow("empty", "empty")]
    [DataRow("text", "no image")]
    [DataRow("zeros", "no image")]
    [DataRow("cut off", "cut off")]
    [DataRow("bomb", "60,000 × 60,000")]
    [DataRow("missing", "no such file")]
    [DataRow("folder", "folder")]
    public void An_error_names_the_file_and_says_why(string kind, string reason)
    {
        using var folder = new TemporaryFolder();
        string path = Make(folder, kind);
        IDataView view = Transform([path], s_options);

        var fault = Assert.ThrowsExactly<InvalidDataException>(() => view.GetColumn<float[]>("Features").ToList());

        StringAssert.Contains(fault.Message, path);
        StringAssert.Contains(fault.Message, reason);
        StringAssert.Contains(fault.Message, "Skip");
    }

    [TestMethod]
    public void By_option_rows_are_skipped_and_listed_whichever_columns_are_read()
    {
        using var folder = new TemporaryFolder();
        string[] kinds = ["empty", "text", "zeros", "cut off", "bomb", "missing", "folder"];
        string[] paths = [.. Enumerable.Range(0, 300)
            .Select(i => i % 10 == 3 ? Make(folder, kinds[i / 10 % 7])
                : folder.Write($"{i}.png", TestImages.Encode(8, 8, i, SKEncodedImageFormat.Png)))];
        var skipped = new List<SkippedImage>();
        IDataView view = Transform(paths, s_options with { Unreadable = UnreadableImages.Skip, Skipped = skipped.Add });

        Assert.HasCount(270, view.GetColumn<float[]>("Features").ToList());
        CollectionAssert.AreEqual(paths.Where((_, i) => i % 10 == 3).ToList(), skipped.Select(s => s.Source).ToList());
        Assert.IsTrue(skipped.All(s => s.Reason.Length > 5));
        CollectionAssert.AreEqual(paths.Where((_, i) => i % 10 != 3).ToList(), view.GetColumn<string>("Path").ToList());
        Assert.IsNull(view.GetRowCount());
    }

    [TestMethod]
    public void Skipped_rows_are_counted_in_the_log()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext();
        var messages = new ConcurrentBag<string>();
        ml.Log += (_, e) => messages.Add(e.Message);
        var data = ml.Data.LoadFromEnumerable([new Row { Path = Make(folder, "empty") }, new Row { Path = Make(folder, "text") }]);
        var model = ml.Transforms.ImageToVector("Features", "Path", s_options with { Unreadable = UnreadableImages.Skip }).Fit(data);

        Assert.IsEmpty(model.Transform(data).GetColumn<float[]>("Features"));

        Assert.ContainsSingle(m => m.Contains("2 row(s) left out", StringComparison.Ordinal), messages);
    }

    [TestMethod]
    public void A_single_row_cannot_be_skipped()
    {
        var data = s_ml.Data.LoadFromEnumerable(Array.Empty<Row>());
        var model = s_ml.Transforms.ImageToVector("Features", "Path", s_options with { Unreadable = UnreadableImages.Skip }).Fit(data);
        using var engine = s_ml.Model.CreatePredictionEngine<Row, Vector>(model);

        var fault = Assert.ThrowsExactly<InvalidDataException>(() => engine.Predict(new Row { Path = "nowhere.png" }));

        StringAssert.Contains(fault.Message, "nowhere.png");
    }

    [TestMethod]
    public void An_encoded_image_is_named_by_row_and_column()
    {
        var data = s_ml.Data.LoadFromEnumerable([new Row { Encoded = TestImages.Encode(9, 9, 1) }, new Row { Encoded = [1, 2, 3] }]);
        IDataView view = s_ml.Transforms.ImageToVector("Features", "Encoded", s_options).Fit(data).Transform(data);

        var fault = Assert.ThrowsExactly<InvalidDataException>(() => view.GetColumn<float[]>("Features").ToList());

        StringAssert.Contains(fault.Message, "row 1 ");
        StringAssert.Contains(fault.Message, "'Encoded'");
    }

    [TestMethod]
    public void A_cursor_left_early_leaves_nothing_behind()
    {
        byte[] encoded = TestImages.Encode(200, 200, 1);
        var data = s_ml.Data.LoadFromEnumerable(Enumerable.Repeat(new Row { Encoded = encoded }, 2000).ToList());
        IDataView view = s_ml.Transforms.ImageToVector("Features", "Encoded", s_options).Fit(data).Transform(data);

        for (int i = 0; i < 20; i++)
        {
            using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Features"]]);
            Assert.IsTrue(cursor.MoveNext());
        }
    }

    [TestMethod]
    public void A_thousand_damaged_images_give_clear_errors_or_pictures_and_take_no_memory()
    {
        SKEncodedImageFormat[] formats = [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp];
        byte[][] whole = [.. formats.Select((format, i) => TestImages.Encode(48, 40, i, format)), TestImages.CmykJpeg(9, 99, 199, 99),
            TestImages.WithOrientation(TestImages.Encode(30, 20, 9), 6), TestImages.Png(9, 9, 8, 3, new byte[81], new byte[30])];
        var random = new Random(11);
        var rows = new List<Row>();
        for (int i = 0; i < 1000; i++)
        {
            byte[] damaged = (byte[])whole[i % whole.Length].Clone();
            for (int flips = random.Next(1, 12); flips > 0; flips--)
                damaged[random.Next(damaged.Length)] ^= (byte)random.Next(1, 256);
            rows.Add(new Row { Encoded = damaged });
        }

        var skipped = new List<SkippedImage>();
        var options = s_options with { Unreadable = UnreadableImages.Skip, Skipped = skipped.Add, MaxPixels = 1_000_000 };
        var data = s_ml.Data.LoadFromEnumerable(rows);
        IDataView view = s_ml.Transforms.ImageToVector("Features", "Encoded", options).Fit(data).Transform(data);

        int read = Pass();
        long before = Memory();
        for (int i = 0; i < 5; i++)
            Assert.AreEqual(read, Pass());
        long growth = Memory() - before;

        Assert.AreEqual(1000, read + skipped.Count);
        Assert.IsGreaterThan(100, read);
        Assert.IsGreaterThan(100, skipped.Count);
        Assert.IsTrue(skipped.All(s => !s.Reason.StartsWith("decoding failed", StringComparison.Ordinal)), string.Join("; ", skipped));
        Assert.IsLessThan(24L << 20, growth);

        int Pass()
        {
            skipped.Clear();
            int count = 0;
            foreach (float[] vector in view.GetColumn<float[]>("Features"))
            {
                Assert.IsTrue(vector.All(v => v is >= 0 and <= 1));
                count++;
            }

            return count;
        }

        static long Memory()
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            using var process = Process.GetCurrentProcess();
            return process.WorkingSet64;
        }
    }

    private static string Make(TemporaryFolder folder, string kind)
    {
        string name = $"{kind} {Guid.NewGuid():N}.png";
        switch (kind)
        {
            case "empty": return folder.Write(name);
            case "text": return folder.Write(name, "This is no image, whatever its name says."u8.ToArray());
            case "zeros": return folder.Write(name, new byte[500]);
            case "cut off": return folder.Write(name, TestImages.Encode(200, 150, 2).AsSpan(0, 2000).ToArray());
            case "bomb": return folder.Write(name, TestImages.Png(60_000, 60_000, 8, 0, []));
            case "folder":
                Directory.CreateDirectory(folder.File(name));
                return folder.File(name);
            default: return folder.File(name);
        }
    }

    private static IDataView Transform(IEnumerable<string> paths, ImageToVectorOptions options)
    {
        var data = s_ml.Data.LoadFromEnumerable(paths.Select(path => new Row { Path = path }).ToList());
        return s_ml.Transforms.ImageToVector("Features", "Path", options).Fit(data).Transform(data);
    }

    private sealed class Row
    {
        public string Path { get; set; } = "";

        public byte[] Encoded { get; set; } = [];
    }

    private sealed class Vector
    {
        public float[]? Features { get; set; }
    }
}
