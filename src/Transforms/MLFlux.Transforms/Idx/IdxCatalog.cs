using Microsoft.ML;
using MLFlux.Idx;

namespace MLFlux;

/// <summary>Reads IDX files, the format of MNIST and its relatives, as ML.NET data.</summary>
public static class IdxCatalog
{
    /// <summary>
    /// Reads images, labels or both from IDX files of unsigned bytes, plain or compressed by gzip (told by content, not by name).
    /// </summary>
    /// <remarks>
    /// The files are read whole and checked at once, so that a damaged one is refused here rather than in the middle of a fit;
    /// only the rows asked for stay in memory, one byte a pixel. The view knows its row count, can be shuffled, and is safe for
    /// any number of threads. The id of a row is its number in the file, in whatever order rows come.
    /// </remarks>
    /// <param name="catalog">The catalog, <c>ml.Data</c>.</param>
    /// <param name="imagesPath">
    /// The images, <c>[rows, height, width]</c>, <c>[rows, height, width, channels]</c> or <c>[rows, values]</c>; null to read labels only.
    /// </param>
    /// <param name="labelsPath">The labels, <c>[rows]</c>; null to read images only.</param>
    /// <param name="start">The first row to take, counted from 0.</param>
    /// <param name="count">How many rows to take; null for all that follow <paramref name="start"/>.</param>
    /// <param name="imageColumnName">
    /// The column for the images: a vector of bytes with the file's dimensions, <c>Vector&lt;Byte, 28, 28&gt;</c> for MNIST.
    /// </param>
    /// <param name="labelColumnName">The column for the labels: a byte.</param>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">
    /// A file is no IDX file, holds another type than unsigned bytes, or is damaged, cut short or too long.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The range reaches beyond the rows of the file.</exception>
    /// <exception cref="ArgumentException">
    /// No path is given, both columns have the same name, or the files hold different numbers of rows.
    /// </exception>
    public static IDataView LoadFromIdx(
        this DataOperationsCatalog catalog,
        string? imagesPath,
        string? labelsPath = null,
        int start = 0,
        int? count = null,
        string imageColumnName = "Image",
        string labelColumnName = "Label")
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(imageColumnName);
        ArgumentException.ThrowIfNullOrEmpty(labelColumnName);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        if (count is { } rows)
            ArgumentOutOfRangeException.ThrowIfNegative(rows, nameof(count));
        if (imagesPath is null && labelsPath is null)
            throw new ArgumentException("Give the path of the images, of the labels, or both.", nameof(imagesPath));
        if (imagesPath is not null && labelsPath is not null && imageColumnName == labelColumnName)
            throw new ArgumentException($"Images and labels cannot share the column name '{imageColumnName}'.", nameof(labelColumnName));

        // Labels first: they are small, so a wrong pair of files is found before the images are read.
        IdxRows? labels = labelsPath is null ? null : IdxReader.Read(labelsPath, IdxContent.Labels, start, count);
        IdxRows? images = imagesPath is null ? null : IdxReader.Read(imagesPath, IdxContent.Images, start, count, labels);
        return new IdxDataView(images, labels, imageColumnName, labelColumnName);
    }
}
