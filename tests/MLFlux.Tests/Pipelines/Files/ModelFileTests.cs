using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Support;

namespace MLFlux.Tests.Pipelines.Files;

[TestClass]
public sealed class ModelFileTests
{
    private static readonly string[] s_modelOnly = ["model.zip"];

    [TestMethod]
    public void A_saved_model_is_loaded_by_MLNET()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable([new Row { X = 3 }, new Row { X = 4 }]);
        ITransformer model = ml.Transforms.CopyColumns("Y", "X").Fit(data);

        ml.Model.SaveAtomically(model, data.Schema, folder.File(Path.Combine("new", "model.zip")));

        ITransformer loaded = new MLContext().Model.Load(folder.File(Path.Combine("new", "model.zip")), out DataViewSchema schema);
        CollectionAssert.AreEqual(new float[] { 3, 4 }, loaded.Transform(data).GetColumn<float>("Y").ToArray());
        Assert.AreEqual("X", schema.Single().Name);
        CollectionAssert.AreEqual(s_modelOnly, Names(folder));
    }

    [TestMethod]
    public void A_save_that_fails_leaves_the_older_file_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("model.zip"), "the older model");
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable([new Row { X = 3 }]);
        ITransformer unsavable = ml.Transforms.CustomMapping<Row, Row>((from, to) => to.X = from.X, contractName: null).Fit(data);

        Assert.Throws<Exception>(() => ml.Model.SaveAtomically(unsavable, data.Schema, folder.File("model.zip")));

        Assert.AreEqual("the older model", File.ReadAllText(folder.File("model.zip")));
        CollectionAssert.AreEqual(s_modelOnly, Names(folder));
    }

    [TestMethod]
    public void What_killed_saves_left_is_deleted_by_a_later_one_and_nothing_else()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext();
        IDataView data = ml.Data.LoadFromEnumerable([new Row { X = 3 }]);
        ITransformer model = ml.Transforms.CopyColumns("Y", "X").Fit(data);
        string left = $"model.zip.{Guid.NewGuid():N}.tmp", fresh = $"model.zip.{Guid.NewGuid():N}.tmp", open =
            $"model.zip.{Guid.NewGuid():N}.tmp";
        string[] others = [fresh, open, $"other.zip.{Guid.NewGuid():N}.tmp", "model.zip.tmp", "model.zip.1.tmp"];
        foreach (string name in others.Append(left))
            File.SetLastWriteTimeUtc(folder.Write(name, 1), DateTime.UtcNow.AddHours(name == fresh ? -0.9 : -2));

        using (File.Open(folder.File(open), FileMode.Open, FileAccess.ReadWrite, FileShare.Read))
            ml.Model.SaveAtomically(model, data.Schema, folder.File("model.zip"));

        CollectionAssert.AreEqual(others.Append("model.zip").Order().ToArray(), Names(folder));
    }

    private static string[] Names(TemporaryFolder folder) =>
        [.. Directory.GetFiles(folder.File(""), "*", SearchOption.AllDirectories).Select(file => Path.GetFileName(file)).Order()];

    private sealed class Row
    {
        public float X { get; set; }
    }
}
