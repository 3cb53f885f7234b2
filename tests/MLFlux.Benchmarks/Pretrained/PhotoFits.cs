using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Benchmarks.Pretrained;

/// <summary>
/// Fits of the ready pipeline over ResNet-18 on photographs, with their held-out accuracy and the minutes that they take, as means over
/// seeds.
/// </summary>
internal sealed class PhotoFits
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly IDataView _train;
    private readonly IDataView _test;
    private readonly IDataView _files;
    private readonly GraphLayer _body;

    /// <param name="folder">The folder of data.</param>
    /// <param name="rows">How many images of each kind to train on.</param>
    /// <param name="testRows">How many others of each to hold out.</param>
    /// <param name="size">The width and height that images are brought to.</param>
    public PhotoFits(string folder, int rows, int testRows, int size)
    {
        _files = Photos.Files(_ml, folder, "train", rows);
        _train = _ml.Data.Cache(Photos.Load(_ml, folder, "train", rows, size));
        _test = _ml.Data.Cache(Photos.Load(_ml, folder, "test", testRows, size));
        _body = Backbones.ResNet18(size);
    }

    /// <summary>As the pipeline is by itself: the output alone learns.</summary>
    public (double Accuracy, double Minutes) Head(int seeds) => Mean(learnsLastBlock: false, seeds);

    /// <summary>The last block learns, too.</summary>
    public (double Accuracy, double Minutes) LastBlock(int seeds) => Mean(learnsLastBlock: true, seeds);

    private (double Accuracy, double Minutes) Mean(bool learnsLastBlock, int seeds)
    {
        ReadyPipeline pipeline = _ml.Pipelines().Image(
            _files, _body, nameof(Photo.Path), nameof(Photo.Kind), new ReadyImageOptions { LearnsLastBlock = learnsLastBlock });
        double accuracy = 0, minutes = 0;
        for (int seed = 1; seed <= seeds; seed++)
        {
            long start = Stopwatch.GetTimestamp();
            using NeuralNetworkTransformer model = _ml.MulticlassClassification.Trainers.NeuralNetwork(
                pipeline.Network, pipeline.Training with { Seed = seed, LabelColumnName = "Label" }).Fit(_train);
            minutes += Stopwatch.GetElapsedTime(start).TotalMinutes / seeds;
            accuracy += _ml.MulticlassClassification.Evaluate(model.Transform(_test)).MicroAccuracy / seeds;
        }

        return (accuracy, minutes);
    }
}
