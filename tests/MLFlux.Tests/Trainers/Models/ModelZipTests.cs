using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MLFlux.Tests.Estimators;
using MLFlux.Tests.Support;
using static MLFlux.Activation;
using static MLFlux.Layers;

namespace MLFlux.Tests.Models;

/// <summary>A saved model is readable, complete, and scores as before.</summary>
[TestClass]
public sealed class ModelZipTests
{
    private static readonly Example[] s_rows = Examples.Make(30);

    [TestMethod]
    public void Loaded_models_of_all_tasks_are_the_same_in_every_part()
    {
        Layer network = Chain(Dense(4, LeakyRelu(0.2)), BatchNorm(), Dropout(0.2), Output());
        NeuralNetworkOptions options = Fits.FullBatch(3) with { ValidationFraction = 0.3, EarlyStopping = new EarlyStopping(2) };
        foreach (NeuralNetworkTransformer fitted in new[]
        {
            Fits.Multiclass(network, options, s_rows),
            Fits.Binary(network, options, s_rows),
            Fits.Regression(network, options, s_rows),
            Fits.Regression(network, options, s_rows, nameof(Example.Amounts)),
        })
        {
            var loaded = (NeuralNetworkTransformer)ModelZip.Load(ModelZip.Save(fitted));

            Assert.AreEqual(fitted.Model.Network, loaded.Model.Network);
            Assert.AreEqual(fitted.Model.Task, loaded.Model.Task);
            Assert.AreEqual(fitted.Model.InputShape, loaded.Model.InputShape);
            Assert.AreEqual(fitted.Model.Training with { Options = null }, loaded.Model.Training with { Options = null });
            CollectionAssert.AreEquivalent(fitted.Model.Training.Options!.ToArray(), loaded.Model.Training.Options!.ToArray());
            Assert.AreEqual(fitted.Model.ToString(), loaded.Model.ToString());
            Assert.AreEqual(fitted.FeatureColumnName, loaded.FeatureColumnName);
            CollectionAssert.AreEqual(fitted.Model.History.Epochs.ToArray(), loaded.Model.History.Epochs.ToArray());
            Assert.AreEqual(fitted.Model.History with { Epochs = [] }, loaded.Model.History with { Epochs = [] });
            CollectionAssert.AreEqual(fitted.Model.Weights.Select(w => w.ToString())
                .ToArray(), loaded.Model.Weights.Select(w => w.ToString()).ToArray());
            Weights.AssertSame(fitted, loaded);
            IDataView data = Examples.View(new MLContext(), s_rows);
            ViewComparison.AssertSameValues(fitted.Transform(data), loaded.Transform(data));
            loaded.Dispose();
            fitted.Dispose();
        }
    }

    [TestMethod]
    public void The_zip_holds_a_readable_network_its_weights_and_its_history()
    {
        using NeuralNetworkTransformer fitted = Fits.Multiclass(Chain(Dense(4, Relu), Output(), Softmax()), Fits.FullBatch(2), s_rows);
        byte[] zip = ModelZip.Save(fitted);

        using JsonDocument network = JsonDocument.Parse(ModelZip.Read(zip, "Network.json"));
        Assert.AreEqual(1, network.RootElement.GetProperty("format").GetInt32());
        Assert.AreEqual(
            Chain(Dense(4, Relu), Dense(3), Softmax()), NetworkJson.Read(network.RootElement.GetProperty("network").GetRawText()));
        using JsonDocument history = JsonDocument.Parse(ModelZip.Read(zip, "History.json"));
        Assert.AreEqual(2, history.RootElement.GetProperty("epochs").GetArrayLength());
        IReadOnlyList<NetworkWeight> weights =
            MLFlux.Models.Safetensors.Read(new MemoryStream(ModelZip.Read(zip, "Weights.safetensors")),
                ModelZip.Read(zip, "Weights.safetensors").Length);
        CollectionAssert.AreEqual(new[] { "0.weight 4×3", "0.bias 4", "1.weight 3×4", "1.bias 3" }, weights.Select(w => w.ToString())
            .ToArray());
    }

    [TestMethod]
    public void A_history_with_losses_that_are_not_numbers_is_saved()
    {
        // Validation rows so far out that their loss overflows.
        var ml = new MLContext(seed: 1);
        Example[] far = [.. Examples.Make(5).Select(row => new Example { Features = [1e30f, 1e30f, 1e30f], Amount = row.Amount })];
        using NeuralNetworkTransformer fitted = ml.Regression.Trainers
            .NeuralNetwork(Output(), Fits.FullBatch(2, 0.1) with { LabelColumnName = nameof(Example.Amount) })
            .Fit(Examples.View(ml, s_rows), Examples.View(ml, far));

        var loaded = (NeuralNetworkTransformer)ModelZip.Load(ModelZip.Save(fitted));

        Assert.IsFalse(double.IsFinite(loaded.Model.History.Epochs[0].ValidationLoss!.Value));
        Assert.AreEqual(1, loaded.Model.History.BestEpoch);
    }

    [TestMethod]
    public void A_model_is_saved_and_loaded_with_its_data_loader()
    {
        using var folder = new TemporaryFolder();
        var ml = new MLContext(seed: 1);
        File.WriteAllLines(folder.File("rows.csv"), ["0.5,1,0,true", "0.1,0,1,false", "0.7,1,0,true", "0.2,0,0,false"]);
        TextLoader loader = ml.Data.CreateTextLoader(
            [new TextLoader.Column("Features", DataKind.Single, 0, 2), new TextLoader.Column("Yes", DataKind.Boolean, 3)], ',');
        IDataView data = loader.Load(folder.File("rows.csv"));
        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers
            .NeuralNetwork(Output(), Fits.FullBatch(2) with { LabelColumnName = "Yes" }).Fit(data);

        ml.Model.Save(fitted, loader, folder.File("model.zip"));
        ITransformer loaded = new MLContext().Model.LoadWithDataLoader(folder.File("model.zip"),
            out IDataLoader<IMultiStreamSource> reader);
        IDataView scored = loaded.Transform(reader.Load(new MultiFileSource(folder.File("rows.csv"))));

        ViewComparison.AssertSameValues(fitted.Transform(data), scored);
    }

    [TestMethod]
    public void A_view_saved_by_itself_scores_as_its_transformer()
    {
        var ml = new MLContext(seed: 1);
        IDataView data = Examples.View(ml, s_rows);
        using NeuralNetworkTransformer fitted = Fits.Binary(Output(), Fits.FullBatch(2), s_rows);
        IDataView view = fitted.Transform(data);
        using var stream = new MemoryStream();
        using (var repository = RepositoryWriter.CreateNew(stream))
        {
            ModelSaveContext.SaveModel(repository, view, "View");
            repository.Commit();
        }

        using var reader = RepositoryReader.Open(stream);
        ModelLoadContext.LoadModel<IDataTransform, SignatureLoadDataTransform>(new MLContext(), out IDataTransform loaded, reader, "View",
            data);

        ViewComparison.AssertSameValues(view, loaded);
    }
}
