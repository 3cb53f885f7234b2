using Microsoft.ML;
using MLFlux.Files;

namespace MLFlux;

/// <summary>Model files that are never half written, and never taken for what was saved where they are not.</summary>
public static class ModelFileCatalog
{
    /// <summary>
    /// Saves a model as ML.NET's <c>Save</c> does, but whole or not at all: if saving fails, an older file of that name stays
    /// as it was. The file also has digests of what is in it;
    /// <see cref="LoadChecked(ModelOperationsCatalog, string, out DataViewSchema?)"/>
    /// compares them, and <c>ml.Model.Load</c> passes them over.
    /// </summary>
    /// <param name="catalog">The model catalog of an MLContext.</param>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the data that the model takes, or null to leave it out.</param>
    /// <param name="path">The file, such as <c>digits.zip</c>. Its folder is made if it is missing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    /// <example>
    /// <code>
    /// ml.Model.SaveAtomically(model, rows.Schema, "houses.zip");
    /// </code>
    /// </example>
    public static void SaveAtomically(
        this ModelOperationsCatalog catalog, ITransformer model, DataViewSchema? inputSchema, string path)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream =>
        {
            catalog.Save(model, inputSchema, stream);
            ModelDigest.Add(stream);
        });
    }

    /// <summary>
    /// Loads a model as ML.NET's <c>Load</c> does, but only if the file is as it was saved: the digests that <c>SaveAtomically</c>
    /// writes are compared before ML.NET reads anything. In a file that ML.NET's own <c>Save</c> wrote, the zip's checksums are, but for
    /// networks' weights, whose digests are compared as they are read. Sizes and counts in the zip and in the schema have to fit into the
    /// file: <c>ml.Model.Load</c> makes room for any that is claimed, or waits for ever for values that are not there.
    /// </summary>
    /// <remarks>
    /// The parts of ML.NET's own steps are read by ML.NET: a file that somebody made to do harm, with digests that fit, may still take
    /// time and memory there. Load models of people whom you trust.
    /// </remarks>
    /// <param name="catalog">The model catalog of an MLContext.</param>
    /// <param name="path">The model file.</param>
    /// <param name="inputSchema">The schema of the data that the model takes; null where the file has none.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The file is no regular file, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">
    /// The file is no model, is cut off or altered, or has an entry missing, renamed or added; the message names file and entry. Or
    /// the model has a step of a package that the program lacks, such as <c>Microsoft.ML.LightGbm</c>; the message names the package.
    /// </exception>
    /// <example>
    /// <code>
    /// ITransformer loaded = ml.Model.LoadChecked("houses.zip", out DataViewSchema? schema);
    /// </code>
    /// </example>
    public static ITransformer LoadChecked(this ModelOperationsCatalog catalog, string path, out DataViewSchema? inputSchema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = RegularFile.OpenRead(path, "a model file");
        return Load(catalog, stream, $"'{path}'", out inputSchema);
    }

    /// <inheritdoc cref="LoadChecked(ModelOperationsCatalog, string, out DataViewSchema?)"/>
    public static ITransformer LoadChecked(this ModelOperationsCatalog catalog, string path) => catalog.LoadChecked(path, out _);

    /// <summary>Loads a model from a stream, such as a download in memory, as from a file.</summary>
    /// <inheritdoc cref="LoadChecked(ModelOperationsCatalog, string, out DataViewSchema?)" path="/*[not(self::summary or self::param)]"/>
    /// <param name="catalog">The model catalog of an MLContext.</param>
    /// <param name="stream">The model; it can be read and sought, and is left open.</param>
    /// <param name="inputSchema">The schema of the data that the model takes; null where the model has none.</param>
    /// <exception cref="ArgumentException">The stream cannot be sought.</exception>
    public static ITransformer LoadChecked(this ModelOperationsCatalog catalog, Stream stream, out DataViewSchema? inputSchema)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
            throw new ArgumentException("The stream cannot be sought; copy it into a MemoryStream or a file first.", nameof(stream));
        return Load(catalog, stream, "The stream", out inputSchema);
    }

    private static ITransformer Load(ModelOperationsCatalog catalog, Stream stream, string name, out DataViewSchema? inputSchema)
    {
        try
        {
            ModelZipChecks.Check(stream);
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"{name} cannot be read: {fault.Message} Copy or save the model again.", fault);
        }

        try
        {
            stream.Position = 0;
            return catalog.Load(stream, out inputSchema);
        }
        catch (Exception fault) when (MissingPackage.Of(fault) is string missing)
        {
            throw new InvalidDataException($"{name} cannot be loaded: {missing}", fault);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // What ML.NET makes of a file that is none is of many kinds.
            throw new InvalidDataException($"{name} is not a model that ML.NET can load: {fault.Message}", fault);
        }
    }
}
