using MLFlux.Files;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Transforms;

/// <summary>Files that are written whole or not at all.</summary>
[TestClass]
public sealed class AtomicFileTests
{
    [TestMethod]
    public void What_a_link_leads_to_is_written_and_the_link_stays()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", 1), link = folder.File("link");
        File.CreateSymbolicLink(link, file);

        AtomicFile.Write(link, stream => stream.Write([2, 3]));

        Assert.AreEqual(file, File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName);
        CollectionAssert.AreEqual(new byte[] { 2, 3 }, File.ReadAllBytes(file));
    }

    [TestMethod]
    public void A_device_is_not_replaced_by_a_file()
    {
        if (OperatingSystem.IsWindows())
            Assert.Inconclusive("There are no devices among the files of Windows.");

        var fault = Assert.ThrowsExactly<IOException>(() => AtomicFile.Write("/dev/mlflux-test", stream => stream.Write([1])));

        StringAssert.Contains(fault.Message, "'/dev/mlflux-test' is a device");
    }

    [TestMethod]
    public void A_failure_leaves_the_old_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", 1);

        Assert.ThrowsExactly<InvalidDataException>(() => AtomicFile.Write(file, stream =>
        {
            stream.WriteByte(2);
            throw new InvalidDataException();
        }));

        CollectionAssert.AreEqual(new byte[] { 1 }, File.ReadAllBytes(file));
        Assert.HasCount(1, Directory.GetFiles(Path.GetDirectoryName(file)!));
    }
}
