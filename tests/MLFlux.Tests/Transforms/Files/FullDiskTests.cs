using System.Text;
using System.Xml;
using MLFlux.Files;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Transforms;

/// <summary>A full disk ended in whatever the writer made of it: "The Writer is closed or in error state.", or nothing at all.</summary>
[TestClass]
public sealed class FullDiskTests
{
    private const int DiskFull = 28;

    private static readonly Dictionary<string, Action<Stream>> s_writers = new()
    {
        ["by itself"] = stream => stream.Write(new byte[100_000]),
        ["at the end"] = stream => stream.WriteByte(1),
        ["an XML writer, which has an error of its own"] = stream =>
        {
            using XmlWriter writer = XmlWriter.Create(stream);
            writer.WriteStartElement("a");
            for (int i = 0; i < 10_000; i++)
                writer.WriteElementString("b", "many bytes");
            writer.WriteEndElement();
        },
        ["one that swallows the fault"] = stream =>
        {
            try
            {
                stream.Write(Encoding.UTF8.GetBytes(new string('a', 100_000)));
            }
            catch (IOException)
            {
            }
        },
    };

    public static IEnumerable<object[]> Writers => s_writers.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(Writers))]
    public void The_disk_is_said_to_be_full(string writer)
    {
        if (!OperatingSystem.IsLinux() || !File.Exists("/dev/full"))
            Assert.Inconclusive("There is no /dev/full.");

        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var watched = new WatchedStream(full);

        Assert.Throws<Exception>(() =>
        {
            s_writers[writer](watched);
            watched.FlushToDisk();
            throw new InvalidOperationException("All went well.");
        });

        Assert.AreEqual(DiskFull, watched.Fault?.HResult);
    }

    [TestMethod]
    [DynamicData(nameof(Writers))]
    public void The_path_is_named_and_an_older_file_stays(string writer)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", 1);

        var fault = Assert.ThrowsExactly<IOException>(() => AtomicFile.Write(file, stream =>
        {
            s_writers[writer](stream);
            throw new IOException("No space left on device", DiskFullHere);
        }));

        Assert.AreEqual($"'{file}' cannot be written: the disk is full. Free some space on it, or write to another.", fault.Message);
        CollectionAssert.AreEqual(new byte[] { 1 }, File.ReadAllBytes(file));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [TestMethod]
    public void Images_that_could_not_be_written_whole_leave_the_older_ones()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("images.idx");
        IdxFile.WriteImages(file, [1, 2, 3, 4], 2, 2);
        byte[] before = File.ReadAllBytes(file);

        using (File.Open(file, FileMode.Open, FileAccess.Read, FileShare.Read))
            IdxFile.WriteImages(file, [5, 6, 7, 8], 2, 2); // Beside the old one, which a reader still has.

        CollectionAssert.AreEqual((byte[])[.. before[..^4], 5, 6, 7, 8], File.ReadAllBytes(file));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    private static int DiskFullHere => OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : DiskFull;
}
