using Microsoft.ML;
using MLFlux.Evaluation;

namespace MLFlux.ReadyMade;

/// <summary>Makes a plan for images.</summary>
internal static class ImagePlanner
{
    public static ReadyPipeline Plan(MLContext ml, IDataView data, string imageColumnName, string labelColumnName,
        ReadyImageOptions options)
    {
        DataViewSchema.Column image = SchemaColumns.Find(data.Schema, imageColumnName, "Images");
        DataViewSchema.Column labelColumn = SchemaColumns.Find(data.Schema, labelColumnName, "Label");
        if (options.Size < ImageTarget.LeastSize)
            throw new ArgumentOutOfRangeException(null,
                $"{nameof(options.Size)} is {options.Size}; it has to be at least {ImageTarget.LeastSize}, or null.");

        if (options.Task is { } asked && TaskFigures.Of(asked).HasGroups)
        {
            throw new ArgumentOutOfRangeException(null,
                $"The task {asked} puts rows in order within groups, which a ready pipeline of images has none of.");
        }

        (long rows, IReadOnlyDictionary<string, ColumnProfile> profiles) =
            DataScan.Of(data, [labelColumn], _ => true, options.CancellationToken);
        LabelNames.Check(data.Schema, labelColumnName);
        LabelPlan label = LabelPlanner.Plan(profiles[labelColumnName], options.Task);
        ImageBackbone.Check(options);
        Shape? pretrained = options.Backbone is { } body ? ImageBackbone.Input(body, options.Size) : null;
        ImageTarget target = pretrained is null ? ImageTarget.Of(data, image, options.Size, options.CancellationToken)
            : ImageBackbone.Target(data, image, pretrained, options.CancellationToken);
        ImageToVectorOptions pixels = pretrained is null ? target.Options(options.Unreadable)
            : ImageBackbone.Pixels(target, options.Unreadable);
        ColumnChoice[] choices = [.. SchemaColumns.Visible(data.Schema).Select(column =>
            column.Name == labelColumnName ? label.Choice
            : column.Name == imageColumnName ? new ColumnChoice(column.Name, ColumnUse.Image, target.Description)
            : new ColumnChoice(column.Name, ColumnUse.LeftOut, "is not the image"))];
        NeuralNetworkOptions training = (pretrained is null ? ImageTraining.Options(rows, target, label.Task)
            : options.LearnsLastBlock ? ImageBackbone.OfLastBlock(
                options.Backbone!, pretrained, rows, AreInColor(data, image, options), label.Task)
            : ImageBackbone.Options(rows, options.FineTuning)) with
        {
            LabelColumnName = label.TrainedColumnName,
            Progress = options.Progress,
            CancellationToken = options.CancellationToken,
        };
        return new ReadyPipeline(ml, new PipelinePlan(
            label, choices,
            [.. label.Optional, PipelineSteps.ImageToVector(PipelineSteps.Features, imageColumnName, pixels)],
            pretrained is null ? ImageTraining.Network(target) : ImageBackbone.Network(options.Backbone!, pretrained), training)
        {
            Plain = pretrained is null ? null : Small(data.Schema, imageColumnName, options.Unreadable),
        });
    }

    /// <summary>Whether the images themselves are, whatever the network takes.</summary>
    private static bool AreInColor(IDataView data, DataViewSchema.Column image, ReadyImageOptions options) =>
        ImageTarget.Of(data, image, size: null, options.CancellationToken).HasColor;

    /// <summary>Pixels for trees beside a pretrained network: those that it takes are too many for them.</summary>
    private static PlainFeatures Small(DataViewSchema schema, string column, UnreadableImages unreadable)
    {
        string name = new NewNames(schema.Select(one => one.Name)).Of(column, "plain");
        return new PlainFeatures(name, [PipelineSteps.ImageToVector(name, column, ImageBackbone.SmallPixels(unreadable))]);
    }
}
