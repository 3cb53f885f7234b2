using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Tests.Construction;
using MLFlux.Tests.Support;
using MLFlux.Tests.Training;
using static MLFlux.Layers;

namespace MLFlux.Tests.Models;

/// <summary>
/// Whatever the vocabulary has trains in a pipeline, and is the same after saving and loading; the rows are those of the contracts.
/// </summary>
[TestClass]
public sealed class SavedVocabularyTests
{
    private const int Rows = 12;

    private static readonly Example[] s_rows = Examples.Make(Rows);
    private static readonly NeuralNetworkOptions s_options =
        new() { Epochs = 2, BatchSize = 6, Seed = 3, Optimizer = Optimizers.Sgd(0.01) };

    private static IEnumerable<object[]> AllActivations => Wrap(ActivationContractTests.All.Values);

    private static IEnumerable<object[]> AllInitializers => Wrap(InitializerContractTests.Listed);

    private static IEnumerable<object[]> AllLosses => Wrap(LossContractTests.Listed);

    private static IEnumerable<object[]> AllOptimizers => Wrap(OptimizerContractTests.Listed);

    private static IEnumerable<object[]> AllSchedules => Wrap(ScheduleContractTests.Listed);

    [TestMethod]
    [DynamicData(nameof(LayerCases.Rows), typeof(LayerCases))]
    public void A_layer(int row)
    {
        LayerCase layer = LayerCases.All[row];
        if (layer.Layer.OutputsTail is not null)
            return; // Heads end a network, and are saved with the trainer of heads: OutputsScoringTests.

        Layer network = layer.Output.Rank == 1 ? Chain(layer.Layer, Output())
            : layer.Layer.PaddedAxis(layer.Input, padded: null) is null ? Chain(layer.Layer, Flatten(), Output())
            : Chain(layer.Layer, Permute(1, 0), GlobalMaxPool(), Flatten(), Output());
        using TorchSharp.torch.Tensor batch = layer.Batch(seed: 2, Rows);
        float[][] features = [.. batch.ToDoubles().Select(value => (float)value).Chunk(layer.Input.Size)];
        var ml = new MLContext(seed: 1);
        IDataView data = layer.Layer.InputsHead is { } head ? Columns(ml, head, features) : Features(ml, layer.Input, features);

        using NeuralNetworkTransformer fitted = ml.BinaryClassification.Trainers
            .NeuralNetwork(network, s_options with { LabelColumnName = nameof(Example.Yes) }).Fit(data);
        using NeuralNetworkTransformer loaded = Reload(fitted, data.Schema);

        Assert.AreEqual(network.WithOutputWidth(1), loaded.Model.Network);
        float[] scores = [.. fitted.Transform(data).GetColumn<float>("Score")];
        Assert.IsTrue(scores.Distinct().Count() > 1, "A network that says the same of all rows proves nothing.");
        CollectionAssert.AreEqual(scores, loaded.Transform(data).GetColumn<float>("Score").ToArray());
    }

