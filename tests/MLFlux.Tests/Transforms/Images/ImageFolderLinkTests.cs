using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Transforms.Images;

/// <summary>
/// Links that lead in a circle, to nothing or elsewhere, and what may not be read: listing and fingerprint end, and name it.
/// </summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class ImageFolderLinkTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void A_loop_of_links_ends_the_listing_and_the_fingerprint_nowhere()
    {
        using var folder = new TemporaryFolder();
        MakeClasses(folder);
        string before = DataFingerprint.Of(folder.File(""));
        Directory.CreateSymbolicLink(folder.File("a/up"), folder.File(""));
        Directory.CreateSymbolicLink(folder.File("round"), folder.File(""));
        Directory.CreateSymbolicLink(folder.File("above"), folder.File(".."));
        Directory.CreateSymbolicLink(folder.File("0 again"), folder.File("a"));
        Directory.CreateSymbolicLink(folder.File("itself"), folder.File("itself"));
        File.CreateSymbolicLink(folder.File("a/itself.png"), folder.File("a/itself.png"));

        (string[] names, string[] skipped) = List(folder);

        CollectionAssert.AreEqual(new[] { "a/1.png", "b/2.png" }, names);
        CollectionAssert.AreEquivalent(new[] { "0 again", "a/itself.png", "a/up", "above", "itself", "round" }, skipped);
        Assert.AreEqual(before, DataFingerprint.Of(folder.File("")));
    }

    [TestMethod]
    public void Links_to_files_and_folders_elsewhere_are_followed_once()
    {
        using var folder = new TemporaryFolder();
        using var elsewhere = new TemporaryFolder();
        MakeClasses(folder);
        elsewhere.Write("3.png", 3);
        Directory.CreateSymbolicLink(elsewhere.File("back"), folder.File(""));
        Directory.CreateSymbolicLink(folder.File("c"), elsewhere.File(""));
        Directory.CreateSymbolicLink(folder.File("d"), elsewhere.File(""));
        File.CreateSymbolicLink(folder.File("b/linked.png"), elsewhere.File("3.png"));
        string linked = DataFingerprint.Of(folder.File(""));

        (string[] names, string[] skipped) = List(folder);

        CollectionAssert.AreEqual(new[] { "a/1.png", "b/2.png", "b/linked.png", "c/3.png" }, names);
        CollectionAssert.AreEqual(new[] { "c/back", "d" }, skipped);
        using var copied = new TemporaryFolder();
        MakeClasses(copied);
        Directory.CreateDirectory(copied.File("c"));
        copied.Write("c/3.png", 3);
        copied.Write("b/linked.png", 3);
        Assert.AreEqual(DataFingerprint.Of(copied.File("")), linked);
    }

    [TestMethod]
    public void What_is_no_file_is_left_out_by_name()
    {
        using var folder = new TemporaryFolder();
        MakeClasses(folder);
        string before = DataFingerprint.Of(folder.File(""));
        File.CreateSymbolicLink(folder.File("a/nowhere.png"), folder.File("a/gone.png"));
        File.CreateSymbolicLink(folder.File("a/zero.png"), "/dev/zero");
        using (Process make = Process.Start("mkfifo", folder.File("b/pipe.png")))
            make.WaitForExit();

        (string[] names, string[] skipped) = List(folder);

        CollectionAssert.AreEqual(new[] { "a/1.png", "b/2.png" }, names);
        CollectionAssert.AreEqual(new[] { "a/nowhere.png", "a/zero.png", "b/pipe.png" }, skipped);
        Assert.AreEqual(before, DataFingerprint.Of(folder.File("")));
    }

    [TestMethod]
    public void A_folder_and_a_file_that_may_not_be_read_are_left_out_by_name()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        MakeClasses(folder);
        string before = DataFingerprint.Of(folder.File(""));
        Directory.CreateDirectory(folder.File("closed"));
        folder.Write("closed/3.png", 3);
        folder.Write("a/closed.png", 3);
        File.SetUnixFileMode(folder.File("closed"), UnixFileMode.None);
        File.SetUnixFileMode(folder.File("a/closed.png"), UnixFileMode.None);
        try
        {
            if (CanList(folder.File("closed")))
                Assert.Inconclusive("Whoever runs this test may read everything.");

            (string[] names, string[] skipped) = List(folder);

            CollectionAssert.AreEqual(new[] { "a/1.png", "b/2.png" }, names);
            CollectionAssert.AreEqual(new[] { "a/closed.png", "closed" }, skipped);
            Assert.AreNotEqual(before, DataFingerprint.Of(folder.File("")));
        }
        finally
        {
            File.SetUnixFileMode(folder.File("closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static bool CanList(string folder)
    {
        try
        {
            return Directory.GetFiles(folder).Length > 0;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void MakeClasses(TemporaryFolder folder)
    {
        Directory.CreateDirectory(folder.File("a"));
        Directory.CreateDirectory(folder.File("b"));
        folder.Write("a/1.png", 1);
        folder.Write("b/2.png", 2);
    }

    private static (string[] Names, string[] Skipped) List(TemporaryFolder folder)
    {
        var skipped = new List<SkippedImage>();
        IDataView images = s_ml.Data.LoadFromImageFolder(folder.File(""), skipped.Add);
        return (
            [.. images.GetColumn<string>("ImagePath").Select(path => Path.GetRelativePath(folder.File(""), path))],
            [.. skipped.Select(image => Path.GetRelativePath(folder.File(""), image.Source))]);
    }
}
