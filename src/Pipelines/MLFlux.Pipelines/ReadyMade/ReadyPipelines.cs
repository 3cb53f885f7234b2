using Microsoft.ML;
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
    public ReadyPipeline Image(
        IDataView data, string imageColumnName = "ImagePath", string labelColumnName = "Label", ReadyImageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrEmpty(imageColumnName);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        return ImagePlanner.Plan(_ml, data, imageColumnName, labelColumnName, options ?? new ReadyImageOptions());
    }
}