    private static IDataView Features(MLContext ml, Shape shape, float[][] features)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Example));
        schema[nameof(Example.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, shape.ToArray());
        return ml.Data.LoadFromEnumerable(
            s_rows.Zip(features, (example, values) => new Example { Features = values, Yes = example.Yes }), schema);
    }

    /// <summary>The same values cut into two columns.</summary>
    private static IDataView Columns(MLContext ml, InputsLayer head, float[][] features)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(TwoColumns));
        foreach ((string member, int place) in new[] { (nameof(TwoColumns.First), 0), (nameof(TwoColumns.Second), 1) })
        {
            schema[member].ColumnType = new VectorDataViewType(NumberDataViewType.Single, head.Shapes[place].ToArray());
            schema[member].ColumnName = head.Columns[place]; // Under which it is found from now on.
        }

        int cut = head.Shapes[0].Size;
        return ml.Data.LoadFromEnumerable(s_rows.Zip(features, (example, values) =>
            new TwoColumns { First = values[..cut], Second = values[cut..], Yes = example.Yes }), schema);
    }

    private sealed class TwoColumns
    {
        public float[] First { get; set; } = [];

        public float[] Second { get; set; } = [];

        public bool Yes { get; set; }
    }

    [TestMethod]
    [DynamicData(nameof(AllActivations))]
    public void An_activation(Activation activation) => ScoresTheSame(Chain(Dense(4, activation), Output()));

    [TestMethod]
    [DynamicData(nameof(AllInitializers))]
    public void An_initialiser(Initializer initializer) =>
    ScoresTheSame(Chain(Dense(4, Activation.Tanh, initializer: initializer), Output()));

    [TestMethod]
    [DynamicData(nameof(AllLosses))]
    public void A_loss(Loss loss)
    {
        // Some losses are for numbers above zero.
        Example[] positive = [.. s_rows.Select(row => new Example { Features = row.Features, Amount = Math.Abs(row.Amount) + 1 })];
        NeuralNetworkTransformer? fitted = null;
        foreach (Func<NeuralNetworkTransformer> fit in (Func<NeuralNetworkTransformer>[])
            [
                () => Fits.Multiclass(Chain(Dense(5), Output(), Softmax()), s_options with { Loss = loss }, s_rows),
                () => Fits.Binary(Examples.Hidden, s_options with { Loss = loss }, s_rows),
                () => Fits.Regression(Chain(Dense(5), Output(Activation.Softplus)), s_options with { Loss = loss }, positive),
            ])
        {
            try
            {
                fitted = fit();
                break;
            }
            catch (ArgumentException fault) when (fault.Message.Contains(loss.ToString(), StringComparison.Ordinal))
            {
                // The loss is not for this task.
            }
        }

        Assert.IsNotNull(fitted, $"No task takes {loss}.");
        using NeuralNetworkTransformer loaded = Reload(fitted, null);
        Assert.AreEqual(loss, Losses.Parse(loaded.Model.Training.Loss));
        Weights.AssertSame(fitted, loaded);
        fitted.Dispose();
    }

    [TestMethod]
    [DynamicData(nameof(AllOptimizers))]
    public void An_optimizer_which_goes_on_from_the_file_as_from_memory(Optimizer optimizer)
    {
        NeuralNetworkOptions options = s_options with { Optimizer = optimizer };
        var ml = new MLContext(seed: 1);
        IDataView data = Examples.Keyed(ml, s_rows);
        NeuralNetworkTrainer trainer = ml.MulticlassClassification.Trainers.NeuralNetwork(Examples.Hidden, options);
        using NeuralNetworkTransformer fitted = trainer.Fit(data);

        using NeuralNetworkTransformer loaded = Reload(fitted, data.Schema);

        Assert.AreEqual(optimizer, Optimizers.Parse(loaded.Model.Training.Optimizer));
        using NeuralNetworkTransformer fromMemory = trainer.Fit(data, fitted.Model), fromFile = trainer.Fit(data, loaded.Model);
        Weights.AssertSame(fromMemory, fromFile);
        CollectionAssert.AreNotEqual(Weights.All(fitted), Weights.All(fromFile));
    }

    [TestMethod]
    [DynamicData(nameof(AllSchedules))]
    public void A_schedule(Schedule schedule)
    {
        using NeuralNetworkTransformer fitted =
            Fits.Multiclass(Examples.Hidden, s_options with { Schedule = schedule, Epochs = 12 }, s_rows);
        using NeuralNetworkTransformer loaded = Reload(fitted, null);
        Assert.AreEqual(schedule, Schedules.Parse(loaded.Model.Training.Schedule!));
        CollectionAssert.AreEqual(
            fitted.Model.History.Epochs.Select(epoch => epoch.LearningRate)
            .ToArray(), loaded.Model.History.Epochs.Select(epoch => epoch.LearningRate).ToArray());
    }

    private static void ScoresTheSame(Layer network)
    {
        using NeuralNetworkTransformer fitted = Fits.Multiclass(network, s_options, s_rows);
        using NeuralNetworkTransformer loaded = Reload(fitted, null);
        Assert.AreEqual(fitted.Model.Network, loaded.Model.Network);
        CollectionAssert.AreEqual(
            Fits.Vectors(fitted, s_rows).SelectMany(row => row).ToArray(), Fits.Vectors(loaded, s_rows).SelectMany(row => row).ToArray());
    }

    private static NeuralNetworkTransformer Reload(NeuralNetworkTransformer fitted, DataViewSchema? schema)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(fitted, schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out _);
        return loaded as NeuralNetworkTransformer ?? ((TransformerChain<ITransformer>)loaded).OfType<NeuralNetworkTransformer>().Single();
    }

    private static IEnumerable<object[]> Wrap(IEnumerable<object> items) => items.Select(item => new[] { item });
}
