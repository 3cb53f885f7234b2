using Microsoft.ML;
using MLFlux;

namespace MLFluxApp._1;

/// <summary>A model of a folder of images, and what it is worth on images that it has not seen.</summary>
public sealed record ImageTraining(ITransformer Model, string Code, IReadOnlyList<Metric> Metrics)
{
    /// <summary>Trains on four fifths of the images, tries the others, and saves the model with its card.</summary>
    public static ImageTraining Run(MLContext ml, string folder, string modelPath)
    {
        IDataView images = ml.Data.LoadFromImageFolder(folder); // ImagePath, and the folder's name as Label
        var split = ml.Data.TrainTestSplit(images, testFraction: 0.2);
        ReadyPipeline ready = ml.Pipelines().Image(split.TrainSet, "ImagePath", "Label");
        ITransformer model = ready.With(ready.Training with { Epochs = 8 }).Fit(split.TrainSet);
        var metrics = ml.Metrics(model.Transform(split.TestSet), ready.Task, "Label");
        ModelCard card = ModelCard.Describe(ready, model, images.Schema) with { HeldOut = metrics };
        ml.Model.SaveAtomically(model, images.Schema, modelPath, card);
        return new ImageTraining(model, ready.Code, metrics);
    }
}
