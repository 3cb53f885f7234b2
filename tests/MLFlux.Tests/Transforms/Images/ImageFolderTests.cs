using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Transforms.Images;

[TestClass]
public sealed class ImageFolderTests
{
    private static readonly MLContext s_ml = new(seed: 1);

    [TestMethod]
    public void Lists_classes_and_files_in_order_and_says_what_it_left_out()
    {
        using var folder = new TemporaryFolder();
        foreach (string name in new[] { "b", "a", "B", "empty", Path.Combine("a", "inner"), ".cache" })
            Directory.CreateDirectory(folder.File(name));
        foreach (string name in new[] { "b/2.png", "b/10.JPG", "a/x.webp", "B/y.jpeg" })
            folder.Write(name, 1);
        folder.Write("b/notes.txt", 1);
        folder.Write("b/none.png");
        folder.Write("b/.hidden.png", 1);
        folder.Write("stray.png", 1);
        var skipped = new List<SkippedImage>();

        IDataView images = s_ml.Data.LoadFromImageFolder(folder.File(""), skipped.Add);

        CollectionAssert.AreEqual(
            new[] { "B/y.jpeg", "a/x.webp", "b/10.JPG", "b/2.png" }.Select(name => Path.Combine(folder.File(""), name)).ToArray(),
            images.GetColumn<string>("ImagePath").ToArray());
        CollectionAssert.AreEqual(new[] { "B", "a", "b", "b" }, images.GetColumn<string>("Label").ToArray());
        CollectionAssert.AreEqual(
            new[] { ".cache", "a/inner", "b/.hidden.png", "b/none.png", "b/notes.txt", "empty", "stray.png" }
                .Select(name => Path.Combine(folder.File(""), name)).ToArray(),
            skipped.Select(s => s.Source).ToArray());
    }

    [TestMethod]
    public void A_folder_without_images_is_an_error_that_says_what_was_expected()
    {
        using var folder = new TemporaryFolder();
        folder.Write("picture.png", 1);

        var fault = Assert.ThrowsExactly<InvalidOperationException>(() => s_ml.Data.LoadFromImageFolder(folder.File("")));

        StringAssert.Contains(fault.Message, "a folder for each class");
        StringAssert.Contains(fault.Message, "picture.png");
        Assert.ThrowsExactly<DirectoryNotFoundException>(() => s_ml.Data.LoadFromImageFolder(folder.File("nowhere")));
    }
}
