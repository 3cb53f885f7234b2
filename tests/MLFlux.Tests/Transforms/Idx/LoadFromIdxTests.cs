using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Transforms.Idx;

[TestClass]
public sealed class LoadFromIdxTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    /// <summary>Written by hand from the format's description: three images of 2×2, three labels.</summary>
    private static readonly byte[] s_images = [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255];
    private static readonly byte[] s_labels = [0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9];

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void Reads_plain_and_gzip_by_content(bool compressed)
    {
        using var folder = new TemporaryFolder();
        // Names that say nothing, or the opposite.
        string images = folder.Write("images", compressed ? Gzip(s_images) : s_images);
        string labels = folder.Write(compressed ? "labels" : "labels.gz", compressed ? Gzip(s_labels) : s_labels);

        var view = s_ml.Data.LoadFromIdx(images, labels);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Byte, 2, 2), view.Schema["Image"].Type);
        Assert.AreEqual(NumberDataViewType.Byte, view.Schema["Label"].Type);
        Assert.AreEqual(3L, view.GetRowCount());
        CollectionAssert.AreEqual(new[] { "1,2,3,4:7", "5,6,7,8:8", "9,10,11,255:9" }, Rows(view));
    }

    [TestMethod]
    [DataRow(0, 2, "7,8")]
    [DataRow(1, null, "8,9")]
    [DataRow(2, 1, "9")]
    [DataRow(3, null, "")]
    [DataRow(1, 0, "")]
    public void Takes_a_range_of_rows(int start, int? count, string expected)
    {
        using var folder = new TemporaryFolder();
        foreach (bool compressed in new[] { false, true })
        {
            string images = folder.Write("i", compressed ? Gzip(s_images) : s_images);
            string labels = folder.Write("l", compressed ? Gzip(s_labels) : s_labels);

            var view = s_ml.Data.LoadFromIdx(images, labels, start, count);

            Assert.AreEqual(expected, string.Join(',', view.GetColumn<byte>("Label")));
            string pixels = string.Join(',', view.GetColumn<byte[]>("Image").Select(image => image[0]));
            Assert.AreEqual(
                string.Join(',', expected.Split(',', StringSplitOptions.RemoveEmptyEntries)
                    .Select(label => ((int.Parse(label) - 7) * 4) + 1)), pixels);
        }
    }

    [TestMethod]
    public void Reads_images_or_labels_alone()
    {
        using var folder = new TemporaryFolder();

        var images = s_ml.Data.LoadFromIdx(folder.Write("i", s_images), imageColumnName: "Digit");
        var labels = s_ml.Data.LoadFromIdx(null, folder.Write("l", s_labels), labelColumnName: "Class");

        Assert.AreEqual("Digit", images.Schema.Single().Name);
        Assert.HasCount(3, images.GetColumn<byte[]>("Digit").ToArray());
        Assert.AreEqual("Class", labels.Schema.Single().Name);
        CollectionAssert.AreEqual(new byte[] { 7, 8, 9 }, labels.GetColumn<byte>("Class").ToArray());
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => s_ml.Data.LoadFromIdx(null)).Message, "images");
        Assert.ThrowsExactly<ArgumentException>(() => s_ml.Data.LoadFromIdx("i", "l", imageColumnName: "X", labelColumnName: "X"));
    }

    [TestMethod]
    public void Keeps_the_dimensions_of_flat_and_coloured_images()
    {
        using var folder = new TemporaryFolder();
        string colour = folder.File("colour.gz");
        IdxFile.WriteImages(colour, [1, 2, 3, 4, 5, 6], height: 1, width: 2, channels: 3);
        string flat = folder.Write("flat", 0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Byte, 1, 2, 3), s_ml.Data.LoadFromIdx(colour).Schema["Image"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Byte, 3), s_ml.Data.LoadFromIdx(flat).Schema["Image"].Type);
    }

    [TestMethod]
    public void The_writer_writes_what_the_format_says()
    {
        using var folder = new TemporaryFolder();
        string images = folder.File("i"), labels = folder.File("l"), compressed = folder.File("l.GZ");

        IdxFile.WriteImages(images, s_images.AsSpan(16), 2, 2);
        IdxFile.WriteLabels(labels, [7, 8, 9]);
        IdxFile.WriteLabels(compressed, [7, 8, 9]);

        CollectionAssert.AreEqual(s_images, File.ReadAllBytes(images));
        CollectionAssert.AreEqual(s_labels, File.ReadAllBytes(labels));
        using var unpacked = new MemoryStream();
        using (var gzip = new GZipStream(File.OpenRead(compressed), CompressionMode.Decompress))
            gzip.CopyTo(unpacked);
        CollectionAssert.AreEqual(s_labels, unpacked.ToArray());
        Assert.ThrowsExactly<ArgumentException>(() => IdxFile.WriteImages(images, [1, 2, 3], 2, 2));
    }

    [TestMethod]
    public void A_missing_file_is_named()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("absent.gz");

        var fault = Assert.ThrowsExactly<FileNotFoundException>(() => s_ml.Data.LoadFromIdx(path));

        Assert.AreEqual(path, fault.FileName);
        StringAssert.Contains(fault.Message, path);
    }

    [TestMethod]
    [DataRow("", "empty")]
    [DataRow("000008", "000008")]
    [DataRow("89504E470D0A", "89504E47")]
    [DataRow("00000703", "00000703")]
    [DataRow("00000D030000000100000001000000013F800000", "Single")]
    [DataRow("00000801" + "00000001" + "05", "swapped")]
    [DataRow("00000805" + "0000000100000001000000010000000100000001" + "05", "5 dimension")]
    [DataRow("00000803" + "00000001", "header of 16 bytes ends after 8")]
    [DataRow("00000803" + "000000010000000200000000", "dimension 2 is 0")]
    [DataRow("00000803" + "00000001FFFFFFFF00000001", "dimension 1 is 4,294,967,295")]
    [DataRow("00000804" + "7FFFFFFF7FFFFFFF7FFFFFFF7FFFFFFF", "damaged header")]
    [DataRow("00000803" + "7FFFFFFF0000FFFF00000001", "cut short")]
    [DataRow("00000803" + "000000020000000200000002" + "01020304050607", "announces 8 bytes (2×2×2), 7 are there")]
    [DataRow("00000803" + "000000010000000200000002" + "0102030405", "1 bytes after the 4")]
    public void A_file_that_is_not_what_it_should_be_is_refused_by_name(string hex, string expected)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("foreign", Convert.FromHexString(hex));

        var fault = Assert.ThrowsExactly<InvalidDataException>(() => s_ml.Data.LoadFromIdx(path));

        StringAssert.Contains(fault.Message, path);
        StringAssert.Contains(fault.Message, expected);
    }

    [TestMethod]
    [DataRow("00000803" + "000000020000000200000002" + "01020304050607", "announces 8 bytes (2×2×2), 7 are there")]
    [DataRow("00000803" + "000000010000000200000002" + "0102030405", "after the 4")]
    [DataRow("00000803" + "7FFFFFFF0000FFFF00000001", "more than")]
    [DataRow("89504E470D0A", "89504E47")]
    public void So_is_one_inside_gzip(string hex, string expected)
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("foreign", Gzip(Convert.FromHexString(hex)));

        foreach (int? count in new int?[] { null, 0 })
        {
            var fault = Assert.ThrowsExactly<InvalidDataException>(() => s_ml.Data.LoadFromIdx(path, count: count));
            StringAssert.Contains(fault.Message, path);
            StringAssert.Contains(fault.Message, expected);
        }
    }

    [TestMethod]
    public void A_gzip_of_several_parts_is_read_whole()
    {
        using var folder = new TemporaryFolder();
        string images = folder.Write("images.gz", [.. Gzip(s_images[..9]), .. Gzip([]), .. Gzip(s_images[9..])]);
        string plain = folder.Write("images", s_images);

        byte[] Pixels(string path) => [.. new MLContext().Data.LoadFromIdx(path).GetColumn<byte[]>("Image").SelectMany(row => row)];

        CollectionAssert.AreEqual(Pixels(plain), Pixels(images));
    }

    [TestMethod]
    public void A_damaged_gzip_is_refused_by_name_wherever_it_is_cut_or_altered()
    {
        using var folder = new TemporaryFolder();
        byte[] pixels = new byte[4000];
        new Random(3).NextBytes(pixels);
        IdxFile.WriteImages(folder.File("good.gz"), pixels, 10, 10);
        byte[] good = File.ReadAllBytes(folder.File("good.gz"));

        foreach (int length in new[] { 2, 5, 12, 40, good.Length / 2, good.Length - 9 })
            AssertRefused(folder.Write("cut.gz", good[..length]));

        byte[] altered = [.. good];
        altered[good.Length / 2] ^= 0x40;
        AssertRefused(folder.Write("altered.gz", altered));

        static void AssertRefused(string path)
        {
            var fault = Assert.ThrowsExactly<InvalidDataException>(() => s_ml.Data.LoadFromIdx(path));
            StringAssert.Contains(fault.Message, path);
        }
    }

    [TestMethod]
    public void Images_and_labels_of_different_length_are_refused()
    {
        using var folder = new TemporaryFolder();
        string images = folder.Write("i", s_images), labels = folder.Write("l", 0, 0, 8, 1, 0, 0, 0, 2, 7, 8);

        var fault = Assert.ThrowsExactly<ArgumentException>(() => s_ml.Data.LoadFromIdx(images, labels));

        StringAssert.Contains(fault.Message, $"'{images}' has 3 rows");
        StringAssert.Contains(fault.Message, $"'{labels}' has 2");
        Assert.ThrowsExactly<ArgumentException>(() => s_ml.Data.LoadFromIdx(images, labels, count: 1),
            "Even where both have the rows asked for.");
    }

    [TestMethod]
    [DataRow(4, null, "start")]
    [DataRow(-1, null, "start")]
    [DataRow(0, 4, "count")]
    [DataRow(2, 2, "count")]
    [DataRow(2, int.MaxValue, "count")]
    [DataRow(0, -1, "count")]
    public void A_range_outside_the_rows_is_refused(int start, int? count, string parameter)
    {
        using var folder = new TemporaryFolder();
        string images = folder.Write("i", s_images);

        var fault = Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => s_ml.Data.LoadFromIdx(images, start: start, count: count));

        Assert.AreEqual(parameter, fault.ParamName);
    }

    [TestMethod]
    public void Reads_MNIST()
    {
        string images = SharedData.PathOf("mnist", "t10k-images-idx3-ubyte.gz");
        string labels = SharedData.PathOf("mnist", "t10k-labels-idx1-ubyte.gz");

        var view = s_ml.Data.LoadFromIdx(images, labels);

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Byte, 28, 28), view.Schema["Image"].Type);
        Assert.AreEqual(10_000L, view.GetRowCount());
        // The class counts that are published for the test set.
        CollectionAssert.AreEqual(
            new[] { 980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009 },
            view.GetColumn<byte>("Label").CountBy(label => label).OrderBy(pair => pair.Key).Select(pair => pair.Value).ToArray());
        CollectionAssert.AreEqual(new byte[] { 7, 2, 1, 0, 4 }, view.GetColumn<byte>("Label").Take(5).ToArray());
        // 0.1325 is the mean of the test images, on a scale to 1.
        Assert.AreEqual(0.1325, view.GetColumn<byte[]>("Image").Average(image => image.Average(pixel => pixel / 255.0)), 5e-4);
    }

    private static byte[] Gzip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest))
            gzip.Write(content);
        return stream.ToArray();
    }

    private static string[] Rows(IDataView view)
        => [.. view.GetColumn<byte[]>("Image").Zip(view.GetColumn<byte>("Label"), (image, label) => $"{string.Join(',', image)}:{label}")];
}
