using Microsoft.ML;

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

        (long rows, IReadOnlyDictionary<string, ColumnProfile> profiles) = DataScan.Of(data, [labelColumn], options.CancellationToken);
        LabelNames.Check(data.Schema, labelColumnName);
        LabelPlan label = LabelPlanner.Plan(profiles[labelColumnName], options.Task);
        ImageTarget target = ImageTarget.Of(data, image, options.Size, options.CancellationToken);
        ColumnChoice[] choices = [.. SchemaColumns.Visible(data.Schema).Select(column =>
            column.Name == labelColumnName ? label.Choice
            : column.Name == imageColumnName ? new ColumnChoice(column.Name, ColumnUse.Image, target.Description)
            : new ColumnChoice(column.Name, ColumnUse.LeftOut, "is not the image"))];
        NeuralNetworkOptions training = ImageTraining.Options(rows, target) with
        {
            LabelColumnName = label.TrainedColumnName,
            Progress = options.Progress,
            CancellationToken = options.CancellationToken,
        };
        return new ReadyPipeline(ml, new PipelinePlan(
            label, choices,
            [.. label.Optional, PipelineSteps.ImageToVector(PipelineSteps.Features, imageColumnName, target.Options(options.Unreadable))],
            ImageTraining.Network(target), training));
    }
}
