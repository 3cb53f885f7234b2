using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Forecasting;
using MLFlux.ReadyMade;

namespace MLFlux;

/// <summary>
/// Pipelines that are made from a look at the data: preprocessing for its columns, a network of a size that fits, and the trainer
/// for its label. <c>ml.Pipelines()</c> gives one.
/// </summary>
/// <remarks>Safe for any thread, as far as the context is.</remarks>
public sealed class ReadyPipelines
{
    private readonly MLContext _ml;

    internal ReadyPipelines(MLContext ml) => _ml = ml;

    /// <summary>Makes a pipeline for a table from its schema and one pass over its rows. Nothing is fitted.</summary>
    /// <param name="data">The rows to train on. What is not seen by them, such as rows held out, should not be among them.</param>
    /// <param name="labelColumnName">
    /// The column to predict: a bool, text, a key or a number; a vector of floats for several numbers.
    /// </param>
    /// <param name="options">What is wanted otherwise than the data suggests; null for nothing.</param>
    /// <returns>
    /// An estimator; what it chose is in its <see cref="ReadyPipeline.Choices"/> and, as code, in <see cref="ReadyPipeline.Code"/>.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is not there, or of a type that cannot be used as it should; the nearest names are given.
    /// </exception>
    /// <exception cref="InvalidOperationException">The label has one value only, or none; or there is no column to learn from.</exception>
    /// <exception cref="OperationCanceledException">The look at the data was cancelled.</exception>
    /// <example>
    /// <code>
    /// ReadyPipeline ready = ml.Pipelines().Tabular(rows, "price");
    /// Console.WriteLine(ready.Code);
    /// ITransformer model = ready.Fit(rows);
    /// </code>
    /// </example>
    public ReadyPipeline Tabular(IDataView data, string labelColumnName = "Label", TabularOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        return TabularPlanner.Plan(_ml, data, labelColumnName, options ?? new TabularOptions());
    }

    /// <summary>Makes a pipeline for images from their type, their labels, and the sizes of some of them. Nothing is fitted.</summary>
    /// <param name="data">The rows to train on, such as those of <c>ml.Data.LoadFromImageFolder</c>.</param>
    /// <param name="imageColumnName">
    /// The column of images: paths (text), encoded images (<c>Vector&lt;Byte&gt;</c> of unknown size), ML.NET's images
    /// (<c>MLImage</c>), or pixels (<c>Vector&lt;Byte, height, width, channels&gt;</c>).
    /// </param>
    /// <param name="labelColumnName">The column to predict, as in <see cref="Tabular"/>.</param>
    /// <param name="options">What is wanted otherwise than the data suggests; null for nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A column is not there, or of a type that cannot be used; the nearest names are given.
    /// </exception>
    /// <exception cref="InvalidOperationException">The label has one value only, or no image can be read.</exception>
    /// <exception cref="OperationCanceledException">The look at the data was cancelled.</exception>
    /// <example>
    /// <code>
    /// IDataView photos = ml.Data.LoadFromImageFolder("photos");
    /// ITransformer model = ml.Pipelines().Image(photos).Fit(photos);
    /// </code>
    /// </example>
    public ReadyPipeline Image(
        IDataView data, string imageColumnName = "ImagePath", string labelColumnName = "Label", ReadyImageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(imageColumnName);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        return ImagePlanner.Plan(_ml, data, imageColumnName, labelColumnName, options ?? new ReadyImageOptions());
    }

    /// <summary>
    /// Makes a pipeline for images on a pretrained network: <c>ml.Pipelines().Image(images, Backbones.ResNet18())</c>. Nothing is fitted.
    /// </summary>
    /// <param name="data">The rows to train on.</param>
    /// <param name="backbone">The pretrained network; see <see cref="ReadyImageOptions.Backbone"/>.</param>
    /// <param name="imageColumnName">The column of images.</param>
    /// <param name="labelColumnName">The column to predict.</param>
    /// <param name="options">What is wanted otherwise than the data suggests; null for nothing.</param>
    /// <exception cref="ArgumentException">The backbone takes no images, or none of the size in the options.</exception>
    /// <inheritdoc cref="Image(IDataView, string, string, ReadyImageOptions?)" path="/*[not(self::summary or self::param)]"/>
    public ReadyPipeline Image(
        IDataView data, Layer backbone, string imageColumnName = "ImagePath", string labelColumnName = "Label",
        ReadyImageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        return Image(data, imageColumnName, labelColumnName, (options ?? new ReadyImageOptions()) with { Backbone = backbone });
    }

    /// <summary>
    /// Makes a pipeline from the rows of series to forecasts: windows that are taken relative to their own level and spread, and a network
    /// that foretells all steps by one rule, from the same phase of the seasons before, the whole history and the calendar.
    /// </summary>
    /// <remarks>
    /// What is learned at one level holds at another: columns without a value below 0 are learned as logarithms, less the mean of the
    /// window's last season, by the spread around it. <c>Score</c> is in the unit of the series, beside <c>Future</c>. Missing values are
    /// neither learned nor counted. <c>ml.Forecasting</c> forecasts with the fitted pipeline, tries it, and holds it against the naive
    /// forecast.
    /// </remarks>
    /// <param name="windows">How windows are cut; best with a history of several seasons, such as a week of hours.</param>
    /// <param name="season">How many steps a season has, such as 24 of hourly rows: from 1 to the steps of a history.</param>
    /// <param name="training">
    /// How to train; its columns are not read. Default, null: mean absolute error, AdamW, batches of 128, and as many epochs, from 8 to
    /// 60, as come to 1,200 batches.
    /// </param>
    /// <returns>An estimator of the rows, whose fitted model is saved and loaded as any other.</returns>
    /// <exception cref="ArgumentException">Sizes or names are out of range; all faults are named.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A history has no such season.</exception>
    public IEstimator<TransformerChain<ITransformer>> Forecast(
        SequenceWindowOptions windows, int season, NeuralNetworkOptions? training = null)
    {
        _ = _ml.Transforms.SequenceWindows(windows); // Says what is wrong with the options.
        RollingBacktest.CheckSeason(season, windows);
        return new ForecastEstimator(_ml, windows, season, training);
    }
}
