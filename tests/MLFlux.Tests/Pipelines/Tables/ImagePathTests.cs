using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines;

/// <summary>Paths of images in a table were looked for from the working folder alone.</summary>
[TestClass]
public sealed class ImagePathTests
{
    [TestMethod]
    public void Paths_of_images_that_are_beside_the_table_are_those_and_all_else_stays()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("photos"));
        File.WriteAllBytes(folder.File("photos/here.png"), [1]);
        string rooted = folder.File("photos/here.png"), path = folder.File("table.csv");
        File.WriteAllText(path, $"photo,note,size\nphotos/here.png,a note.,1\nphotos/gone.png,photos/here.txt,2\n{rooted},,3\n");
        var ml = new MLContext(seed: 1);

        foreach (IDataView rows in new[] { ml.Data.LoadTable(path), ml.Data.InferTable(path).Load(path) })
        {
            string[] photos = [.. rows.GetColumn<string>("photo")];
            CollectionAssert.AreEqual(new[] { rooted, "photos/gone.png", rooted }, photos.Select(Path.GetFullPath).Select((full, i) =>
                i == 1 ? photos[1] : full).ToArray());
            CollectionAssert.AreEqual(new[] { "a note.", "photos/here.txt", "" }, rows.GetColumn<string>("note").ToArray());
            CollectionAssert.AreEqual(new[] { 1f, 2, 3 }, rows.GetColumn<float>("size").ToArray());
        }
    }
}
